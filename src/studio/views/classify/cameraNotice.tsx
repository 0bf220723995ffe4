import { useEffect, useRef, useState } from "preact/hooks";

/** What must be understood before the camera opens. */
export function CameraNotice({ onAgree, onCancel }: { onAgree: () => void; onCancel: () => void }) {
  const [read, setRead] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <section class="box notice" aria-labelledby="camera-title">
      <h2 id="camera-title" ref={title} tabIndex={-1}>
        Before the camera opens
      </h2>
      <ul>
        <li>
          <strong>It can say</strong> which word people would have chosen for a face that looks like this one.
        </li>
        <li>
          <strong>It cannot say</strong> what somebody feels, intends or is. People show what they do not feel, and feel
          what they do not show. It is worse on faces unlike those it was trained on.
        </li>
        <li>
          <strong>Do not use it</strong> to judge, select or monitor people. In the EU, inferring emotions at work and
          in schools is prohibited outside medical and safety uses.
        </li>
        <li>
          Pictures go to this server only, are answered, and are forgotten. Everybody in view should know and agree.
        </li>
      </ul>
      <label class="check">
        <input type="checkbox" checked={read} onChange={(event) => setRead(event.currentTarget.checked)} />I understand,
        and everybody in view agrees
      </label>
      <div class="row">
        <button type="button" class="primary" disabled={!read} onClick={onAgree}>
          Open the camera
        </button>
        <button type="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </section>
  );
}
