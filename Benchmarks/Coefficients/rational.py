"""Rational functions by Loeb's iteration, rounded to a float format.

`rational` finds P of degree m and Q that make |weight * (P / Q - f)| small on [a, b]: a linear problem in
the coefficients of both for weight / Q of the turn before, by least squares at Chebyshev's points, which is nearly the
minimax. Q is rounded first; then P is fitted to f Q, coefficient by coefficient, as `minimax.rounded` does it.
"""

from mpmath import mp, mpf
from minimax import round_to, rounded


def rational(f, weight, m, n, a, b, bits, leading):
    """The rounded coefficients of P and of Q, lowest first and `leading` the last of Q, and the worst error."""
    a, b = mpf(a), mpf(b)
    count = 8 * (m + n + 1)
    points = [(a + b) / 2 - (b - a) / 2 * mp.cos(mp.pi * (i + mpf(1) / 2) / count) for i in range(count)]
    samples = [(t, f(t), weight(t)) for t in points]
    q = [mpf(1)] + [mpf(0)] * n
    for _ in range(12):
        rows, right = [], []
        for t, value, w in samples:
            scale = w / mp.polyval(q[::-1], t)
            rows.append([scale * t**k for k in range(m + 1)] + [-scale * value * t**k for k in range(1, n + 1)])
            right.append(scale * value)
        solution = mp.lu_solve(mp.matrix(rows), mp.matrix(right))
        q = [mpf(1)] + [solution[m + 1 + k] for k in range(n)]
    fixed = [round_to(leading * c / q[n], bits) for c in q]
    denominator = lambda t: mp.polyval(fixed[::-1], t)
    p, worst = rounded(
        lambda t: f(t) * denominator(t), lambda t: weight(t) / denominator(t), list(range(m + 1)), a, b, bits)
    return p, fixed, worst
