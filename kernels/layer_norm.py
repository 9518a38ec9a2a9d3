import numpy as np


def layer_norm(x: "float32[m,n]", weight: "float32[n]", bias: "float32[n]", eps=1e-5):
    """Rows brought to mean 0 and variance 1, then scaled and shifted column by column."""
    centred = x - np.mean(x, axis=-1, keepdims=True)
    variance = np.mean(centred * centred, axis=-1, keepdims=True)
    return centred / np.sqrt(variance + eps) * weight + bias
