"""exp: e^r = 1 + r + r^2 q(r) on [ln 3/4, ln 3/2] and, coarsely, on |r| <= ln 2 / 2; ln 2 and log2(e) in parts; exp2:
2^r = 1 + r p(r), |r| <= 1/2.

The interval is not centred: with r in [ln 3/4, ln 3/2] the sum r + r^2 q(r) is in [-1/4, 1/2], where its rounding
errors are half as large, measured in units of the last place of the result, as on [-ln 2 / 2, ln 2 / 2].
"""

from mpmath import mp, mpf
from minimax import round_to, rounded, show, split

low, high = mp.log(mpf("0.7498")), mp.log(mpf("1.5004"))
q = lambda r: (mp.exp(r) - 1 - r) / r**2
weight = lambda r: r**2 / mp.exp(r)

for name, bits, count in (("float32", 24, 5), ("float64", 53, 10)):
    coefficients, worst = rounded(q, weight, list(range(count)), low, high, bits)
    show(f"{name} q", coefficients, worst)
    show(f"{name} ln2", split(mp.log(2), bits, bits))
half = mp.log(2) / 2 * mpf("1.001")
show("float32 q, coarse", *rounded(q, weight, list(range(5)), -half, half, 24))
show("log2 e", [round_to(1 / mp.log(2), 53)])

# Below 0 the last place of 2^r is half as great.
p = lambda r: (mpf(2) ** r - 1) / r
p_weight = lambda r: r if r > 0 else 2 * r
for name, bits, count in (("float32", 24, 6), ("float64", 53, 11)):
    show(f"{name} p", *rounded(p, p_weight, list(range(count)), mpf("-0.5001"), mpf("0.5001"), bits))
