import { useEffect, useState } from "preact/hooks";

/** The value once it has not changed for so long: a slider that moves asks for a few images, not for hundreds. */
export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
