"""ResNets as in src/networks/resnet.ts."""
import torch
from torch import nn
from torch.nn import functional as F


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(outputs)
        project = stride != 1 or inputs != outputs
        self.side = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)) if project else nn.Identity()

    def forward(self, x):
        h = F.relu(self.norm1(self.conv1(x)))
        return F.relu(self.norm2(self.conv2(h)) + self.side(x))


class Trunk(nn.Module):
    """Maps after the stem and after each stage."""

    def __init__(self, depth, stem, width=1.0):
        super().__init__()
        widths = [max(4, round(c * width)) for c in (64, 128, 256, 512)]
        self.imagenet = stem == "imagenet"
        kernel = 7 if self.imagenet else 3
        self.stem = nn.Conv2d(3, widths[0], kernel, 2, kernel // 2, bias=False)
        self.norm = nn.BatchNorm2d(widths[0])
        blocks = {18: [2, 2, 2, 2], 34: [3, 4, 6, 3]}[depth]
        self.stages = nn.ModuleList()
        before = widths[0]
        for stage, (outputs, count) in enumerate(zip(widths, blocks)):
            layers = [Block(before if i == 0 else outputs, outputs, 2 if stage > 0 and i == 0 else 1) for i in range(count)]
            self.stages.append(nn.Sequential(*layers))
            before = outputs
        self.channels = before

    def forward(self, x):
        x = F.relu(self.norm(self.stem(x)))
        taps = [x]
        if self.imagenet:
            x = F.max_pool2d(x, 3, 2, 1)
        for stage in self.stages:
            x = stage(x)
            taps.append(x)
        return taps
