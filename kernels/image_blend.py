import numpy as np


def image_blend(a: "uint8[m,n]", b: "uint8[m,n]", alpha=96):
    """alpha 256ths of one image and the rest of the other, rounded down; 16 bits hold every sum."""
    mixed = a.astype(np.uint16) * alpha + b.astype(np.uint16) * (256 - alpha)
    return (mixed >> 8).astype(np.uint8)
