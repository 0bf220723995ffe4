// The whole way from the bytes of a photograph to labels, in this process and without a server: for measuring.
import { join } from "node:path";
import { listBundles, readBundle } from "../../dist/bundle/index.js";
import { cropFace } from "../../dist/faces/index.js";
import { decodePhotograph } from "../../dist/images/index.js";
import { findFaces } from "../../dist/serving/faces/findFaces.js";
import { networkPlans } from "../../dist/serving/models/networkPlan.js";
import { ServedModel } from "../../dist/serving/models/servedModel.js";
import { InProcessRunner } from "../../dist/serving/runner/inProcessRunner.js";

/** @param models folder with a bundle face-api. */
export async function openPipeline(models, threads = 2) {
  const location = (await listBundles(models)).filter(({ name }) => name === "face-api").at(-1);
  if (!location) throw new Error(`No bundle face-api in ${models}: npx semblance import face-api --models ${models}`);
  const bundle = await readBundle(location.dir);
  const { manifest } = bundle;
  const networks = Object.fromEntries(
    Object.entries(networkPlans(bundle)).map(([key, { file }]) => [
      key,
      { path: join(bundle.dir, file), sha256: manifest.files[file].sha256 },
    ]),
  );
  const runner = await InProcessRunner.open({ networks, device: "cpu", threads });
  const model = new ServedModel(bundle, runner, { queueCapacity: 512, deadlineMs: 600_000 });
  return {
    /** The faces of a photograph, each with its most probable label. */
    async judge(bytes) {
      const photo = await decodePhotograph(bytes);
      const faces = await findFaces(model, photo, photo.enlargement);
      const crops = faces.map((face) => cropFace(photo, face, manifest.crop, manifest.imageSize));
      const answers = await Promise.all(model.classify("expression", crops));
      return faces.map((face, i) => ({
        ...face,
        probabilities: answers[i],
        label: manifest.labels[answers[i].indexOf(Math.max(...answers[i]))],
      }));
    },
    close: () => runner.close(),
  };
}
