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

describe("Folding factors and terms per channel into a convolution", () => {
  const image = { name: "image", type: "float32", shape: [1, 2, 3, 3] } as const;
  const map = { name: "map", type: "float32", shape: [1, 2, 2, 2] } as const;
  const floats = (builder: GraphBuilder, shape: number[], ...values: number[]): string =>
    builder.constant("float32", shape, new Uint8Array(Float32Array.from(values).buffer));

  /** A convolution of 2 x 2 with or without bias, and what `after` makes of its result. */
  function convolved(after: (builder: GraphBuilder, result: string) => string, bias: boolean): Graph {
    const builder = new GraphBuilder();
    const weights = floats(builder, [2, 2, 2, 2], ...Array.from({ length: 16 }, (_, i) => Math.sin(i)));
    const inputs = ["image", weights, ...(bias ? [floats(builder, [2], 0.5, -1)] : [])];
    const result = builder.node("Conv", inputs, { kernel_shape: [2, 2] });
    builder.nodeInto("map", "Identity", [after(builder, result)]);
    return builder.finish([image], [map]);
  }

  async function run(graph: Graph): Promise<number[]> {
    const session = await openSession(writeOnnx(graph), { device: "cpu" });
    const data = Float32Array.from({ length: 18 }, (_, i) => Math.cos(i));
    const { map: result } = await session.run({ image: { dtype: "float32", shape: [1, 2, 3, 3], data } });
    await session.close();
    return [...result!.data].map(Number);
  }

  const chains: [string, (builder: GraphBuilder, result: string) => string][] = [
    [
      "normalisation and an affine map",
      (b, y) =>
        b.node("Add", [
          b.node("Mul", [
            b.node("Mul", [b.node("Sub", [y, floats(b, [1, 2, 1, 1], 0.25, -3)]), floats(b, [2, 1, 1], 2, -0.5)]),
            b.scalar(1.5),
          ]),
          floats(b, [1, 2, 1, 1], 7, 8),
        ]),
    ],
    ["a difference from a constant", (b, y) => b.node("Sub", [floats(b, [1, 2, 1, 1], 1, 2), y])],
    ["a quotient by a constant", (b, y) => b.node("Div", [y, floats(b, [1, 2, 1, 1], 4, -8)])],
    ["a constant on the left", (b, y) => b.node("Add", [floats(b, [1], 3), b.node("Mul", [b.scalar(-2), y])])],
  ];
  it.each(chains.flatMap(([name, chain]) => [false, true].map((bias) => [name, bias, chain] as const)))(
    "folds %s, with a bias before it %s",
    async (_, bias, chain) => {
      const graph = convolved(chain, bias);
      const optimised = optimise(graph);
      expect(optimised.nodes.map((node) => node.op)).toEqual(["Conv", "Identity"]);
      const [before, after] = [await run(graph), await run(optimised)];
      after.forEach((value, i) => {
        expect(value).toBeCloseTo(before[i]!, 4);
      });
    },
  );

  const kept: [string, (builder: GraphBuilder, result: string) => string][] = [
    ["a result that something else reads too", (b, y) => b.node("Add", [b.node("Mul", [y, b.scalar(2)]), y])],
    ["a quotient of a constant", (b, y) => b.node("Div", [b.scalar(1), y])],
    ["a factor per column", (b, y) => b.node("Mul", [y, floats(b, [1, 1, 1, 2], 2, 3)])],
    ["a factor that is computed", (b, y) => b.node("Mul", [y, b.node("ReduceMean", ["image"], { keepdims: 0 })])],
  ];
  it.each(kept)("leaves %s", async (_, chain) => {
    const graph = convolved(chain, true);
    const optimised = optimise(graph);
    expect(optimised.nodes.map((node) => node.op)).toEqual(graph.nodes.map((node) => node.op));
    expect(await run(optimised)).toEqual(await run(graph));
  });
});
