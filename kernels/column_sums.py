import numpy as np


def column_sums(x: "float32[m,n]"):
    """The sum of each column."""
    return np.sum(x, axis=0)
