import numpy as np


def mandelbrot(cr: "float32[n]", ci: "float32[n]"):
    """How many of 50 steps z = z * z + c, begun at 0, find |z| at most 2, for c = cr + ci i."""
    zr = np.zeros_like(cr)
    zi = np.zeros_like(ci)
    count = np.zeros(cr.shape, dtype=np.int32)
    for _ in range(50):
        zr2 = zr * zr
        zi2 = zi * zi
        inside = zr2 + zi2 <= 4.0
        count += inside
        # A point that has left stays where it is, so that it never overflows.
        zi = np.where(inside, 2.0 * zr * zi + ci, zi)
        zr = np.where(inside, zr2 - zi2 + cr, zr)
    return count
