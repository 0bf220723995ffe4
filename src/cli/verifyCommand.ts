import { Command } from "commander";
import { readBundle } from "../bundle/index.js";
import { SemblanceError } from "../errors/semblanceError.js";

/** `semblance verify <dir>`: makes every check that the server makes before it loads a bundle; exit status 1 and the reason if one fails. */
export function verifyCommand(): Command {
  const command = new Command("verify")
    .description("check a model bundle: manifest, hashes, sizes, and that everything fits together")
    .argument("<dir>", "the bundle's folder, models/<name>/<version>");
  return command.action(async (dir: string) => {
    try {
      const { manifest, digest, files, statistics } = await readBundle(dir);
      const bytes = [...files.values()].reduce((sum, file) => sum + file.byteLength, 0);
      const encodings = [...statistics.values()].reduce((sum, { count }) => sum + count, 0);
      const parts = [
        ...(manifest.latentSize > 0 ? ["encoder, decoder"] : []),
        ...(manifest.faces ? ["face detector, landmarks"] : []),
        `${manifest.networks.classifiers.length} classifier(s)`,
      ];
      const lines = [
        `${manifest.name} ${manifest.version} is sound`,
        `  digest      ${digest}`,
        `  manifest    format ${manifest.formatVersion}, ${manifest.kind}, checksum right`,
        `  files       ${files.size} files, ${bytes} bytes: size and SHA-256 right, none missing, none extra`,
        `  graphs      ${parts.join(", ")}: images ${manifest.imageSize}x${manifest.imageSize}, latent size ${manifest.latentSize}, no tensor outside its file`,
        `  statistics  ${statistics.size} classes (${manifest.labels.join(", ")}), ${encodings} encodings, finite`,
      ];
      command.configureOutput().writeOut?.(`${lines.join("\n")}\n`);
    } catch (error) {
      if (!(error instanceof SemblanceError)) throw error;
      command.error(`${dir} is refused: ${error.code}: ${error.message}`, { exitCode: 1, code: error.code });
    }
  });
}
