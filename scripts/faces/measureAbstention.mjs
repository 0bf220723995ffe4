// How the thresholds of src/faces/quality were chosen: face-api's sample photographs, made smaller, blurred and mirrored on purpose, and
// whether each face still gets the label that it has in the photograph as it is. Prints Markdown tables for docs/faces.md.
//   npm run build && node scripts/faces/measureAbstention.mjs [folder of models]
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { abstention, overlap, scaleBox } from "../../dist/faces/index.js";
import { openPipeline } from "./openPipeline.mjs";

const samples = join(dirname(createRequire(import.meta.url).resolve("@vladmandic/face-api/package.json")), "demo");
const pipeline = await openPipeline(process.argv[2] ?? "models");
const photographs = [1, 2, 3, 4, 5, 6].map((i) => readFileSync(join(samples, `sample${i}.jpg`)));
const originals = [];
for (const photograph of photographs) originals.push(await pipeline.judge(photograph));
const faces = originals.flat().length;

/** How faces of degraded photographs compare with those of the originals. */
async function compare(name, degrade, back = (box) => box) {
  let [found, same, abstained, sameOfJudged, judged] = [0, 0, 0, 0, 0];
  const sizes = [];
  const sharp = [];
  for (const [i, photograph] of photographs.entries()) {
    for (const face of await pipeline.judge(await degrade(photograph))) {
      const twin = originals[i].find((one) => overlap(one.box, back(face.box)) > 0.4);
      if (!twin) continue;
      found++;
      sizes.push(face.quality.size);
      sharp.push(face.quality.sharpness);
      const equal = face.label === twin.label;
      if (equal) same++;
      if (abstention(face.quality)) abstained++;
      else {
        judged++;
        if (equal) sameOfJudged++;
      }
    }
  }
  const range = (values, digits) =>
    values.length === 0 ? "" : `${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)}`;
  console.log(
    `| ${name} | ${found} of ${faces} | ${range(sizes, 0)} | ${range(sharp, 3)} | ${same} | ${abstained} | ${sameOfJudged} of ${judged} |`,
  );
}

console.log("| photographs | faces found | size | sharpness | same label | abstained | same label of the judged |");
console.log("|---|---|---|---|---|---|---|");
await compare("as they are", (photograph) => photograph);
for (const width of [960, 640, 480, 384, 320, 256, 192, 128]) {
  await compare(
    `${width} pixels wide`,
    (photograph) => sharp(photograph).resize(width).png().toBuffer(),
    (box) => scaleBox(box, 1920 / width),
  );
}
for (const sigma of [2, 4, 6, 8, 10, 12, 14, 16]) {
  await compare(`blurred by ${sigma} pixels`, (photograph) => sharp(photograph).blur(sigma).png().toBuffer());
}
await compare(
  "mirrored",
  (photograph) => sharp(photograph).flop().png().toBuffer(),
  (box) => ({ ...box, x: 1920 - box.x - box.width }),
);
console.log(
  "\nEach face of the photographs as they are:\n\n| face | score | yaw | eye distance | sharpness | label | abstained |",
);
console.log("|---|---|---|---|---|---|---|");
originals.forEach((list, i) => {
  list.forEach(({ quality: q, label }, j) => {
    const why = abstention(q)?.reason ?? "";
    console.log(
      `| ${i + 1}.${j + 1} | ${q.score.toFixed(2)} | ${q.yaw.toFixed(0)} | ${q.eyeDistance.toFixed(2)} | ${q.sharpness.toFixed(3)} | ${label} | ${why} |`,
    );
  });
});
await pipeline.close();
