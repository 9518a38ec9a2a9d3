import numpy as np


def leaky_relu(x: "float32[n]", slope=0.01):
    """x where it is positive, a small multiple of it elsewhere."""
    return np.where(x > 0, x, slope * x)
