"""sin, cos: minimax polynomials on |r| <= pi/4, pi/2 in parts, and the bits of 2/pi."""

from mpmath import mp, mpf
from minimax import round_to, rounded, show, split
from rational import rational

top = (mp.pi / 4 * mpf("1.001")) ** 2


def s(z):
    """sin(r) = r + r z s(z), z = r^2"""
    r = mp.sqrt(z)
    return (mp.sin(r) - r) / (r * z)


def c(z):
    """cos(r) = 1 - z/2 + z^2 c(z)"""
    return (mp.cos(mp.sqrt(z)) - 1 + z / 2) / z**2


s_weight = lambda z: mp.sqrt(z) * z / mp.sin(mp.sqrt(z))
c_weight = lambda z: z**2 / mp.cos(mp.sqrt(z))

for name, bits, counts in (("float32", 24, (3, 3)), ("float64", 53, (6, 6))):
    show(f"{name} sin", *rounded(s, s_weight, list(range(counts[0])), 0, top, bits))
    show(f"{name} cos", *rounded(c, c_weight, list(range(counts[1])), 0, top, bits))
    # The first part is truncated, so that the parts have one sign and -0.0 keeps its own. float64 has its second
    # part cut to 33 bits: its product with a 20-bit integer is exact.
    show(f"{name} pi/2", split(mp.pi / 2, 24, 24, 24) if bits == 24 else split(mp.pi / 2, 53, 33, 53))

tangent = lambda z: mp.tan(mp.sqrt(z)) / mp.sqrt(z)
p, q, worst = rational(tangent, lambda z: 1 / tangent(z), 1, 2, mpf("1e-12"), top, 24, 1)
show("float16 tan, numerator", p, worst)
show("float16 tan, denominator", q)

show("pi/2 for large arguments", split(mp.pi / 2, 53, 53))
show("2/pi", [round_to(2 / mp.pi, 53)])
print("2/pi, words of 64 bits, the first of them zero:")
mp.prec = 1400
bits = int(mp.floor(2 / mp.pi * mpf(2) ** 1216))
words = [0] + [(bits >> (1216 - 64 * (i + 1))) & (2**64 - 1) for i in range(19)]
for i in range(0, 20, 4):
    print("  " + ", ".join(f"0x{w:016x}" for w in words[i : i + 4]) + ",")
