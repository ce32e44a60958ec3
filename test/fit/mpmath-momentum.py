"""Writes data/mpmath-momentum.json: what momentum does to the loss, in 60 digits, as test data.

Run from the project's root, with mpmath and NumPy installed (Debian's python3-mpmath and
python3-numpy made the file kept here):

    python3 test/fit/mpmath-momentum.py && npx biome format --write test/fit/data

Momentum is done iteration by iteration, not by a formula.
"""

import json
import math
import pathlib

from mpmath import eigsy, lu_solve, matrix, mpf, sqrt

from least_squares import least_squares

PI = [-math.pi, math.pi]

# Degree, points, interval.
PROBLEMS = [
    (3, 2000, PI),
    (0, 2000, PI),
    (1, 17, [0.0, 2.0]),
    (2, 333, [-1.0, 4.0]),
    (4, 100, [-2.5, 1.5]),
    (5, 333, [-1.0, 4.0]),
    (9, 11, [-3.0, 3.0]),
]
# β, and the learning rate as a share of the limit; "best" is the pair of the closed form.
SETTINGS = [(0.0, 0.9), (0.5, 0.3), (0.9, 0.15), (0.9, 0.97), (0.99, 0.5), (0.7, 1.01), "best"]
CHECKPOINTS = [0, 1, 2, 3, 10, 37, 100, 500, 2000]
# After this many iterations with the rate, half of it; the velocity starts at this number.
CHANGE = 40
VELOCITY = 3.0


def limit(name, beta, largest):
    factor = 2 * (1 + mpf(beta)) / largest
    return factor / (1 + 2 * mpf(beta)) if name == "nesterov" else factor


def best(name, largest, smallest):
    if name == "nesterov":
        root = sqrt(3 * largest / smallest + 1)
        return max(mpf(0), (root - 2) / (root + 2)), 4 / (3 * largest + smallest)
    fast, slow = sqrt(largest), sqrt(smallest)
    return ((fast - slow) / (fast + slow)) ** 2, (2 / (fast + slow)) ** 2


def problem(degree, samples, interval):
    points, values, gram, right = least_squares(degree, samples, interval)
    size = degree + 1
    optimum = lu_solve(gram, right)
    least = sum((y - sum(optimum[k] * x**k for k in range(size))) ** 2 for x, y in zip(points, values))
    eigenvalues = sorted(eigsy(2 * gram, eigvals_only=True))
    initial = [(-0.75) ** k for k in range(size)]

    def losses(name, beta, rate, velocity, changed_rate):
        error = matrix([mpf(c) for c in initial]) - optimum
        speed = matrix([mpf(velocity)] * size)
        beta, found = mpf(beta), []
        for t in range(CHECKPOINTS[-1] + 1):
            if t in CHECKPOINTS:
                found.append(float(least + (error.T * gram * error)[0]))
            gradient = 2 * gram * error
            speed = beta * speed + gradient
            move = gradient + beta * speed if name == "nesterov" else speed
            error = error - mpf(rate if t < CHANGE else changed_rate) * move
        return found

    runs = []
    for name in ("momentum", "nesterov"):
        for setting in SETTINGS:
            if setting == "best":
                pair = best(name, eigenvalues[-1], eigenvalues[0])
            else:
                beta, share = setting
                pair = beta, share * limit(name, beta, eigenvalues[-1])
            beta, rate = [float(each) for each in pair]
            runs.append(
                {
                    "name": name,
                    "isBest": setting == "best",
                    "beta": beta,
                    "learningRate": rate,
                    "losses": losses(name, beta, rate, 0, rate),
                    "changed": losses(name, beta, rate, VELOCITY, rate / 2),
                }
            )
    return {
        "degree": degree,
        "samples": samples,
        "interval": interval,
        "initial": initial,
        "runs": runs,
    }


data = {
    "checkpoints": CHECKPOINTS,
    "change": CHANGE,
    "velocity": VELOCITY,
    "problems": [problem(*each) for each in PROBLEMS],
}
path = pathlib.Path(__file__).parent / "data" / "mpmath-momentum.json"
path.write_text(json.dumps(data) + "\n")
