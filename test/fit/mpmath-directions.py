"""Writes data/mpmath-directions.json: the Hessian's eigenvectors and what gradient descent does along
them, in 60 digits, as test data.

Run from the project's root, with mpmath and NumPy installed (Debian's python3-mpmath and
python3-numpy made the file kept here):

    python3 test/fit/mpmath-directions.py && npx biome format --write test/fit/data

Descent is done iteration by iteration, not by a formula.
"""

import json
import math
import pathlib

from mpmath import eigsy, fdot, log, lu_solve, matrix, mpf

from least_squares import least_squares

PI = [-math.pi, math.pi]

# Degree, points, interval, and the learning rate as a share of the stability limit.
SHARES = [0.3, 0.6, 0.9, 0.28, 0.45, 1.01, 0.7, 0.99, 0.2, 0.8]
PROBLEMS = [
    *[(degree, 2000, PI, share) for degree, share in enumerate(SHARES)],
    (3, 2000, PI, 1.05),
    (1, 17, [0.0, 2.0], 0.45),
    (4, 17, [0.0, 2.0], 0.95),
    (5, 333, [-1.0, 4.0], 0.6),
    (3, 50, [-0.5, 0.25], 1.2),
    (9, 11, [-3.0, 3.0], 0.4),
]
ITERATIONS = 25


def pointing_up(vector):
    largest = max(vector, key=abs)
    return [each * (1 if largest > 0 else -1) for each in vector]


def problem(degree, samples, interval, share):
    _, _, gram, right = least_squares(degree, samples, interval)
    size = degree + 1
    best = lu_solve(gram, right)
    hessian = 2 * gram
    eigenvalues, eigenvectors = eigsy(hessian)
    order = sorted(range(size), key=lambda i: -eigenvalues[i])
    eigenvalues = [eigenvalues[i] for i in order]
    vectors = [pointing_up([eigenvectors[k, i] for k in range(size)]) for i in order]
    rate = mpf(float(share * 2 / eigenvalues[0]))
    initial = matrix([mpf((-0.75) ** k) for k in range(size)])
    present = initial.copy()
    for _ in range(ITERATIONS):
        present = present - rate * (hessian * (present - best))

    def distances(coefficients):
        return [fdot(vector, coefficients - best) for vector in vectors]

    before, after = distances(initial), distances(present)
    excess = [value * distance**2 / 2 for value, distance in zip(eigenvalues, after)]
    growths = [log(abs(1 - rate * value)) for value in eigenvalues]
    return {
        "degree": degree,
        "samples": samples,
        "interval": interval,
        "learningRate": float(rate),
        "initial": [float(each) for each in initial],
        "present": [float(each) for each in present],
        "eigenvalues": [float(each) for each in eigenvalues],
        "eigenvectors": [[float(each) for each in vector] for vector in vectors],
        "factors": [float(1 - rate * value) for value in eigenvalues],
        "iterations": [float(log(2) / abs(growth)) for growth in growths],
        "left": [float(abs(a / b)) for a, b in zip(after, before)],
        "share": [float(each / sum(excess)) for each in excess],
    }


data = {"iterations": ITERATIONS, "problems": [problem(*each) for each in PROBLEMS]}

path = pathlib.Path(__file__).parent / "data" / "mpmath-directions.json"
path.write_text(json.dumps(data) + "\n")
