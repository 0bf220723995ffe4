import { invariant } from "../errors/invariant.js";
import { sharp } from "./loader.js";

export interface ContactSheetOptions {
  /** Width and height of each image in pixels. */
  readonly size: number;
  readonly columns: number;
  /** How much larger each image is shown. Default 1. */
  readonly scale?: number;
  /** "nearest" shows the pixels themselves, "lanczos3" looks smoother. Default "nearest". */
  readonly kernel?: "nearest" | "lanczos3";
  /** The name of each row, written at its left. */
  readonly labels?: readonly string[];
}

const gap = 2;
const glyphHeight = 7;

/** Images, uint8 [n, size, size, 3] back to back, as one PNG with `columns` per row on a dark ground. */
export async function contactSheet(images: Uint8Array, options: ContactSheetOptions): Promise<Uint8Array> {
  const { size, columns, scale = 1, kernel = "nearest", labels } = options;
  const bytes = size * size * 3;
  const count = images.length / bytes;
  invariant(Number.isInteger(count) && count > 0 && columns > 0, `Expected whole images of ${size} pixels.`);
  const cell = Math.round(size * scale);
  const rows = Math.ceil(count / columns);
  const margin = labels ? Math.max(...labels.map((label) => label.length)) * glyphHeight + 2 * gap : 0;
  const width = margin + columns * (cell + gap) + gap;
  const height = rows * (cell + gap) + gap;
  const layers: { input: Buffer; left: number; top: number; raw: { width: number; height: number; channels: 3 } }[] =
    [];
  for (let i = 0; i < count; i++) {
    const input = await sharp(images.subarray(i * bytes, (i + 1) * bytes), {
      raw: { width: size, height: size, channels: 3 },
    })
      .resize(cell, cell, { kernel })
      .raw()
      .toBuffer();
    layers.push({
      input,
      left: margin + gap + (i % columns) * (cell + gap),
      top: gap + Math.floor(i / columns) * (cell + gap),
      raw: { width: cell, height: cell, channels: 3 },
    });
  }
  const sheet = sharp({ create: { width, height, channels: 3, background: "#202124" } });
  const words = await Promise.all(
    (labels ?? []).slice(0, rows).map(async (label, row) => {
      const text = await sharp({
        text: { text: `<span foreground="white">${escapeXml(label)}</span>`, rgba: true, dpi: 72, font: "sans 10" },
      })
        .png()
        .toBuffer({ resolveWithObject: true });
      const top = gap + row * (cell + gap) + Math.max(0, Math.floor((cell - text.info.height) / 2));
      return { input: text.data, left: gap, top: Math.min(top, Math.max(0, height - text.info.height)) };
    }),
  );
  return new Uint8Array(
    await sheet
      .composite([...layers, ...words])
      .png()
      .toBuffer(),
  );
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
