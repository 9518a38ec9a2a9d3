"""log gamma(2 + v) / v, Stirling's series in 1 / x^2 with the factor 1 / x, and (sin(pi v) / (pi v) - 1) / v^2 in v^2."""

from mpmath import mp, mpf
from minimax import fitted, parted, show, split

constant = lambda t: mpf(1)


def series(v):
    return mp.loggamma(2 + v) / v


def stirling(z):
    x = 1 / mp.sqrt(z)
    return (mp.loggamma(x) - (x - mpf("0.5")) * mp.log(x) + x - mp.log(2 * mp.pi) / 2) * x


def ratio(z):
    return (mp.sin(mp.pi * mp.sqrt(z)) / (mp.pi * mp.sqrt(z)) - 1) / z


values, worst = fitted(series, constant, 19, -mpf("0.5"), mpf("0.501"), [106, 106] + [53] * 17)
show("series, the first two in two parts each", parted(values, 2, 53), worst)
show("stirling", *fitted(stirling, constant, 9, mpf(10) ** -5, 1 / mpf("5.5") ** 2, 53))
values, worst = fitted(ratio, lambda z: z, 9, mpf(10) ** -9, mpf("0.2501"), [106] + [53] * 8)
show("sine ratio, the first in two parts", parted(values, 1, 53), worst)
show("log(2 pi) / 2", split(mp.log(2 * mp.pi) / 2, 53, 53))
