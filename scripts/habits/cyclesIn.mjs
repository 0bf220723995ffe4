/**
 * One cycle out of each knot (strongly connected component) of a graph, by Tarjan's algorithm.
 *
 * @param {Map<string, string[]>} edges
 * @returns {string[][]} each starts and ends with the same node
 */
export function cyclesIn(edges) {
  const index = new Map();
  const low = new Map();
  const stack = [];
  const cycles = [];

  const visit = (node) => {
    index.set(node, index.size);
    low.set(node, index.get(node));
    stack.push(node);
    for (const next of edges.get(node)) {
      if (!index.has(next)) {
        visit(next);
        low.set(node, Math.min(low.get(node), low.get(next)));
      } else if (stack.includes(next)) low.set(node, Math.min(low.get(node), index.get(next)));
    }
    if (low.get(node) !== index.get(node)) return;
    const knot = new Set(stack.splice(stack.indexOf(node)));
    if (knot.size > 1 || edges.get(node).includes(node)) cycles.push(shortestCycle(node, knot, edges));
  };
  for (const node of edges.keys()) if (!index.has(node)) visit(node);
  return cycles;
}

function shortestCycle(start, knot, edges) {
  const paths = [[start]];
  const seen = new Set();
  for (const path of paths)
    for (const next of edges.get(path.at(-1))) {
      if (next === start) return [...path, start];
      if (knot.has(next) && !seen.has(next)) {
        seen.add(next);
        paths.push([...path, next]);
      }
    }
  throw new Error("A knot without a cycle. This is a bug in scripts/habits/cyclesIn.mjs.");
}
