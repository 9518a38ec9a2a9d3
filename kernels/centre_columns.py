import numpy as np


def centre_columns(x: "float32[m,n]"):
    """x with each column's mean taken off."""
    return x - np.mean(x, axis=0)
