import { describe, expect, it } from "vitest";
import { checkGraph, float, type Graph, GraphBuilder, optimise, readOnnx, writeOnnx } from "../../src/graph/index.js";
import { openSession } from "../../src/runtime/index.js";

const x = { name: "x", type: "float32", shape: [2, 3] } as const;
const y = { name: "y", type: "float32", shape: [2, 3] } as const;

/** y = leakyRelu(x) + leakyRelu(x) + 1, and an operator that nothing reads. */
function example(): Graph {
  const builder = new GraphBuilder();
  const twice = [0, 1].map(() => builder.node("LeakyRelu", ["x"], { alpha: float(0.25) }));
  builder.node("Exp", ["x"]);
  const sum = builder.node("Add", twice);
  builder.nodeInto("y", "Add", [sum, builder.scalar(1)]);
  return builder.finish([x], [y]);
}

describe("The graph checker", () => {
  const broken: [string, (graph: Graph) => Graph, RegExp][] = [
    ["a value read before it is written", (g) => ({ ...g, nodes: [...g.nodes].reverse() }), /before it is written/],
    ["a value written twice", (g) => ({ ...g, nodes: [...g.nodes, g.nodes[0]!] }), /already written/],
    [
      "an operator that is not known",
      (g) => ({ ...g, nodes: [{ ...g.nodes[0]!, op: "Loop" }, ...g.nodes.slice(1)] }),
      /Loop/,
    ],
    [
      "an operator with too many inputs",
      (g) => ({ ...g, nodes: [{ ...g.nodes[0]!, inputs: ["x", "x"] }, ...g.nodes.slice(1)] }),
      /takes 1 to 1/,
    ],
    ["an output that nothing writes", (g) => ({ ...g, outputs: [{ ...y, name: "z" }] }), /never written/],
    [
      "a constant of the wrong size",
      (g) => ({ ...g, constants: new Map([["c", { type: "float32", shape: [3], bytes: new Uint8Array(8) }]]) }),
      /needs 12 bytes/,
    ],
  ];
  it.each(broken)("refuses %s", (_, breakIt, message) => {
    expect(() => checkGraph(breakIt(example()), "a test")).toThrow(message);
  });

  it("accepts the example", () => {
    expect(checkGraph(example(), "a test").nodes).toHaveLength(5);
  });
});

describe("Optimising", () => {
  it("merges equal operators, drops unread ones, and changes no number", async () => {
    const optimised = optimise(example());
    expect(optimised.nodes.map((node) => node.op)).toEqual(["LeakyRelu", "Add", "Add"]);
    for (const graph of [example(), optimised]) {
      const session = await openSession(writeOnnx(graph), { device: "cpu" });
      const data = Float32Array.of(-4, -2, 0, 1, 2, 3);
      const result = await session.run({ x: { dtype: "float32", shape: [2, 3], data } });
      expect([...result.y!.data]).toEqual([-1, 0, 1, 3, 5, 7]);
      await session.close();
    }
  });
});

describe("An ONNX model", () => {
  it("reads back as the graph that was written", () => {
    const graph = optimise(example());
    expect(readOnnx(writeOnnx(graph))).toEqual(graph);
  });

  it("leaves the batch open where a dimension is -1", async () => {
    const builder = new GraphBuilder();
    builder.nodeInto("y", "Neg", ["x"]);
    const open = { type: "float32", shape: [-1, 2] } as const;
    const model = writeOnnx(builder.finish([{ ...open, name: "x" }], [{ ...open, name: "y" }]));
    expect(readOnnx(model).inputs[0]!.shape).toEqual([-1, 2]);
    const session = await openSession(model, { device: "cpu" });
    for (const rows of [1, 5]) {
      const data = new Float32Array(rows * 2).fill(3);
      expect((await session.run({ x: { dtype: "float32", shape: [rows, 2], data } })).y!.shape).toEqual([rows, 2]);
    }
    await session.close();
  });
});
