import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../parts/icon.js";
import { useModel } from "../../state/models.js";
import type { Finding } from "./describe.js";
import { describe } from "./describe.js";
import { FaceList } from "./faceList.js";
import { lookAt } from "./lookAt.js";
import { Photograph } from "./photograph.js";

/** The largest side of a frame that is sent, in pixels: faces are found in this, and it is a few tens of kilobytes. */
const LARGEST = 640;

/** The camera's picture as it was last answered: the next frame is taken when the answer is there, so nothing lags. */
export function Camera({ finds, onStop }: { finds: boolean; onStop: () => void }) {
  const model = useModel();
  const video = useRef<HTMLVideoElement>(null);
  const [shown, setShown] = useState<{ url: string; finding: Finding }>();
  const [error, setError] = useState<string>();

  useEffect(() => {
    const gone = new AbortController();
    let stream: MediaStream | undefined;
    void (async () => {
      stream = await openCamera();
      if (gone.signal.aborted || !video.current) return stop(stream);
      video.current.srcObject = stream;
      await video.current.play();
      let last: string | undefined;
      while (!gone.signal.aborted) {
        const frame = await frameOf(video.current);
        const finding = await lookAt(frame, model.id, finds, gone.signal);
        const url = URL.createObjectURL(frame);
        setShown({ url, finding });
        if (last) URL.revokeObjectURL(last);
        last = url;
      }
    })().catch((why: unknown) => {
      if (!gone.signal.aborted) setError(explain(why));
    });
    return () => {
      gone.abort();
      stop(stream);
    };
  }, [model.id]);

  return (
    <div class="finding">
      <div class="row">
        <button type="button" class="primary" onClick={onStop}>
          <Icon name="stop" />
          Stop the camera
        </button>
        {shown && <span class="hint">{describe(shown.finding, undefined)}</span>}
      </div>
      <video ref={video} muted playsInline hidden />
      {error && (
        <p class="box" role="alert">
          {error}
        </p>
      )}
      {!shown && !error && <p role="status">Waiting for the camera …</p>}
      {shown && <Photograph url={shown.url} finding={shown.finding} busy={false} />}
      {shown && <FaceList finding={shown.finding} />}
    </div>
  );
}

async function openCamera(): Promise<MediaStream> {
  if (!navigator.mediaDevices)
    throw new Error("Browsers open the camera only on this machine (localhost) and over https.");
  return navigator.mediaDevices.getUserMedia({ video: { facingMode: "user", width: { ideal: 1280 } } });
}

function stop(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

async function frameOf(video: HTMLVideoElement): Promise<Blob> {
  await new Promise(requestAnimationFrame);
  const scale = Math.min(1, LARGEST / Math.max(video.videoWidth, video.videoHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("The camera gave no picture."))),
      "image/jpeg",
      0.85,
    ),
  );
}

function explain(why: unknown): string {
  const { name, message } = why as { name?: string; message?: string };
  if (name === "NotAllowedError")
    return "The browser was not allowed to open the camera. Its permission is beside the address.";
  if (name === "NotFoundError") return "There is no camera.";
  return message ?? "The camera could not be opened.";
}
