import { z } from "zod";

/** What the value of a setting may be. */
export interface Kind<T> {
  /** Checks a value of the file. */
  readonly schema: z.ZodType<T>;
  /** What the text of a variable or an option stands for, before it is checked. */
  readonly fromText: (text: string) => unknown;
  /** Completes "expected …". */
  readonly expected: string;
}

/** Text that is not empty. */
export const text: Kind<string> = { schema: z.string().min(1), fromText: (value) => value, expected: "text" };

/** Text that is not empty, or nothing. */
export const optionalText: Kind<string | undefined> = text;

/** Text of at least so many characters, or nothing. */
export function optionalLongText(characters: number): Kind<string | undefined> {
  return { ...text, schema: z.string().min(characters), expected: `text of ${characters} characters or more` };
}

/** An address that begins with http:// or https://, or nothing. */
export const optionalUrl: Kind<string | undefined> = {
  ...text,
  schema: z.url({ protocol: /^https?$/ }),
  expected: "an address that begins with http:// or https://",
};

/** A whole number within bounds, both included. */
export function integer(low: number, high: number): Kind<number> {
  return {
    schema: z.int().min(low).max(high),
    fromText: numberFrom,
    expected: `an integer from ${low} to ${high}`,
  };
}

/** A whole number within bounds, or nothing. */
export function optionalInteger(low: number, high: number): Kind<number | undefined> {
  return integer(low, high);
}

/** A number within bounds, both included. */
export function number(low: number, high: number): Kind<number> {
  return { schema: z.number().min(low).max(high), fromText: numberFrom, expected: `a number from ${low} to ${high}` };
}

/** On or off; as text also yes, no, 1 and 0. */
export const toggle: Kind<boolean> = {
  schema: z.boolean(),
  fromText: (value) => TOGGLES[value.toLowerCase()] ?? value,
  expected: "true or false",
};

/** One of a few words. */
export function oneOf<const T extends readonly [string, ...string[]]>(choices: T): Kind<T[number]> {
  return { schema: z.enum(choices), fromText: (value) => value, expected: `one of ${choices.join(", ")}` };
}

/** A list of texts; as text, with commas between them. */
export const list: Kind<readonly string[]> = {
  schema: z.array(z.string().min(1)),
  fromText: (value) =>
    value
      .split(",")
      .map((item) => item.trim())
      .filter(Boolean),
  expected: "a list of texts",
};

/** Anything else, by its schema; as text, JSON. */
export function json<T>(schema: z.ZodType<T>, expected: string): Kind<T> {
  return {
    schema,
    fromText: (value) => {
      try {
        return JSON.parse(value) as unknown;
      } catch {
        return value;
      }
    },
    expected,
  };
}

const TOGGLES: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  1: true,
  false: false,
  no: false,
  0: false,
};

function numberFrom(value: string): unknown {
  return value.trim() === "" ? value : Number(value);
}
