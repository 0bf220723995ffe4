import { useContext, useEffect, useRef, useState } from "preact/hooks";
import { ErrorBox } from "../../parts/errorBox.js";
import { Icon } from "../../parts/icon.js";
import { QueryBox } from "../../parts/queryBox.js";
import { ModelsContext, useModel } from "../../state/models.js";
import { Camera } from "./camera.js";
import { CameraNotice } from "./cameraNotice.js";
import { describe, type Finding } from "./describe.js";
import { DropZone } from "./dropZone.js";
import { FaceList } from "./faceList.js";
import { lookAt } from "./lookAt.js";
import { Photograph } from "./photograph.js";
import { Samples } from "./samples.js";

type Shown = { url: string; finding?: Finding; error?: unknown };

/** What is visible in a photograph: dropped, chosen, pasted, or from the camera. */
export function ClassifyView() {
  const model = useModel();
  const finds = useContext(ModelsContext).some(({ abilities }) => abilities.includes("FIND_FACES"));
  const [shown, setShown] = useState<Shown>();
  const [camera, setCamera] = useState<"notice" | "open">();
  const work = useRef<AbortController>(undefined);

  const look = async (file: Blob, by = model.id) => {
    work.current?.abort();
    const mine = new AbortController();
    work.current = mine;
    const url = URL.createObjectURL(file);
    setCamera(undefined);
    setShown((before) => {
      if (before) URL.revokeObjectURL(before.url);
      return { url };
    });
    try {
      const finding = await lookAt(file, by, finds, mine.signal);
      if (!mine.signal.aborted) setShown({ url, finding });
    } catch (error) {
      if (!mine.signal.aborted) setShown({ url, error });
    }
  };
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const file = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith("image/"));
      if (file) void look(file);
    };
    addEventListener("paste", paste);
    return () => {
      removeEventListener("paste", paste);
      work.current?.abort();
    };
  }, [model.id]);

  return (
    <div class="split">
      <div class="panel">
        <h1>Classify</h1>
        <p class="lead">
          Names the expression that is visible in each face. It does not know what a person feels, and says so when it
          cannot tell.
        </p>
        <DropZone onFile={(file) => look(file)} />
        <button type="button" class="wide" onClick={() => setCamera("notice")} disabled={camera !== undefined}>
          <Icon name="camera" />
          Use the camera
        </button>
        <Samples onFile={look} />
        <p class="hint">Images go to this server only. It forgets them with the answer: nothing is stored or logged.</p>
      </div>
      <section class="stage" aria-label="Result">
        <p class="progress-line" role="status">
          {camera === undefined && shown && describe(shown.finding, shown.error)}
        </p>
        {camera === "notice" && (
          <CameraNotice onAgree={() => setCamera("open")} onCancel={() => setCamera(undefined)} />
        )}
        {camera === "open" && <Camera finds={finds} onStop={() => setCamera(undefined)} />}
        {camera === undefined && !shown && <Empty />}
        {camera === undefined && shown && (
          <div class="finding">
            <Photograph url={shown.url} finding={shown.finding} busy={!shown.finding && shown.error === undefined} />
            {shown.error !== undefined && <ErrorBox error={shown.error} />}
            {shown.finding && <FaceList finding={shown.finding} />}
            {shown.finding && <QueryBox operation={shown.finding.operation} />}
          </div>
        )}
      </section>
    </div>
  );
}

function Empty() {
  return (
    <div class="nothing">
      <Icon name="image" />
      <p>
        Drop a photograph here, paste one, or take one of the examples.
        <br />
        Every face gets a box, and each expression its probability.
      </p>
    </div>
  );
}
