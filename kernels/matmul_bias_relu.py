import numpy as np


def matmul_bias_relu(x: "float32[m,k]", w: "float32[k,n]", b: "float32[n]"):
    """A dense layer: the matrix product and a bias, cut off below at 0."""
    return np.maximum(x @ w + b, 0)
