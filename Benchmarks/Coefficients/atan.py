"""arctan: t + t z p(z), z = t^2, for 0 <= t <= 1/2, and pi in parts."""

from mpmath import mp, mpf
from minimax import rounded, show, split


def p(z):
    t = mp.sqrt(z)
    return (mp.atan(t) - t) / (t * z)


weight = lambda z: mp.sqrt(z) * z / mp.atan(mp.sqrt(z))
show("float32 p", *rounded(p, weight, list(range(5)), 0, mpf(1) / 4, 24))
show("float64 p", *rounded(p, weight, list(range(12)), 0, mpf(1) / 4, 53))
for name, angle in (("pi", mp.pi), ("3 pi / 4", 3 * mp.pi / 4)):
    show("float32 " + name, split(angle, 24, 24))
    show("float64 " + name, split(angle, 53, 53))
