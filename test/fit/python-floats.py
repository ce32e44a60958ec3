"""Writes data/python-floats.txt: repr of some thousand floats of every size, one a line.

Run from the project's root:

    python3 test/fit/python-floats.py
"""

import math
import pathlib
import random
import struct

random.seed(13)

sizes = [
    # Every power of two, and every power of ten with its neighbours: where the notation changes.
    *(math.ldexp(1.0, k) for k in range(-1074, 1024, 3)),
    *(
        value
        for power in (float(f"1e{k}") for k in range(-323, 309))
        for value in (math.nextafter(power, 0.0), power, math.nextafter(power, math.inf))
    ),
    # Whole numbers and halves, as far as doubles have them.
    *(float(k) for k in range(20)),
    *(2.0**53 + k for k in range(-4, 5)),
    *(float(random.randrange(10**k)) / 2 for k in range(1, 23) for _ in range(20)),
    # As losses and coefficients are: few and many digits, within twenty powers of ten.
    *(float(f"{random.random():.3f}e{random.randint(-10, 20)}") for _ in range(300)),
    *(random.uniform(1, 10) * 10.0 ** random.randint(-10, 20) for _ in range(600)),
    # Any bits at all.
    *(struct.unpack("d", random.randbytes(8))[0] for _ in range(600)),
    5e-324,
    2.2250738585072014e-308,
    1.7976931348623157e308,
    0.0,
]
floats = [sign * size for size in sizes for sign in random.choice([(1,), (-1,), (1, -1)])]
lines = [repr(value) for value in [*floats, 0.0, -0.0, math.inf, -math.inf, math.nan]]

path = pathlib.Path(__file__).parent / "data" / "python-floats.txt"
path.write_text("\n".join(dict.fromkeys(lines)) + "\n")
