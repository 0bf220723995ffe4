import { expect, it } from "vitest";
import { GraphBuilder, writeOnnx } from "../../src/graph/index.js";
import { openSession, SynchronousSession } from "../../src/runtime/index.js";

/** y = 2x + 1 over three numbers. */
function line(): Uint8Array {
  const builder = new GraphBuilder();
  builder.nodeInto("y", "Add", [builder.node("Mul", ["x", builder.scalar(2)]), builder.scalar(1)]);
  const info = (name: string) => ({ name, type: "float32" as const, shape: [3] });
  return writeOnnx(builder.finish([info("x")], [info("y")]));
}

it("A session without promises gives at once what one with promises gives", async () => {
  const x = { dtype: "float32" as const, shape: [3], data: Float32Array.of(0, -1, 4.5) };
  const session = new SynchronousSession(line(), { threads: 1 });
  const { y } = session.run({ x });
  session.close();
  expect(y).toEqual({ dtype: "float32", shape: [3], data: Float32Array.of(1, -1, 10) });
  const other = await openSession(line(), { device: "cpu", threads: 1 });
  expect((await other.run({ x })).y).toEqual(y);
  await other.close();
});

it("A model that is none is refused where it is opened", () => {
  expect(() => new SynchronousSession(Uint8Array.of(1, 2, 3))).toThrow();
});
