import numpy as np


def hypotenuse(x: "float32[n]", y: "float32[n]"):
    """The length of the vector (x, y), without guarding the squares against overflow."""
    return np.sqrt(x * x + y * y)
