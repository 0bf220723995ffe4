import type { ComponentChildren } from "preact";
import { Scroll } from "../../parts/scroll.js";
import { blocksOf } from "./markdownBlocks.js";

/**
 * A model card as elements: headings, paragraphs, lists, tables, code, bold, italic and web links. It builds elements and never HTML, so a
 * card from elsewhere can show nothing but text.
 */
export function Markdown({ text }: { text: string }) {
  return (
    <>
      {blocksOf(text).map((block, i) => {
        if (block.kind === "heading") {
          // The page has an h1 and this stands under an h2.
          const Tag = block.level === 1 ? "h3" : block.level === 2 ? "h4" : "h5";
          return <Tag key={i}>{inline(block.text)}</Tag>;
        }
        if (block.kind === "list")
          return (
            <ul key={i}>
              {block.items.map((item, k) => (
                <li key={k}>{inline(item)}</li>
              ))}
            </ul>
          );
        if (block.kind === "code")
          return (
            <pre key={i} tabIndex={0}>
              <code>{block.text}</code>
            </pre>
          );
        if (block.kind === "table")
          return (
            <Scroll key={i} label={block.head.join(", ")}>
              <table>
                <thead>
                  <tr>
                    {block.head.map((cell, k) => (
                      <th key={k} scope="col">
                        {inline(cell)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {block.rows.map((row, k) => (
                    <tr key={k}>
                      {row.map((cell, c) => (
                        <td key={c}>{inline(cell)}</td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
          );
        return <p key={i}>{inline(block.text)}</p>;
      })}
    </>
  );
}

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/g;

function inline(text: string): ComponentChildren[] {
  const parts: ComponentChildren[] = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, code, bold, italic, link, href] = match;
    parts.push(text.slice(from, match.index));
    if (code !== undefined) parts.push(<code>{code}</code>);
    else if (bold !== undefined) parts.push(<strong>{bold}</strong>);
    else if (italic !== undefined) parts.push(<em>{italic}</em>);
    else if (href !== undefined)
      parts.push(
        <a href={href} rel="noreferrer noopener" target="_blank">
          {link}
        </a>,
      );
    from = match.index + whole.length;
  }
  return [...parts, text.slice(from)];
}
