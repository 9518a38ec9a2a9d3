"""log(1 + f) for 1 + f in [sqrt 1/2, sqrt 2]: f - f^2/2 + f^3 r(f), or by s = f / (2 + f), and ln 2 in parts."""

from mpmath import mp, mpf
from minimax import rounded, show, split

low, high = mp.sqrt(mpf(1) / 2) - 1, mp.sqrt(2) - 1


def r(f):
    return (mp.log1p(f) - f + f * f / 2) / f**3


weight = lambda f: f**3 / mp.log1p(f)

# float32: the polynomial in f itself.
show("float32 r", *rounded(r, weight, list(range(8)), low, high, 24))


def l(z):
    """log(1 + f) = 2 atanh(s) = 2 s + s z l(z), s = f / (2 + f), z = s^2"""
    s = mp.sqrt(z)
    return (2 * mp.atanh(s) - 2 * s) / (s * z)


# float64: a division costs less than twelve more terms.
top = (high / (2 + high)) ** 2
l_weight = lambda z: mp.sqrt(z) * z / mp.atanh(mp.sqrt(z)) / 2
show("float64 l", *rounded(l, l_weight, list(range(7)), 0, top, 53))

# ln 2 in two parts; the first one's product with an exponent is exact.
show("float32 ln2", split(mp.log(2), 24 - 8, 24))
show("float64 ln2", split(mp.log(2), 53 - 11, 53))

# float32's logarithms to base 2 and 10, and float16's natural one: c + f q(f), c = 1 / log base, for 1 + f in
# [0.673, 1.346], where f c is less than half of the logarithm of 2.
for name, c in (("two", 1 / mp.log(2)), ("ten", 1 / mp.log(10)), ("e", mpf(1))):
    q = lambda f: (mp.log1p(f) * c / f - c) / f
    q_weight = lambda f: f * f / (mp.log1p(f) * c)
    show(f"float32 series of {name}", *rounded(q, q_weight, list(range(9)), mpf("-0.32701"), mpf("0.34601"), 24))

# log2 e, log10 e and log10 2 in two parts; the last's first part is as short as that of ln 2.
for name, bits, exponents in (("float32", 24, 8), ("float64", 53, 11)):
    show(f"{name} log2 e", split(1 / mp.log(2), bits, bits))
    show(f"{name} log10 e", split(1 / mp.log(10), bits, bits))
    show(f"{name} log10 2", split(mp.log(2, 10), bits - exponents, bits))
