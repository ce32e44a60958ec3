"""Writes data/torch-runs.json: what the optimizers of real PyTorch do with the tutorial's problem and
others, as test data.

Run from the project's root, with PyTorch and NumPy installed (Debian's python3-torch and python3-numpy
made the file kept here):

    /usr/bin/python3 test/fit/torch-runs.py && npx biome format --write test/fit/data

Everything is in float64, with gradients by autograd. Each run is done a second time with its points
in the opposite order: how far the coefficients are then apart tells how far rounding errors have
grown, by sums alone. Numbers are written by repr and so read back as the same doubles.
"""

import json
import math
import pathlib

import numpy as np
import torch

PI = [-math.pi, math.pi]
CHECKPOINTS = [1, 2, 3, 10, 100, 1000]


def sgd(parameters, rate, **_):
    return torch.optim.SGD(parameters, lr=rate)


def momentum(parameters, rate, beta=0.9):
    return torch.optim.SGD(parameters, lr=rate, momentum=beta)


def nesterov(parameters, rate, beta=0.9):
    return torch.optim.SGD(parameters, lr=rate, momentum=beta, nesterov=True)


def rmsprop(parameters, rate, **options):
    if "epsilon" in options:
        options["eps"] = options.pop("epsilon")
    return torch.optim.RMSprop(parameters, lr=rate, **options)


def adam(parameters, rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    return torch.optim.Adam(parameters, lr=rate, betas=(beta1, beta2), eps=epsilon)


OPTIMIZERS = {
    "sgd": sgd,
    "momentum": momentum,
    "nesterov": nesterov,
    "rmsprop": rmsprop,
    "adam": adam,
}

TUTORIAL = {"degree": 3, "samples": 2000, "interval": PI}
FEW = {"degree": 3, "samples": 50, "interval": [-2.0, 3.0]}

# Optimizer, its parameters where they are not torch's defaults, learning rate, seed, problem.
RUNS = [
    ("sgd", {}, 1e-6, 42, TUTORIAL),
    ("sgd", {}, 3.5e-6, 7, TUTORIAL),
    ("sgd", {}, 1e-4, 3, FEW),
    *[
        (name, {"beta": beta}, rate, seed, TUTORIAL)
        for name in ("momentum", "nesterov")
        for beta, rate, seed in [
            (0.9, 1e-6, 42),
            (0.9, 1e-6, 0),
            (0.5, 2e-6, 1),
            (0.99, 1e-6, 2),
            (0.999, 1e-7, 3),
            (0.3, 2.5e-6, 4),
        ]
    ],
    ("momentum", {"beta": 0.8009373}, 6.388008e-6, 42, TUTORIAL),
    ("momentum", {"beta": 0.9}, 6.7e-6, 5, TUTORIAL),
    *[
        (name, {"beta": 0.9}, rate, 10 + degree, {**TUTORIAL, "degree": degree})
        for name in ("momentum", "nesterov")
        for degree, rate in [(0, 1e-4), (1, 2e-5), (2, 5e-6), (4, 3e-7), (5, 3e-8), (7, 3e-10)]
    ],
    *[(name, {"beta": 0.7}, 1e-4, 20, FEW) for name in ("momentum", "nesterov")],
    *[("rmsprop", {}, rate, seed, TUTORIAL) for rate, seed in [(1e-3, 42), (1e-3, 0), (1e-2, 1), (1e-4, 2)]],
    ("rmsprop", {"alpha": 0.9}, 1e-3, 42, TUTORIAL),
    ("rmsprop", {"alpha": 0.999}, 1e-3, 3, TUTORIAL),
    ("rmsprop", {"alpha": 0.5, "epsilon": 1.0}, 1e-4, 4, TUTORIAL),
    *[("rmsprop", {}, 1e-3, 30 + d, {**TUTORIAL, "degree": d}) for d in (0, 1, 2, 5)],
    ("rmsprop", {}, 1e-3, 21, FEW),
    *[("adam", {}, rate, seed, TUTORIAL) for rate, seed in [(1e-3, 42), (1e-3, 0), (1e-2, 1), (0.1, 2)]],
    ("adam", {"beta1": 0.5}, 1e-3, 42, TUTORIAL),
    ("adam", {"beta1": 0.0, "beta2": 0.9}, 1e-3, 3, TUTORIAL),
    ("adam", {"beta2": 0.99, "epsilon": 1.0}, 1e-2, 4, TUTORIAL),
    ("adam", {"beta1": 0.99}, 1e-2, 5, TUTORIAL),
    *[("adam", {}, 1e-2, 40 + d, {**TUTORIAL, "degree": d}) for d in (0, 1, 2, 5)],
    ("adam", {}, 1e-2, 22, FEW),
]


def train(name, parameters, rate, initial, x, y):
    """The coefficients and the loss at each checkpoint, and what the optimizer remembers at the last."""
    coefficients = [torch.tensor(each, dtype=torch.float64, requires_grad=True) for each in initial]
    optimizer = OPTIMIZERS[name](coefficients, rate, **parameters)
    checkpoints = []
    for t in range(1, CHECKPOINTS[-1] + 1):
        predicted = sum(c * x**k for k, c in enumerate(coefficients))
        optimizer.zero_grad()
        (predicted - y).pow(2).sum().backward()
        optimizer.step()
        if t in CHECKPOINTS:
            values = [c.item() for c in coefficients]
            loss = (sum(c * x**k for k, c in enumerate(values)) - y).pow(2).sum().item()
            checkpoints.append({"iteration": t, "loss": loss, "coefficients": values})
    memory = {}
    for key, ours in [
        ("momentum_buffer", "velocity"),
        ("exp_avg", "firstMoment"),
        ("square_avg", "secondMoment"),
        ("exp_avg_sq", "secondMoment"),
    ]:
        states = [optimizer.state[c].get(key) for c in coefficients]
        if all(each is not None for each in states):
            memory[ours] = [each.item() for each in states]
    return checkpoints, memory


def largest(*lists):
    return max(abs(each) for values in lists for each in values)


def run(name, parameters, rate, seed, problem):
    x = torch.from_numpy(np.linspace(*problem["interval"], problem["samples"]))
    y = torch.sin(x)
    np.random.seed(seed)
    initial = [np.random.randn() for _ in range(problem["degree"] + 1)]
    checkpoints, memory = train(name, parameters, rate, initial, x, y)
    reversed_checkpoints, _ = train(name, parameters, rate, initial, x.flip(0), y.flip(0))
    for one, other in zip(checkpoints, reversed_checkpoints):
        pairs = list(zip(one["coefficients"], other["coefficients"]))
        one["spread"] = max(abs(a - b) for a, b in pairs) / largest(initial, one["coefficients"])
    return {
        "optimizer": {"name": name, **parameters},
        "learningRate": rate,
        "seed": seed,
        **problem,
        "initial": initial,
        "checkpoints": checkpoints,
        "memory": memory,
    }


data = {"torch": torch.__version__, "runs": [run(*each) for each in RUNS]}
path = pathlib.Path(__file__).parent / "data" / "torch-runs.json"
path.write_text(json.dumps(data) + "\n")
for each in data["runs"]:
    last = each["checkpoints"][-1]
    print(each["optimizer"], each["learningRate"], each["degree"], last["loss"], last["spread"])
