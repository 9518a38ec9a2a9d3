"""cbrt: (1 - e)^(-1/3) for |e| <= 0.1064, which is how far a third of the bits errs."""

from mpmath import mpf
from minimax import rounded, show

edge = mpf("0.1064")
for name, bits, count in (("float32", 24, 4), ("float64", 53, 7)):
    show(
        f"{name} inverse cube root",
        *rounded(lambda e: (1 - e) ** (-mpf(1) / 3), lambda e: mpf(1), list(range(count)), -edge, edge, bits))
