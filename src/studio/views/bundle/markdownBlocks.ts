/** A piece of a Markdown text. */
export type Block =
  | { readonly kind: "heading"; readonly level: number; readonly text: string }
  | { readonly kind: "paragraph" | "code"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "table"; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** The blocks of the part of Markdown that model cards use. What it does not know is a paragraph. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.replaceAll("\r", "").split("\n");
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? "";
    const take = (belongs: (line: string) => boolean) => {
      const from = at;
      while (at < lines.length && belongs(lines[at] ?? "")) at++;
      return lines.slice(from, at);
    };
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    if (line.trim() === "") at++;
    else if (heading) {
      blocks.push({ kind: "heading", level: heading[1]?.length ?? 1, text: heading[2] ?? "" });
      at++;
    } else if (line.startsWith("```")) {
      at++;
      blocks.push({ kind: "code", text: take((one) => !one.startsWith("```")).join("\n") });
      at++;
    } else if (line.startsWith("|")) {
      const [head = [], , ...rows] = take((one) => one.startsWith("|")).map(cellsOf);
      blocks.push({ kind: "table", head, rows });
    } else if (/^[-*] /.test(line)) {
      const items: string[] = [];
      for (const one of take((line) => /^([-*] |\s+\S)/.test(line))) {
        if (/^[-*] /.test(one)) items.push(one.slice(2));
        else items.push(`${items.pop() ?? ""} ${one.trim()}`);
      }
      blocks.push({ kind: "list", items });
    } else {
      const first = at;
      const part = take((one) => one.trim() !== "" && !/^(#{1,6}\s|```|\||[-*] )/.test(one));
      if (at === first) at++;
      blocks.push({ kind: "paragraph", text: part.join(" ") || line });
    }
  }
  return blocks;
}

function cellsOf(line: string): string[] {
  return line
    .replace(/^\||\|\s*$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll("\\|", "|"));
}
