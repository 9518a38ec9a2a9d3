"""erfinv(x) / x to 2^-28, as functions of w - 2.5 and of sqrt(w) - 3, w = -log(1 - x^2)."""

from mpmath import mp, mpf
from minimax import fitted, show


def ratio(w):
    if w < mpf(10) ** -25:
        return mp.sqrt(mp.pi) / 2
    x, rest = mp.sqrt(-mp.expm1(-w)), mp.exp(-w)
    rest /= 1 + x
    # Newton's method for erfc y = 1 - x
    y = mp.sqrt(w) * mpf("0.9") if w > 1 else x
    for _ in range(60):
        step = (mp.erfc(y) - rest) * mp.sqrt(mp.pi) / 2 * mp.exp(y * y)
        y += step / (1 - y * step) if abs(y * step) < 0.5 else step / 2
        if abs(step) < mpf(10) ** -35:
            break
    return y / x


half, three = mpf("2.5"), mpf(3)
show("near", *fitted(lambda u: ratio(u + half), lambda u: 1 / ratio(u + half), 13, -half, 6 - half, 53))
far = lambda u: ratio((u + three) ** 2)
show("far", *fitted(far, lambda u: 1 / far(u), 14, mp.sqrt(6) - 3, mp.sqrt(mpf("36.8")) - 3, 53))
