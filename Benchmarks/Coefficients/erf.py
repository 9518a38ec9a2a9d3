"""erf near 0, -log(1 - erf) beyond, and the scaled erfc: (a + 2) e^(a^2) erfc a as a function of t = 1 - 4 / (a + 2)."""

from mpmath import mp, mpf
from minimax import fitted, parted, show


def near(z):
    x = mp.sqrt(z)
    return mp.erf(x) / x - 1


def scaled(t):
    a = 2 * (1 + t) / (1 - t)
    return mp.exp(a * a) * mp.erfc(a) * (a + 2)


def tail(u):
    return -mp.log(mp.erfc(u + 1))


for bits, counts, one, least in (24, (7, 9, 12), 4, mpf("10.2")), (53, (12, 21, 26), mpf("5.95"), mpf("27.4")):
    low = mpf(10) ** -20
    weight = lambda z: mp.sqrt(z) / mp.erf(mp.sqrt(z))
    show(f"near float{bits}", *fitted(near, weight, counts[0], low, mpf("0.81"), bits))
    show(f"exponent float{bits}", *fitted(tail, lambda u: mp.erfc(u + 1), counts[1], -mpf("0.13"), one - 1, bits))
    widths = [2 * bits, 2 * bits] + [bits] * (counts[2] - 2)
    values, worst = fitted(scaled, lambda t: 1 / scaled(t), counts[2], -1, (least - 2) / (least + 2), widths)
    show(f"scaled float{bits}, the first two in two parts each", parted(values, 2, bits), worst)
