import numpy as np


def pairwise_l2(x: "float32[m,k]", y: "float32[n,k]"):
    """The Euclidean distance of each row of x from each row of y."""
    difference = x[:, None, :] - y[None, :, :]
    return np.sqrt(np.sum(difference * difference, axis=-1))
