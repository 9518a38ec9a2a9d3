import numpy as np


def gelu(x: "float32[n]"):
    """The Gaussian error linear unit in its tanh form; the first constant is sqrt(2 / pi)."""
    return 0.5 * x * (1.0 + np.tanh(0.7978845608028654 * (x + 0.044715 * x * x * x)))
