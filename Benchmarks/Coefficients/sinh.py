"""sinh, cosh on |r| <= ln 2 / 2: r + r z s(z) and 1 + z/2 + z^2 c(z), z = r^2."""

from mpmath import mp, mpf
from minimax import rounded, show

top = (mp.log(2) / 2 * mpf("1.001")) ** 2


def s(z):
    return (mp.sinh(mp.sqrt(z)) / mp.sqrt(z) - 1) / z


def c(z):
    return (mp.cosh(mp.sqrt(z)) - 1 - z / 2) / z**2


s_weight = lambda z: mp.sqrt(z) * z / mp.sinh(mp.sqrt(z))
c_weight = lambda z: z**2

for name, bits, counts in (("float32", 24, (2, 2)), ("float64", 53, (5, 4))):
    show(f"{name} sinh", *rounded(s, s_weight, list(range(counts[0])), 0, top, bits))
    show(f"{name} cosh", *rounded(c, c_weight, list(range(counts[1])), 0, top, bits))
