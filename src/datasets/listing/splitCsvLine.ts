/** The fields of one CSV line (RFC 4180, without line breaks in fields), trimmed; undefined when a quote is left open. */
export function splitCsvLine(line: string): string[] | undefined {
  const fields: string[] = [];
  let field = "";
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const character = line[i]!;
    if (quoted) {
      if (character !== '"') field += character;
      else if (line[i + 1] === '"') field += line[i++];
      else quoted = false;
    } else if (character === '"' && field.trim() === "") {
      quoted = true;
      field = "";
    } else if (character === ",") {
      fields.push(field.trim());
      field = "";
    } else field += character;
  }
  return quoted ? undefined : [...fields, field.trim()];
}
