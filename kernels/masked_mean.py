import numpy as np


def masked_mean(x: "float32[n]", mask: "bool[n]"):
    """The mean of the elements of x where the mask is true."""
    # The count is cast, because float32 divided by NumPy's int64 would be float64.
    return np.where(mask, x, 0).sum() / mask.sum().astype(x.dtype)
