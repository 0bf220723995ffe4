type Args = Readonly<Record<string, unknown>>;

/** For {@link FieldAccess.images}: entries of a list argument. */
export function lengthOf(argument: string): (args: Args) => number {
  return (args) => (Array.isArray(args[argument]) ? args[argument].length : 0);
}

/** For {@link FieldAccess.images}: a number argument, never less than one. */
export function countOf(argument: string): (args: Args) => number {
  return (args) => (typeof args[argument] === "number" ? Math.max(1, args[argument]) : 1);
}
