import numpy as np


def rms_norm(x: "float32[m,n]", weight: "float32[n]", eps=1e-6):
    """Rows divided by their root mean square, then scaled column by column."""
    return x / np.sqrt(np.mean(x * x, axis=-1, keepdims=True) + eps) * weight
