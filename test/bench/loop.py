"""The tutorial's loop by NumPy: prints the nanoseconds that each of some runs took, a line each.

    python3 test/bench/loop.py 3
"""

import math
import sys
import time

import numpy as np

x = np.linspace(-math.pi, math.pi, 2000)
y = np.sin(x)
learning_rate = 1e-6

for run in range(int(sys.argv[1])):
    a = b = c = d = 0.0
    begun = time.perf_counter_ns()
    for t in range(2000):
        y_pred = a + b * x + c * x**2 + d * x**3
        loss = np.square(y_pred - y).sum()
        grad_y_pred = 2.0 * (y_pred - y)
        grad_a = grad_y_pred.sum()
        grad_b = (grad_y_pred * x).sum()
        grad_c = (grad_y_pred * x**2).sum()
        grad_d = (grad_y_pred * x**3).sum()
        a -= learning_rate * grad_a
        b -= learning_rate * grad_b
        c -= learning_rate * grad_c
        d -= learning_rate * grad_d
    print(time.perf_counter_ns() - begun)
