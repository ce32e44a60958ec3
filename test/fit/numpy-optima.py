"""Writes data/numpy-optima.json: least-squares problems solved by NumPy and exactly, as test data.

Run from the project's root, with NumPy installed (Debian's python3-numpy made the file kept here):

    python3 test/fit/numpy-optima.py && npx biome format --write test/fit/data

The points are NumPy's doubles; sums over them, the coefficients and the least loss are computed
with whole numbers and fractions and rounded once at the end. lstsq and the singular values are
NumPy's own.
"""

import json
import math
import pathlib
from fractions import Fraction

import numpy as np

PI = [-math.pi, math.pi]

PROBLEMS = [
    *[(degree, 2000, PI) for degree in range(10)],
    (0, 2, [0.0, 3.0]),
    (1, 2, [0.0, 3.0]),
    (1, 17, [0.0, 2.0]),
    (4, 17, [0.0, 2.0]),
    (7, 17, [0.0, 2.0]),
    (2, 333, [-1.0, 4.0]),
    (5, 333, [-1.0, 4.0]),
    (8, 333, [-1.0, 4.0]),
    (3, 50, [-0.5, 0.25]),
    (6, 50, [-0.5, 0.25]),
    (3, 100, [2.0, 3.0]),
    (1, 40, [100.0, 101.0]),
    (0, 40, [1e6, 1e6 + 1.0]),
    (1, 40, [1e4, 1e4 + 1.0]),
    (3, 4, [-2.0, 2.0]),
    (9, 10, [-3.0, 3.0]),
    (9, 11, [-3.0, 3.0]),
    (3, 2, PI),
    (4, 3, [-1.0, 1.0]),
    (5, 3, [0.5, 2.0]),
    (9, 5, [0.0, 3.0]),
]

ARRIVALS = [
    *[
        {"seed": seed, "degree": 3, "samples": 2000, "interval": PI, "learningRate": rate}
        for seed in (0, 42)
        for rate in (1e-6, 2.5e-6, 3.5e-6)
    ],
    {"seed": 1, "degree": 0, "samples": 50, "interval": [0.0, 3.0], "learningRate": 0.001},
    {"seed": 2, "degree": 1, "samples": 2000, "interval": PI, "learningRate": 2e-5},
    {"seed": 3, "degree": 2, "samples": 333, "interval": [-1.0, 4.0], "learningRate": 1e-5},
    {"seed": 4, "degree": 4, "samples": 100, "interval": [-2.5, 1.5], "learningRate": 3e-5},
]


def whole_numbers(values):
    """Whole numbers and the power of two by which they have to be divided."""
    scale = max(float(value).as_integer_ratio()[1] for value in values)
    return [int(Fraction(float(value)) * scale) for value in values], scale


def solve(matrix, right_hand_side):
    """Gaussian elimination in fractions."""
    rows = [[*row, value] for row, value in zip(matrix, right_hand_side)]
    for k in range(len(rows)):
        pivot = next(i for i in range(k, len(rows)) if rows[i][k] != 0)
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [entry / rows[k][k] for entry in rows[k]]
        for i in range(len(rows)):
            if i != k:
                rows[i] = [a - rows[i][k] * b for a, b in zip(rows[i], rows[k])]
    return [row[-1] for row in rows]


def problem(degree, samples, interval):
    x = np.linspace(interval[0], interval[1], samples)
    y = np.sin(x)
    powers = np.vander(x, degree + 1, increasing=True)
    xs, x_scale = whole_numbers(x)
    ys, y_scale = whole_numbers(y)
    x_sums = [
        Fraction(sum(each**k for each in xs), x_scale**k) for k in range(2 * degree + 1)
    ]
    xy_sums = [
        Fraction(sum(b * a**k for a, b in zip(xs, ys)), x_scale**k * y_scale)
        for k in range(degree + 1)
    ]
    yy = Fraction(sum(each**2 for each in ys), y_scale**2)
    if samples > degree:
        normal = [[x_sums[j + k] for k in range(degree + 1)] for j in range(degree + 1)]
        coefficients = solve(normal, xy_sums)
        loss = yy - sum(c * s for c, s in zip(coefficients, xy_sums))
    else:
        exact = [[Fraction(a, x_scale) ** k for k in range(degree + 1)] for a in xs]
        outer = [[sum(a * b for a, b in zip(left, right)) for right in exact] for left in exact]
        weights = solve(outer, [Fraction(each, y_scale) for each in ys])
        coefficients = [
            sum(weight * row[k] for weight, row in zip(weights, exact))
            for k in range(degree + 1)
        ]
        loss = Fraction(0)
    return {
        "degree": degree,
        "samples": samples,
        "interval": interval,
        "xSums": [float(each) for each in x_sums],
        "xySums": [float(each) for each in xy_sums],
        "yySum": float(yy),
        "coefficients": [float(each) for each in coefficients],
        "loss": float(loss),
        "lstsq": np.linalg.lstsq(powers, y, rcond=None)[0].tolist(),
        "singularValues": np.linalg.svd(powers, compute_uv=False).tolist(),
    }


def arrival(seed, degree, samples, interval, learningRate):
    """The iteration from which the loss is at most 1.01 times the least, by doing them all."""
    x = np.linspace(interval[0], interval[1], samples)
    y = np.sin(x)
    powers = np.vander(x, degree + 1, increasing=True)
    best = np.linalg.lstsq(powers, y, rcond=None)[0]
    least = np.square(powers @ best - y).sum()
    np.random.seed(seed)
    coefficients = np.array([np.random.randn() for _ in range(degree + 1)])
    settings = {
        "seed": seed,
        "degree": degree,
        "samples": samples,
        "interval": interval,
        "learningRate": learningRate,
        "initial": coefficients.tolist(),
    }
    iteration = 0
    while True:
        error = powers @ coefficients - y
        if np.square(error).sum() <= 1.01 * least:
            return {**settings, "iteration": iteration}
        coefficients = coefficients - learningRate * 2.0 * (powers.T @ error)
        iteration += 1


data = {
    "numpy": np.__version__,
    "problems": [problem(*each) for each in PROBLEMS],
    "arrivals": [arrival(**each) for each in ARRIVALS],
}

path = pathlib.Path(__file__).parent / "data" / "numpy-optima.json"
path.write_text(json.dumps(data) + "\n")
