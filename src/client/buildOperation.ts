import { SelectionError } from "./errors/selectionError.js";
import { FIELDS, type Root } from "./generated/schema.js";

/** A document and its variables. */
export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

type AnySelection = Readonly<Record<string, unknown>>;

/**
 * Writes a selection as a GraphQL document. Every argument becomes a variable, so that the document stays the same whatever it is asked
 * with: servers keep documents that they have parsed.
 * @throws SelectionError
 */
export function buildOperation(root: Root, selection: AnySelection): Operation {
  const variables: Record<string, unknown> = {};
  const declared: string[] = [];

  function variable(name: string, type: string, value: unknown): string {
    let free = name;
    for (let i = 2; Object.hasOwn(variables, free); i++) free = `${name}${i}`;
    variables[free] = value;
    declared.push(`$${free}: ${type}`);
    return `${name}: $${free}`;
  }

  function fields(type: string, wanted: AnySelection, indent: string): string {
    const lines = Object.entries(wanted)
      .filter(([name, value]) => name !== "$" && value !== undefined && value !== false)
      .map(([name, value]) => `${indent}  ${name}${field(type, name, value, `${indent}  `)}`);
    if (lines.length === 0) throw new SelectionError(`Expected at least one field of ${type} to be selected.`);
    return ` {\n${lines.join("\n")}\n${indent}}`;
  }

  function field(type: string, name: string, value: unknown, indent: string): string {
    const [inner, types = {}] = FIELDS[type]?.[name] ?? [];
    if (value === true) {
      if (inner !== undefined) throw new SelectionError(`Expected fields of ${inner} to be selected for "${name}".`);
      return "";
    }
    if (typeof value !== "object" || value === null) {
      throw new SelectionError(`Expected "${name}" of ${type} to be true or a selection.`);
    }
    const { $: given = {} } = value as { $?: AnySelection };
    const args = Object.entries(given)
      .filter(([, argument]) => argument !== undefined)
      .map(([argument, its]) => {
        const argumentType = types[argument];
        if (argumentType === undefined) throw new SelectionError(`"${name}" of ${type} has no argument "${argument}".`);
        return variable(argument, argumentType, its);
      });
    const call = args.length > 0 ? `(${args.join(", ")})` : "";
    return inner === undefined ? call : call + fields(inner, value as AnySelection, indent);
  }

  const body = fields(root, selection, "");
  return { query: `${root.toLowerCase()}${declared.length > 0 ? ` (${declared.join(", ")})` : ""}${body}`, variables };
}
