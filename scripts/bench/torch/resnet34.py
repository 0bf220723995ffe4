import torch
from torch import nn
from torch.nn import functional as F
from blocks import Trunk


def build():
    trunk = Trunk(34, "imagenet")
    head = nn.Linear(trunk.channels, 7)
    optimiser = torch.optim.SGD([*trunk.parameters(), *head.parameters()], lr=1e-4, momentum=0.9)
    images = torch.randint(0, 256, (32, 3, 100, 100), dtype=torch.uint8)
    classes = torch.arange(32) % 7

    def step():
        optimiser.zero_grad()
        loss = F.cross_entropy(head(trunk(images / 127.5 - 1)[-1].mean((2, 3))), classes)
        loss.backward()
        optimiser.step()
        return loss.detach()

    return step
