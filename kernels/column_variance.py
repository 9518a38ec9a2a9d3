import numpy as np


def column_variance(x: "float32[m,n]"):
    """The variance of each column, from its own mean."""
    return np.var(x, axis=0)
