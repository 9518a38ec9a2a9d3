"""Polynomial coefficients by the Remez exchange, rounded to a float format without losing the fit.

`minimax` finds the polynomial p over the given powers that makes the largest |weight * (p - f)| on [a, b]
least. `rounded` does the same for coefficients that must be float32 or float64 numbers: it rounds the
lowest coefficient, solves again for the remaining ones against what the rounding left over, and so on, so
that each later coefficient repairs what the earlier ones lost. All arithmetic is mpmath at 60 digits.

Needs Python 3 with mpmath. Every other script of this folder imports this one.
"""

from mpmath import mp, mpf

mp.dps = 60


def round_to(x, bits):
    """x to `bits` significant bits, ties to even."""
    x = mpf(x)
    if x == 0:
        return x
    _, exponent = mp.frexp(x)
    scale = mpf(2) ** (bits - exponent)
    return mp.nint(x * scale) / scale


def truncate_to(x, bits):
    """x to `bits` significant bits, towards zero."""
    x = mpf(x)
    _, exponent = mp.frexp(x)
    scale = mpf(2) ** (bits - exponent)
    return (mp.floor(abs(x) * scale) / scale) * mp.sign(x)


def split(x, *bits):
    """x as a sum of truncated parts of the given widths; the last one is rounded to nearest."""
    parts = []
    for width in bits[:-1]:
        parts.append(truncate_to(x, width))
        x = x - parts[-1]
    return parts + [round_to(x, bits[-1])]


def minimax(f, weight, powers, a, b):
    """Coefficients for `powers`, and the worst weighted error.

    A common factor t^m of the powers moves into the weight, so that what is left obeys Haar's condition on the
    interval without t = 0, where a weight may vanish.
    """
    count, lowest = len(powers), powers[0]
    a, b = mpf(a), mpf(b)
    if lowest > 0:
        inner = minimax(
            lambda t: f(t) / t**lowest, lambda t: weight(t) * t**lowest, [k - lowest for k in powers], a, b)
        return inner
    weigh = lambda t: abs(weight(t))
    tiny = (b - a) / 10**6
    nodes = [(a + b) / 2 - (b - a) / 2 * mp.cos(mp.pi * (i + mpf(1) / 2) / (count + 1)) for i in range(count + 1)]
    steps = 24 * (count + 1)
    grid = [(a + b) / 2 - (b - a) / 2 * mp.cos(mp.pi * i / steps) for i in range(steps + 1)]
    nodes = [t if abs(t) > tiny else tiny for t in nodes]
    grid = [t if abs(t) > tiny else tiny for t in grid]
    values = [(t, f(t), weigh(t)) for t in grid]
    at = {t: (v, w) for t, v, w in values}
    coefficients, worst = None, None
    for _ in range(60):
        rows, right = [], []
        for i, t in enumerate(nodes):
            v, w = at[t] if t in at else (f(t), weigh(t))
            rows.append([t**k for k in powers] + [mpf(-1) ** i / w])
            right.append(v)
        solution = mp.lu_solve(mp.matrix(rows), mp.matrix(right))
        coefficients, level = [solution[i] for i in range(count)], abs(solution[count])
        errors = [w * (sum(c * t**k for c, k in zip(coefficients, powers)) - v) for t, v, w in values]
        worst = max(abs(e) for e in errors)
        if worst <= level * mpf("1.001"):
            break
        # One extremum for each run of equal signs; the smallest at an end goes while there are too many.
        runs = []
        for i, e in enumerate(errors):
            if runs and (errors[runs[-1]] > 0) == (e > 0):
                if abs(e) > abs(errors[runs[-1]]):
                    runs[-1] = i
            else:
                runs.append(i)
        while len(runs) > count + 1:
            if len(runs) == count + 2:
                runs.pop(0 if abs(errors[runs[0]]) < abs(errors[runs[-1]]) else -1)
            else:
                least = min(range(len(runs) - 1), key=lambda j: abs(errors[runs[j]]) + abs(errors[runs[j + 1]]))
                del runs[least : least + 2]
        if len(runs) < count + 1:
            break
        nodes = [grid[i] for i in runs]
    return coefficients, worst


def rounded(f, weight, powers, a, b, bits):
    """Coefficients for `powers` rounded to `bits` (one number, or one for each power), and the worst error."""
    widths = [bits] * len(powers) if isinstance(bits, int) else list(bits)
    fixed = []
    for i in range(len(powers)):
        done = powers[:i]
        rest = lambda t: f(t) - sum(c * t**k for c, k in zip(fixed, done))
        coefficients, _ = minimax(rest, weight, powers[i:], a, b)
        fixed.append(round_to(coefficients[0], widths[i]))
    steps = 4000
    worst = mpf(0)
    for i in range(steps + 1):
        t = mpf(a) + (mpf(b) - mpf(a)) * i / steps
        t = t if t != 0 else (mpf(b) - mpf(a)) * mpf(10) ** -15
        worst = max(worst, abs(weight(t) * (sum(c * t**k for c, k in zip(fixed, powers)) - f(t))))
    return fixed, worst


def fitted(f, weight, count, a, b, bits):
    """As `rounded`, of all powers below `count`, by least squares at Chebyshev's points: nearly as good, and much faster
    for long polynomials of functions that are slow to compute."""
    a, b = mpf(a), mpf(b)
    widths = [bits] * count if isinstance(bits, int) else list(bits)

    def points(number):
        return [(a + b) / 2 - (b - a) / 2 * mp.cos(mp.pi * (i + mpf(1) / 2) / number) for i in range(number)]

    weights = [(t, weight(t)) for t in points(3 * count)]
    rest = [f(t) * w for t, w in weights]
    rows = [[w * t**k for k in range(count)] for t, w in weights]
    products = [[mp.fsum(row[i] * row[j] for row in rows) for j in range(count)] for i in range(count)]
    fixed = []
    for i in range(count):
        right = mp.matrix([mp.fsum(row[j] * r for row, r in zip(rows, rest)) for j in range(i, count)])
        best = mp.lu_solve(mp.matrix([row[i:] for row in products[i:]]), right)[0]
        fixed.append(round_to(best, widths[i]))
        rest = [r - fixed[i] * row[i] for r, row in zip(rest, rows)]
    return fixed, max(abs(weight(t) * (mp.polyval(fixed[::-1], t) - f(t))) for t in points(151) + [a, b])


def parted(values, count, bits):
    """The first `count` numbers as sums of two parts of that width, the others as they are."""
    return [part for value in values[:count] for part in split(value, bits, bits)] + values[count:]


def literal(x):
    """The hexadecimal text of a number that is exact in float64: the same in C, Python and Swift."""
    value = float(x)
    assert mpf(value) == x or x == 0
    text = value.hex()
    mantissa, exponent = text.split("p")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return f"{mantissa}p{int(exponent)}"


def show(name, values, worst=None):
    """Prints a list as it stands in the sources; `worst` in bits, as log2 of the worst weighted error."""
    note = "" if worst is None else f"  // worst error 2^{float(mp.log(worst, 2)):.1f}"
    print(f"{name}:{note}")
    line = "  "
    for value in values:
        word = literal(value) + ", "
        if len(line) + len(word) > 118:
            print(line.rstrip())
            line = "  "
        line += word
    print(line.rstrip().rstrip(","))
