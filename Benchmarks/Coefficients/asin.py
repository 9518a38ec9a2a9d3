"""arcsin: t + t z p(z), z = t^2, for 0 <= t <= 1/2, and pi/2 in parts."""

from mpmath import mp, mpf
from minimax import rounded, show, split


def p(z):
    t = mp.sqrt(z)
    return (mp.asin(t) - t) / (t * z)


weight = lambda z: mp.sqrt(z) * z / mp.asin(mp.sqrt(z))
for name, bits, count in (("float32", 24, 5), ("float64", 53, 12)):
    show(f"{name} p", *rounded(p, weight, list(range(count)), 0, mpf(1) / 4, bits))
    show(f"{name} pi/2", split(mp.pi / 2, bits, bits))
