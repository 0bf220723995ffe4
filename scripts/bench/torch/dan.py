"""DAN as in src/networks/dan.ts and src/training/losses/danLoss.ts."""
import torch
from torch import nn
from torch.nn import functional as F
from blocks import Trunk


class Head(nn.Module):
    def __init__(self):
        super().__init__()
        normalised = lambda i, o, k: nn.Sequential(nn.Conv2d(i, o, k, padding=tuple((s - 1) // 2 for s in k)), nn.BatchNorm2d(o))
        self.narrow = normalised(512, 256, (1, 1))
        self.branches = nn.ModuleList(normalised(256, 512, k) for k in ((3, 3), (1, 3), (3, 1)))
        self.squeeze, self.norm, self.excite = nn.Linear(512, 32), nn.BatchNorm1d(32), nn.Linear(32, 512)

    def forward(self, x):
        h = self.narrow(x)
        places = F.relu(sum(branch(h) for branch in self.branches)).sum(1, keepdim=True)
        pooled = (x * places).mean((2, 3))
        return pooled * torch.sigmoid(self.excite(F.relu(self.norm(self.squeeze(pooled)))))


def build():
    trunk, heads = Trunk(18, "imagenet"), nn.ModuleList(Head() for _ in range(4))
    last, norm = nn.Linear(512, 7), nn.BatchNorm1d(7)
    centres = nn.Parameter(torch.randn(7, 512))
    modules = nn.ModuleList([trunk, heads, last, norm])
    count = sum(p.numel() for p in modules.parameters())
    assert count == 19_723_733, count
    optimiser = torch.optim.SGD([*modules.parameters(), centres], lr=1e-4, momentum=0.9)
    images = torch.randint(0, 256, (32, 3, 112, 112), dtype=torch.uint8)
    classes = torch.arange(32) % 7

    def step():
        optimiser.zero_grad()
        x = trunk(images / 127.5 - 1)[-1]
        weighed = torch.stack([head(x) for head in heads], 2).log_softmax(2)
        logits = norm(last(weighed.sum(2)))
        distances = (x.mean((2, 3)) - centres[classes]).square().sum(1).clamp(1e-12, 1e12)
        affinity = distances.mean() / centres.var(0).sum()
        partition = torch.log(1 + 4 / (weighed.var(2).mean() + 1e-12))
        loss = F.cross_entropy(logits, classes) + affinity + partition
        loss.backward()
        optimiser.step()
        return loss.detach()

    return step
