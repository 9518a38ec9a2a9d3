"""tanh: x + x z p(z), z = x^2, for |x| < 1."""

from mpmath import mp, mpf
from minimax import rounded, show


def p(z):
    x = mp.sqrt(z)
    return (mp.tanh(x) - x) / (x * z)


weight = lambda z: mp.sqrt(z) * z / mp.tanh(mp.sqrt(z))

show("float32 p", *rounded(p, weight, list(range(8)), 0, 1, 24))
show("float64 p", *rounded(p, weight, list(range(15)), 0, 1, 53))
