"""Writes data/numpy-runs.json: what real NumPy makes of the tutorial's program, as test data.

Run from the project's root, with NumPy installed (Debian's python3-numpy made the file kept here):

    python3 test/fit/numpy-runs.py && npx biome format --write test/fit/data

Numbers are written by repr and so read back as the same doubles.
"""

import json
import math
import pathlib

import numpy as np

TUTORIAL = {
    "degree": 3,
    "samples": 2000,
    "interval": [-math.pi, math.pi],
    "learningRate": 1e-6,
    "iterations": 2000,
}

SEEDS = [
    0, 1, 2, 3, 4, 5, 6, 7, 42, 99, 123, 624, 1234, 2020, 12345, 65535, 65536, 1000003,
    123456789, 2**31 - 1, 2**31, 2**31 + 1, 3141592653, 2**32 - 2, 2**32 - 1,
]

OTHER_PROBLEMS = [
    {"degree": 0, "learningRate": 1e-5, "iterations": 100},
    {"degree": 0, "interval": [0.0, 3.0], "samples": 2, "learningRate": 0.01, "iterations": 300},
    {"degree": 1, "learningRate": 2e-5},
    {"degree": 1, "interval": [0.0, 1.0], "samples": 17, "learningRate": 0.02},
    {"degree": 2, "learningRate": 5e-6},
    {"degree": 2, "interval": [-1.0, 4.0], "samples": 333, "learningRate": 1e-5},
    {"degree": 3, "samples": 2, "learningRate": 1e-4, "iterations": 100},
    {"degree": 3, "samples": 5, "learningRate": 1e-4},
    {"degree": 3, "samples": 20001, "learningRate": 1e-7, "iterations": 500},
    {"degree": 3, "learningRate": 3.5e-6},
    {"degree": 3, "learningRate": 2.5e-6, "iterations": 1050},
    {"degree": 4, "learningRate": 2e-7},
    {"degree": 4, "interval": [-2.5, 1.5], "samples": 100, "learningRate": 1e-5},
    {"degree": 5, "learningRate": 2e-8},
    {"degree": 5, "interval": [0.0, 2.0], "samples": 1000, "learningRate": 1e-6},
    {"degree": 9, "learningRate": 3e-12},
    {"degree": 9, "interval": [-1.0, 1.0], "samples": 50, "learningRate": 0.002},
]

# Enough numbers to pass the generator's 624 words of state several times.
DRAWS = 3000
LATE_DRAWS = [155, 156, 245, 246, 311, 312, 699, 700, 1500, 2999]

SPACINGS = [
    (-math.pi, math.pi, 2000),
    (-math.pi, math.pi, 1999),
    (0.0, 1.0, 2),
    (0.0, 1.0, 11),
    (0.1, 0.7, 7),
    (-1 / 3, 2 / 3, 50),
    (1e-300, 1e300, 6),
    (1.0, 1.0 + 2**-51, 9),
    (-1e16, 1.0, 13),
    (3.0, -3.0, 8),
    (0.1, 0.3, 1001),
]


def train(seed, degree, samples, interval, learningRate, iterations):
    """The tutorial's program, its four coefficients made degree + 1 of them."""
    x = np.linspace(interval[0], interval[1], samples)
    y = np.sin(x)
    np.random.seed(seed)
    coefficients = [np.random.randn() for _ in range(degree + 1)]
    initial = list(coefficients)
    losses = []
    for t in range(iterations):
        y_pred = sum(c * x**k for k, c in enumerate(coefficients))
        loss = np.square(y_pred - y).sum()
        if t % 100 == 99:
            losses.append(loss)
        grad_y_pred = 2.0 * (y_pred - y)
        for k in range(degree + 1):
            coefficients[k] -= learningRate * (grad_y_pred * x**k).sum()
    return {"initial": initial, "losses": losses, "result": coefficients}


def first_infinite_loss(seed, learning_rate):
    """The iteration at which the tutorial's loss is no longer finite."""
    x = np.linspace(-math.pi, math.pi, 2000)
    y = np.sin(x)
    powers = np.array([x**k for k in range(4)])
    np.random.seed(seed)
    coefficients = np.array([np.random.randn() for _ in range(4)])
    iteration = 0
    while True:
        error = coefficients @ powers - y
        if not np.isfinite(np.square(error).sum()):
            return iteration
        coefficients = coefficients - learning_rate * (powers @ (2.0 * error))
        iteration += 1


def draws(seed):
    np.random.seed(seed)
    values = [np.random.randn() for _ in range(DRAWS)]
    return {
        "seed": seed,
        "first": values[:10],
        "late": [{"index": i, "value": values[i]} for i in LATE_DRAWS],
    }


def run(seed, problem):
    settings = {**TUTORIAL, **problem}
    return {"seed": seed, **settings, **train(seed, **settings)}


def spacing(start, stop, count):
    values = np.linspace(start, stop, count)
    indices = sorted({0, 1, 2, count // 3, count // 2, count - 3, count - 2, count - 1})
    indices = [i for i in indices if 0 <= i < count]
    return {
        "start": start,
        "stop": stop,
        "count": count,
        "values": [{"index": i, "value": float(values[i])} for i in indices],
    }


def divergence(learning_rate):
    with np.errstate(over="ignore"):
        iteration = first_infinite_loss(42, learning_rate)
    return {"seed": 42, "learningRate": learning_rate, "iteration": iteration}


data = {
    "numpy": np.__version__,
    "draws": [draws(seed) for seed in SEEDS],
    "tutorialRuns": [run(seed, {}) for seed in SEEDS],
    "otherRuns": [run(100 + i, problem) for i, problem in enumerate(OTHER_PROBLEMS)],
    "divergences": [divergence(rate) for rate in (3.6e-6, 4e-6, 1e-5, 1e-3)],
    "linspace": [spacing(*each) for each in SPACINGS],
}

path = pathlib.Path(__file__).parent / "data" / "numpy-runs.json"
path.write_text(json.dumps(data) + "\n")
