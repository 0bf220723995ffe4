import { escapeHtml } from "./html.js";

const STYLE = `
:root { color-scheme: light; --ink: #1b1f24; --soft: #59636e; --line: #d5dae0; --good: #1a7f37; --bad: #b3261e; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 62rem; color: var(--ink); background: #fff;
  font: 16px/1.55 system-ui, sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; padding-top: .75rem; border-top: 1px solid var(--line); }
.lead { font-size: 1.15rem; border-left: 4px solid var(--soft); padding: .4rem 0 .4rem 1rem; margin: 1rem 0; }
.lead.yes { border-color: var(--good); } .lead.no { border-color: var(--bad); }
p, li { max-width: 46rem; }
code { font-size: .88em; background: #f3f5f7; padding: .1em .3em; border-radius: 3px; overflow-wrap: anywhere; }
.wide { overflow-x: auto; margin: .75rem 0; }
table { border-collapse: collapse; min-width: 26rem; font-size: .875rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--soft); padding-bottom: .35rem; }
caption span { display: block; max-width: 46rem; }
th, td { padding: .28rem .7rem .28rem 0; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
th:first-child { text-align: left; font-weight: 500; }
thead th { color: var(--soft); font-weight: 500; vertical-align: bottom; white-space: normal; max-width: 8.5rem; line-height: 1.3; }
tr.missing td, tr.missing th { color: var(--soft); } tr.met td:last-child { color: var(--good); }
tr.failed td:last-child { color: var(--bad); font-weight: 600; } tr.strong th { font-weight: 700; }
figure { margin: 1rem 0; } figure > img { max-width: 100%; height: auto; image-rendering: auto; }
figcaption { color: var(--soft); font-size: .875rem; max-width: 46rem; margin-top: .35rem; }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: .5rem 1.5rem; }
.grid figure { margin: 0; }
nav { font-size: .9rem; } nav a { margin-right: 1rem; white-space: nowrap; } a { color: #0b57d0; }
`;

/** One file with everything in it: it opens from disk, without network, and loads nothing. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;
}
