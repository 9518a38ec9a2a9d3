import numpy as np


def row_variance(x: "float32[m,n]"):
    """The variance of each row, from its own mean."""
    return np.var(x, axis=1)
