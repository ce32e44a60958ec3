"""Writes data/numpy-text.txt: what the tutorial's script prints for seed 42 and 5000 iterations.

Run from the project's root, with NumPy installed:

    python3 test/output/numpy-text.py
"""

import contextlib
import pathlib

import numpy as np

folder = pathlib.Path(__file__).parent
script = (folder.parent / "bench" / "tutorial.py").read_text().replace("2000):", "5000):")

np.random.seed(42)
with (folder / "data" / "numpy-text.txt").open("w") as file, contextlib.redirect_stdout(file):
    exec(script)
