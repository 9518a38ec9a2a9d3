import numpy as np


def softmax(x: "float32[m,n]"):
    """Each row's exponentials over their sum; the row's maximum is taken off first, so that none overflows."""
    e = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)
