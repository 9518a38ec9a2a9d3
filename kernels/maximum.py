import numpy as np


def maximum(x: "float32[n]"):
    """The greatest element, or NaN if there is one."""
    return np.max(x)
