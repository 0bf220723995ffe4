"""The VAE-GAN step of src/training/steps/vaeGanStep.ts with the networks of src/networks, at 64 px, width 16, all of z everywhere."""
import copy
import torch
from torch import nn
from torch.nn import functional as F
from blocks import Trunk

WIDTH, LATENTS, BATCH, PRIOR, SIZE, BOTTOM = 16, 60, 16, 8, 64, 4
GENERATOR = [(16, 16), (16, 8), (8, 4), (4, 2)]
DISCRIMINATOR = [1, 2, 4, 8, 16]


class Spectral(nn.Module):
    """Weight over its largest singular value, one power iteration per training step, u and v constants of the gradient."""

    def __init__(self, layer):
        super().__init__()
        self.layer = layer
        self.register_buffer("u", torch.randn(1, layer.weight.shape[0]))

    def weight(self):
        matrix = self.layer.weight.flatten(1)
        with torch.no_grad():
            v = F.normalize(self.u @ matrix, eps=1e-6)
            u = F.normalize(v @ matrix.t(), eps=1e-6)
            if self.training:
                self.u.copy_(u)
        return self.layer.weight / (v @ matrix.t() @ u.t()).squeeze()


class Conv(Spectral):
    def __init__(self, inputs, outputs, kernel):
        super().__init__(nn.Conv2d(inputs, outputs, kernel, padding=kernel // 2))

    def forward(self, x):
        return F.conv2d(x, self.weight(), self.layer.bias, padding=self.layer.padding)


class Linear(Spectral):
    def __init__(self, inputs, outputs, bias=True):
        super().__init__(nn.Linear(inputs, outputs, bias=bias))

    def forward(self, x):
        return F.linear(x, self.weight(), self.layer.bias)


class ConditionalNorm(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.norm = nn.BatchNorm2d(channels, affine=False)
        self.gain, self.bias = Linear(LATENTS, channels, False), Linear(LATENTS, channels, False)

    def forward(self, x, z):
        return self.norm(x) * (1 + self.gain(z))[..., None, None] + self.bias(z)[..., None, None]


def enlarge(x):
    return F.interpolate(x, scale_factor=2)


class GeneratorBlock(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.norm1, self.norm2 = ConditionalNorm(inputs), ConditionalNorm(outputs)
        self.conv1, self.conv2, self.side = Conv(inputs, outputs, 3), Conv(outputs, outputs, 3), Conv(inputs, outputs, 1)

    def forward(self, x, z):
        h = self.conv1(enlarge(F.relu(self.norm1(x, z))))
        return self.conv2(F.relu(self.norm2(h, z))) + enlarge(self.side(x))


class Generator(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = Linear(LATENTS, BOTTOM * BOTTOM * 16 * WIDTH)
        self.blocks = nn.ModuleList(GeneratorBlock(i * WIDTH, o * WIDTH) for i, o in GENERATOR)
        self.norm, self.image = nn.BatchNorm2d(2 * WIDTH), Conv(2 * WIDTH, 3, 3)

    def forward(self, z):
        x = self.first(z).view(-1, 16 * WIDTH, BOTTOM, BOTTOM)
        for block in self.blocks:
            x = block(x, z)
        return torch.tanh(self.image(F.relu(self.norm(x))))


class Down(nn.Module):
    """A block of the discriminator (spectral norm) or of the encoder (batch norm)."""

    def __init__(self, inputs, outputs, first, halve, spectral):
        super().__init__()
        plain = lambda i, o, k, bias=True: nn.Conv2d(i, o, k, padding=k // 2, bias=bias)
        conv = Conv if spectral else plain
        self.first, self.halve = first, halve
        self.norm1 = nn.Identity() if spectral or first else nn.BatchNorm2d(inputs)
        self.norm2 = nn.Identity() if spectral else nn.BatchNorm2d(outputs)
        self.conv1 = conv(inputs, outputs, 3) if spectral else plain(inputs, outputs, 3, False)
        self.conv2 = conv(outputs, outputs, 3)
        self.side = conv(inputs, outputs, 1) if first or halve or inputs != outputs else nn.Identity()

    def forward(self, x):
        pool = (lambda t: F.avg_pool2d(t, 2)) if self.halve else (lambda t: t)
        h = self.conv1(x if self.first else F.relu(self.norm1(x)))
        return pool(self.conv2(F.relu(self.norm2(h)))) + self.side(pool(x))


def downs(spectral):
    widths = [3, *(m * WIDTH for m in DISCRIMINATOR)]
    return nn.Sequential(*(Down(widths[i], widths[i + 1], i == 0, i < 4, spectral) for i in range(len(DISCRIMINATOR))))


class Discriminator(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks, self.score = downs(True), Linear(16 * WIDTH, 1)

    def forward(self, x):
        return self.score(F.relu(self.blocks(x)).sum((2, 3)))


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks, self.norm = downs(False), nn.BatchNorm2d(16 * WIDTH)
        inputs = (SIZE // 16) ** 2 * 16 * WIDTH
        self.mean, self.log_variance = nn.Linear(inputs, LATENTS), nn.Linear(inputs, LATENTS)

    def forward(self, x):
        features = F.relu(self.norm(self.blocks(x))).flatten(1)
        return self.mean(features), self.log_variance(features).clamp(-8, 4)


def gradient_distance(real, fake):
    delta, total = fake - real, 0
    for scale in range(3):
        if scale:
            delta = F.avg_pool2d(delta, 2)
        corner = delta[..., :-1, :-1]
        total = total + (delta[..., 1:, :-1] - corner).abs().mean() + (delta[..., :-1, 1:] - corner).abs().mean()
    return total / 3


def unit(x):
    return x * torch.rsqrt(x.square().sum(1, keepdim=True) + 1e-8)


def build():
    encoder, generator, critic = Encoder(), Generator(), Discriminator()
    teacher = Trunk(18, "small", 0.375).eval().requires_grad_(False)
    live = nn.ModuleList([encoder, generator])
    average = copy.deepcopy(live).requires_grad_(False)
    optimiser = torch.optim.Adam(live.parameters(), lr=1e-4, betas=(0.5, 0.999), eps=1e-6)
    critic_optimiser = torch.optim.Adam(critic.parameters(), lr=1e-4, betas=(0, 0.999), eps=1e-6)
    images = torch.randint(0, 256, (BATCH, 3, SIZE, SIZE), dtype=torch.uint8)

    # The coarsest map is no part of the perceptual loss; as in ours, nothing computes it.
    teacher.stages = teacher.stages[:3]

    def reconstruction(real, fake):
        pairs = zip(teacher(real), teacher(fake))
        perceptual = sum((unit(f) - unit(r)).abs().mean() * r.shape[1] ** 0.5 for r, f in pairs) / 4
        return (fake - real).abs().mean() + perceptual + gradient_distance(real, fake)

    def step():
        optimiser.zero_grad()
        real = images / 127.5 - 1
        mean, log_variance = encoder(real)
        z = mean + torch.exp(log_variance / 2) * torch.randn_like(mean)
        generated = generator(torch.cat([z, torch.randn(PRIOR, LATENTS)]))

        # Encoder and generator, through the discriminator as it was before this step.
        critic.eval().requires_grad_(False)
        cut = generated.detach().requires_grad_()
        rebuilt = generated[:BATCH].detach().requires_grad_()
        loss = reconstruction(real, rebuilt)
        pull, = torch.autograd.grad(loss, rebuilt)
        push, = torch.autograd.grad(-critic(cut).mean(), cut)
        weight = 1e-4 * (pull.norm() / (push[:BATCH].norm() + 1e-8)).clamp(0, 1e4)
        gradient = push * weight
        gradient[:BATCH] += pull
        kl = 0.5 * (mean.square() + log_variance.exp() - log_variance - 1).sum(1).mean()
        torch.autograd.backward([generated, 1e-4 * kl], [gradient, None])

        # The discriminator, on the same images.
        critic.train().requires_grad_(True)
        critic_optimiser.zero_grad()
        scores = critic(torch.cat([real, generated.detach()]))
        of_real, fakes, prior = scores.split([BATCH, BATCH, PRIOR])
        hinge = F.relu(1 - of_real).mean() + 0.5 * (F.relu(1 + fakes).mean() + F.relu(1 + prior).mean())
        hinge.backward()

        optimiser.step()
        critic_optimiser.step()
        with torch.no_grad():
            for target, source in zip([*average.parameters(), *average.buffers()], [*live.parameters(), *live.buffers()]):
                if target.dtype.is_floating_point:
                    target.lerp_(source, 0.005)
        return loss.detach()

    return step
