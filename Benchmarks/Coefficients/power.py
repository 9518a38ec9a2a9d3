"""log(1 + f) in two parts, for power: s + s z (1/12 + z r(z)), s = f / (1 + f/2), z = s^2."""

from mpmath import mp, mpf
from minimax import rounded, show, split

f = mp.sqrt(2) - 1
top = (f / (1 + f / 2)) ** 2 * mpf("1.001")


def r(z):
    s = mp.sqrt(z)
    return ((2 * mp.atanh(s / 2) - s) / (s * z) - mpf(1) / 12) / z


weight = lambda z: mp.sqrt(z) * z * z / (2 * mp.atanh(mp.sqrt(z) / 2))
show("float32 r", *rounded(r, weight, list(range(3)), 0, top, 24))
show("float64 r", *rounded(r, weight, list(range(8)), 0, top, 53))
show("float32 1/12", split(mpf(1) / 12, 24, 24))
show("float64 1/12", split(mpf(1) / 12, 53, 53))
