"""tanh: x + x z p(z) / q(z), z = x^2, for |x| < 0.93.

The leading coefficient of q puts the others where their last places are small beside them.
"""

from mpmath import mp, mpf
from minimax import show
from rational import rational


def f(z):
    x = mp.sqrt(z)
    return (mp.tanh(x) - x) / (x * z)


weight = lambda z: mp.sqrt(z) * z / mp.tanh(mp.sqrt(z))

for name, bits, m, n in (("float32", 24, 1, 2), ("float64", 53, 3, 3)):
    p, q, worst = rational(f, weight, m, n, mpf("1e-12"), mpf("0.87"), bits, mpf("1.4375"))
    show(f"{name} p", p, worst)
    show(f"{name} q", q)
