/** Shown at / where the page was not built, as when the server is run from its sources by hand. */
export const NOT_BUILT = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Semblance</title></head>
<body>
<h1>Semblance</h1>
<p>The page is not built here: run <code>npm run build</code>, or start with <code>npm start</code>. The server itself answers at
<a href="/graphql">/graphql</a>, and <a href="/graphiql">/graphiql</a> is a page to write queries.</p>
</body>
</html>
`;
