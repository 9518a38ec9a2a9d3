import numpy as np


def total(x: "float32[n]"):
    """The sum of all elements."""
    return np.sum(x)
