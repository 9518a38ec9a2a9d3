import numpy as np


def complex_rotation(z: "complex64[n]", theta: "float32[n]"):
    """Each z turned about the origin by its angle theta, in radians."""
    return z * np.exp(1j * theta)
