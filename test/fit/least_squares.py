"""The least-squares problem in 60 digits, for the scripts beside this file. The points are NumPy's doubles."""

import numpy as np
from mpmath import fdot, matrix, mp, mpf, sin

mp.dps = 60


def least_squares(degree, samples, interval):
    """The points x, the values sin(x), and the matrix and the right side of the normal equations."""
    points = [mpf(float(x)) for x in np.linspace(interval[0], interval[1], samples)]
    values = [sin(x) for x in points]
    sums = [sum(x**k for x in points) for k in range(2 * degree + 1)]
    size = degree + 1
    gram = matrix(size, size)
    right = matrix(size, 1)
    for j in range(size):
        right[j] = fdot((y, x**j) for x, y in zip(points, values))
        for k in range(size):
            gram[j, k] = sums[j + k]
    return points, values, gram, right
