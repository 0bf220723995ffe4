import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { type Conversion, convertModel, type InputRange, TOLERANCE } from "../conversion/index.js";
import { SemblanceError } from "../errors/semblanceError.js";
import { writeAtomically } from "../training/run/writeAtomically.js";

interface ConvertFlags {
  readonly batch?: number;
  readonly shape: ReadonlyMap<string, readonly number[]>;
  readonly range: ReadonlyMap<string, InputRange>;
}

/** `semblance convert <model.json> <out.onnx>`: a TensorFlow.js model to ONNX, written only if both give the same numbers. */
export function convertCommand(): Command {
  const command = new Command("convert")
    .description("turn a TensorFlow.js layers model or graph model into ONNX, and check that both compute the same")
    .argument("<model>", "model.json, with its weight files beside it, or the folder of both")
    .argument("<out>", "the ONNX file to write; one that exists is replaced")
    .option("--batch <n>", "a fixed batch size (default: any)", positive)
    .option("--shape <input=sizes>", "sizes that the model leaves open, as images=-1,224,224,3", shapeOf, new Map())
    .option("--range <input=low:high>", "bounds of the numbers to compare with, as images=0:255", rangeOf, new Map());
  return command.action(async (path: string, out: string, flags: ConvertFlags) => {
    try {
      const conversion = await convertModel(path, {
        ...(flags.batch !== undefined && { batch: flags.batch }),
        shapes: flags.shape,
        ranges: flags.range,
      });
      await mkdir(dirname(out), { recursive: true });
      await writeAtomically(out, conversion.model);
      command.configureOutput().writeOut?.(summary(path, out, conversion));
    } catch (error) {
      if (error instanceof SemblanceError) {
        command.error(`${error.code}: ${error.message}`, { exitCode: 1, code: error.code });
      }
      const { code, syscall, message } = error as NodeJS.ErrnoException;
      if (code !== undefined && syscall !== undefined) command.error(`Cannot write ${out}: ${message}`);
      throw error;
    }
  });
}

function summary(path: string, out: string, conversion: Conversion): string {
  const { kind, model, inputs, outputs, operators, batches, worst } = conversion;
  const sizes = (shape: readonly number[]) => `[${shape.map((size) => (size === -1 ? "batch" : size)).join(", ")}]`;
  const lines = [
    `${path} (${kind}) is ${out}`,
    ...inputs.map(({ name, dtype, shape }) => `  input    ${name} ${dtype}${sizes(shape)}`),
    ...outputs.map(({ name, type, shape }) => `  output   ${name} ${type}${sizes(shape)}`),
    `  size     ${model.byteLength} bytes, ${operators} operators`,
    `  checked  against TensorFlow.js for batches of ${batches.join(" and ")}: largest difference ${worst.toExponential(1)}, allowed ${TOLERANCE.toExponential(0)}`,
  ];
  return `${lines.join("\n")}\n`;
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError("Expected a whole number, 1 or more.");
  return value;
}

function shapeOf(text: string, known: ReadonlyMap<string, readonly number[]>): Map<string, readonly number[]> {
  const [, name, sizes] = /^(.+)=(-?\d+(?:,-?\d+)*)$/.exec(text) ?? [];
  if (!name || !sizes) throw new InvalidArgumentError("Expected an input and its sizes, as images=-1,224,224,3.");
  return new Map([...known, [name, sizes.split(",").map(Number)]]);
}

function rangeOf(text: string, known: ReadonlyMap<string, InputRange>): Map<string, InputRange> {
  const [, name, first, second] = /^(.+)=([^:=]+):([^:=]+)$/.exec(text) ?? [];
  const [low, high] = [Number(first), Number(second)];
  if (!name || !Number.isFinite(low) || !Number.isFinite(high) || high <= low)
    throw new InvalidArgumentError("Expected an input and two numbers, the lower first, as images=0:255.");
  return new Map([...known, [name, { low, high, whole: false }]]);
}
