"""arctanh: s + s z p(z), z = s^2, for |s| <= 0.23."""

from mpmath import mp, mpf
from minimax import rounded, show


def p(z):
    return (mp.atanh(mp.sqrt(z)) / mp.sqrt(z) - 1) / z


weight = lambda z: mp.sqrt(z) * z / mp.atanh(mp.sqrt(z))
for name, bits, count in (("float32", 24, 3), ("float64", 53, 8)):
    show(f"{name} p", *rounded(p, weight, list(range(count)), 0, mpf("0.23") ** 2, bits))
