/** Text made safe for HTML, attributes included. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** A section with a heading that can be linked to. `parts` are HTML. */
export function section(id: string, title: string, ...parts: readonly string[]): string {
  return `<section id="${id}"><h2>${escapeHtml(title)}</h2>\n${parts.join("\n")}\n</section>`;
}

/** A paragraph of plain text. */
export function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}

/** A table of plain text; cells after the first of a row are set as figures. */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  classOf: (row: number) => string = () => "",
): string {
  const cells = (row: readonly string[]): string =>
    row
      .map((text, i) => (i === 0 ? `<th scope="row">${escapeHtml(text)}</th>` : `<td>${escapeHtml(text)}</td>`))
      .join("");
  return [
    `<div class="wide"><table><caption><span>${escapeHtml(caption)}</span></caption>`,
    `<thead><tr>${head.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join("")}</tr></thead>`,
    `<tbody>${rows.map((row, i) => `<tr class="${classOf(i)}">${cells(row)}</tr>`).join("\n")}</tbody></table></div>`,
  ].join("\n");
}

/** A picture inside the page itself. */
export function picture(webp: Uint8Array, alt: string, caption: string): string {
  const data = Buffer.from(webp).toString("base64");
  return `<figure><img src="data:image/webp;base64,${data}" alt="${escapeHtml(alt)}"><figcaption>${escapeHtml(caption)}</figcaption></figure>`;
}

/** A drawing with its caption; `svg` is markup. */
export function figure(svg: string, caption: string): string {
  return `<figure>${svg}<figcaption>${escapeHtml(caption)}</figcaption></figure>`;
}
