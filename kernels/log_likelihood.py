import numpy as np


def log_likelihood(x: "float32[n]", mean: "float32[n]", deviation: "float32[n]"):
    """The logarithm of the probability density of independent Gaussian observations; the constant is log(2 pi) / 2."""
    z = (x - mean) / deviation
    return np.sum(-0.5 * z * z - np.log(deviation) - 0.9189385332046727)
