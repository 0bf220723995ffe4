"""PyTorch's side of the bench: one training step per line on standard input. Arguments: case, threads."""
import importlib, json, resource, sys, time
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parent))
case, threads = sys.argv[1], int(sys.argv[2])
torch.set_num_threads(threads)
torch.manual_seed(1)
step = importlib.import_module(case).build()
print(json.dumps({"torch": torch.__version__, "threads": torch.get_num_threads()}), flush=True)
for line in sys.stdin:
    if line.strip() == "end":
        print(json.dumps({"peakMb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}), flush=True)
        break
    start = time.perf_counter()
    loss = float(step())
    print(json.dumps({"ms": (time.perf_counter() - start) * 1000, "loss": loss}), flush=True)
