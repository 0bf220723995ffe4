import { Command, InvalidArgumentError } from "commander";
import { inspectDataset, parseLabelMap, renderDataset } from "../datasets/index.js";
import { SemblanceError } from "../errors/semblanceError.js";

interface InspectArguments {
  readonly size: number;
  readonly seed: number;
  readonly count?: number;
  readonly labels?: string;
  readonly cache?: string;
  readonly histogram?: string;
}

interface RenderArguments {
  readonly out: string;
  readonly size: number;
  readonly seed: number;
  readonly count: number;
  readonly balanced: number;
  readonly expressiveness?: number;
}

/** `semblance dataset inspect <spec>` and `semblance dataset render synthetic --out <dir>`. */
export function datasetCommand(): Command {
  const command = new Command("dataset").description("look at a data set, or draw the synthetic one");
  command.addCommand(inspectCommand()).addCommand(renderCommand());
  return command;
}

function inspectCommand(): Command {
  const command = new Command("inspect")
    .description("count images per split and class, and list bad files and duplicates across splits")
    .argument("<spec>", "synthetic, rafdb:PATH, fer2013:PATH, folder:PATH or csv:PATH")
    .option("--size <pixels>", "width and height at which images are compared", wholeNumber, 48)
    .option("--seed <n>", "seed of the synthetic set and of splits that the data set lacks", wholeNumber, 1)
    .option("--count <n>", "training images of the synthetic set", wholeNumber)
    .option("--labels <map>", "what classes mean, as 1=surprise,2=fear,...")
    .option("--cache <dir>", "where rendered sets are kept")
    .option("--histogram <file>", "draw the classes of the training split to this .svg or .png", picture);
  return command.action((spec: string, given: InspectArguments) =>
    reporting(command, async () => {
      const labels = given.labels === undefined ? undefined : parseLabelMap(given.labels);
      const { size, seed, count, cache: cacheDir, histogram } = given;
      const report = await inspectDataset(spec, { size, seed, count, labels, cacheDir, histogram });
      command.configureOutput().writeOut?.(report);
    }),
  );
}

function renderCommand(): Command {
  const command = new Command("render")
    .description("draw the synthetic face set into a folder that folder:PATH can read")
    .argument("<set>", "synthetic")
    .requiredOption("--out <dir>", "folder to make; it must not exist")
    .option("--size <pixels>", "width and height", wholeNumber, 48)
    .option("--seed <n>", "everything follows from it", wholeNumber, 1)
    .option("--count <n>", "training images", wholeNumber, 1500)
    .option("--balanced <n>", "images per class of the balanced test split", wholeNumber, 100)
    .option("--expressiveness <x>", "how strong expressions are", Number);
  return command.action((set: string, given: RenderArguments) =>
    reporting(command, async () => {
      if (set !== "synthetic") command.error(`Expected the set to be "synthetic", got "${set}".`);
      const { out, size, seed, count, balanced: balancedPerClass, expressiveness } = given;
      const images = await renderDataset({ out, size, seed, count, balancedPerClass, expressiveness });
      command.configureOutput().writeOut?.(`${images} images in ${out}; see ${out}/sheet.png\n`);
    }),
  );
}

async function reporting(command: Command, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof SemblanceError)) throw error;
    command.error(`${error.code}: ${error.message}`, { exitCode: 1, code: error.code });
  }
}

function picture(path: string): string {
  if (!/\.(svg|png)$/i.test(path)) throw new InvalidArgumentError("Expected a file that ends in .svg or .png.");
  return path;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError("Expected a whole number, 0 or more.");
  return value;
}
