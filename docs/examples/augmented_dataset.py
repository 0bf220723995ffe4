"""A PyTorch data set of generated images, filled from Semblance's stream.

    python3 docs/examples/augmented_dataset.py --total 32

The stream comes as server-sent events, for which Python's own library is enough; Pillow decodes the images. With PyTorch installed,
AugmentedDataset is a torch.utils.data.Dataset and its items are tensors; without, they are bytes. A lost connection is taken up again
behind the last batch, and the same seed gives the same images. Set SEMBLANCE_TOKEN where the server asks for a key.
"""

import argparse
import base64
import http.client
import io
import json
import os
import time
import urllib.error
import urllib.request

from PIL import Image

try:
    import torch
    from torch.utils.data import DataLoader, Dataset
except ImportError:
    torch, Dataset = None, object

STREAM = """
subscription ($classes: [String!], $s: Float, $batchSize: Int, $total: Int, $seed: Seed, $after: Cursor) {
  augmentedBatches(classes: $classes, s: $s, batchSize: $batchSize, total: $total, seed: $seed, after: $after) {
    cursor
    images { label base64(format: PNG) }
  }
}
"""


class ServerError(Exception):
    """The server answered with an error; code is one of docs/errors.md."""

    def __init__(self, error):
        super().__init__(error["message"])
        self.code = error.get("extensions", {}).get("code")


def events(url, payload, token=None, timeout=60):
    """Yields the results of one operation over server-sent events (graphql-sse, distinct connections)."""
    headers = {"accept": "text/event-stream", "content-type": "application/json"}
    if token:
        headers["authorization"] = f"Bearer {token}"
    request = urllib.request.Request(url, json.dumps(payload).encode(), headers)
    with urllib.request.urlopen(request, timeout=timeout) as response:
        kind, data = None, []
        for line in response:
            line = line.decode().rstrip("\r\n")
            if line.startswith("event:"):
                kind = line[6:].strip()
            elif line.startswith("data:"):
                data.append(line[5:].strip())
            elif line == "":
                if kind == "next" and data:
                    yield json.loads("\n".join(data))
                if kind == "complete":
                    return
                kind, data = None, []
    raise ConnectionError("the stream ended before it was complete")


def augmented_batches(url, token=None, attempts=10, **variables):
    """Yields batches of (label, Pillow image); after a lost connection, the next is the one that was still to come."""
    failures = 0
    while True:
        try:
            for result in events(url, {"query": STREAM, "variables": variables}, token):
                if result.get("errors"):
                    raise ServerError(result["errors"][0])
                batch = result["data"]["augmentedBatches"]
                variables["after"], failures = batch["cursor"], 0
                yield [
                    (image["label"], Image.open(io.BytesIO(base64.b64decode(image["base64"]))).convert("RGB"))
                    for image in batch["images"]
                ]
            return
        except urllib.error.HTTPError as error:
            answer = error.read()
            try:
                refused = json.loads(answer)["errors"][0]
            except (ValueError, KeyError, IndexError):
                raise error from None
            raise ServerError(refused) from None
        except (OSError, http.client.HTTPException):
            failures += 1
            if failures > attempts:
                raise
            time.sleep(min(10, 0.1 * 2**failures))


class AugmentedDataset(Dataset):
    """Generated images of the rare classes, kept in memory. Items are (image, class index); image is float [3, H, W], 0 to 1."""

    def __init__(self, url, labels, **options):
        self.labels = list(labels)
        self.items = [item for batch in augmented_batches(url, **options) for item in batch]

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):
        label, image = self.items[index]
        if torch is None:
            return image.tobytes(), self.labels.index(label)
        pixels = torch.frombuffer(bytearray(image.tobytes()), dtype=torch.uint8)
        return pixels.reshape(image.height, image.width, 3).permute(2, 0, 1) / 255.0, self.labels.index(label)


def labels_of(url, token=None):
    """The classes of the default model, in the order of its training data."""
    headers = {"content-type": "application/json", **({"authorization": f"Bearer {token}"} if token else {})}
    request = urllib.request.Request(url, json.dumps({"query": "{ model { labels } }"}).encode(), headers)
    with urllib.request.urlopen(request, timeout=60) as response:
        return json.load(response)["data"]["model"]["labels"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--url", default=os.environ.get("SEMBLANCE_URL", "http://127.0.0.1:4000/graphql"))
    parser.add_argument("--classes", nargs="*", default=None, help="left out: the model's rare classes")
    parser.add_argument("--s", type=float, default=0.5)
    parser.add_argument("--total", type=int, default=64)
    parser.add_argument("--batch-size", type=int, default=16)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    token = os.environ.get("SEMBLANCE_TOKEN")
    labels = labels_of(args.url, token)
    data = AugmentedDataset(
        args.url + "/stream",
        labels,
        token=token,
        classes=args.classes,
        s=args.s,
        total=args.total,
        batchSize=args.batch_size,
        seed=args.seed,
    )
    counts = {label: sum(1 for name, _ in data.items if name == label) for label in labels}
    summary = {"images": len(data), "counts": {label: count for label, count in counts.items() if count}}
    if torch is not None:
        images, targets = next(iter(DataLoader(data, batch_size=args.batch_size)))
        summary.update(batch=list(images.shape), mean=round(images.mean().item(), 6), targets=targets.tolist())
    print(json.dumps(summary))


if __name__ == "__main__":
    main()
