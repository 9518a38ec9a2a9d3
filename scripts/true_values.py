"""Writes Tests/RavelOpsTests/Programs/TrueValues.swift: arguments of the mathematical functions, with true values.

Each case is the arguments' bits, the bits of the true value rounded to the dtype, and how far beyond that the true
value lies, in thousandths of a unit in the last place: enough to tell an error of 0.999 from one of 1.001. The
arguments are drawn where the programs are at their worst: over the whole range, near the seams of their
approximations, at the ends of the range of results, near multiples of pi/2. Needs Python 3 with NumPy and mpmath.
"""

import os

import mpmath
import numpy as np

mp = mpmath.mp.clone()
mp.prec = 1400

FORMATS = {
    "float32": (np.float32, np.uint32, 24, -126, 8),
    "float64": (np.float64, np.uint64, 53, -1022, 16),
}


def rounded(value, dtype):
    """value in that dtype, to nearest even, and the rest in thousandths of its last place."""
    number, _, bits, least, _ = FORMATS[dtype]
    if value == 0:
        return number(0), 0
    exponent = max(mp.frexp(abs(value))[1] - 1, least)
    unit = mp.mpf(2) ** (exponent - bits + 1)
    steps = mp.nint(value / unit)
    with np.errstate(over="ignore"):
        result = number(float(steps) * float(unit)) if abs(steps * unit) < mp.mpf(2) ** (1 - least + 1) else None
    if result is None or np.isinf(result):
        return None, 0
    return result, int(mp.nint((value / unit - steps) * 1000))


def text(name, dtype, function, arguments):
    number, integer, _, _, width = FORMATS[dtype]
    items = []
    for argument in arguments:
        argument = [number(x) for x in argument]
        if not all(np.isfinite(argument)):
            continue
        try:
            value = function(*(mp.mpf(float(x)) for x in argument))
        except (ValueError, ZeroDivisionError):
            continue
        if not isinstance(value, mp.mpf):
            continue
        result, rest = rounded(value, dtype)
        if result is None or (result == 0 and value != 0):
            continue
        items.append(" ".join([f"{int(x.view(integer)):0{width}x}" for x in argument + [result]] + [str(rest)]))
    return f'  "{name} {dtype}": """\n{packed(items)}\n    """,\n'


class Arguments:
    """Sources of arguments, the same in every run."""

    def __init__(self, dtype):
        self.random = np.random.default_rng(20)
        self.double = dtype == "float64"

    def uniform(self, low, high, count=40):
        return list(self.random.uniform(low, high, count))

    def exponents(self, low, high, count=25, signed=True):
        sign = self.random.choice([-1.0, 1.0], count) if signed else np.ones(count)
        with np.errstate(over="ignore", under="ignore"):
            return list(sign * np.ldexp(self.random.uniform(1, 2, count), self.random.integers(low, high + 1, count)))

    def by(self, float32, float64):
        return float64 if self.double else float32


def exp(a):
    ends = a.by([-104, -87, 87, 88.7], [-746, -707, 707, 709.75])
    return [
        *a.uniform(ends[0], ends[3], 80), *a.uniform(ends[0], ends[1]), *a.uniform(ends[2], ends[3]), *a.uniform(-1, 1),
        *a.uniform(-0.3, -0.28), *a.uniform(0.4, 0.42), *a.exponents(-60, -2),
    ]  # fmt: skip


def exp2(a):
    ends = a.by([-151, -126, 125, 128], [-1076, -1022, 1021, 1024])
    return [*a.uniform(ends[0], ends[3], 80), *a.uniform(ends[0], ends[1]), *a.uniform(-1.6, 1.6, 80), *a.exponents(-60, -2)]


def expm1(a):
    top = a.by(88.7, 709.75)
    return [
        *a.uniform(-a.by(18, 38), top, 80), *a.uniform(top - 2, top), *a.uniform(-1, 1, 80), *a.uniform(0.37, 0.42),
        *a.uniform(a.by(16, 36), a.by(19, 39)), *a.exponents(-149, -2),
    ]  # fmt: skip


def log1p(a):
    return [
        *a.uniform(-1, 1, 80), *a.uniform(-0.31, -0.28), *a.uniform(0.4, 0.43), *a.exponents(-149, -3),
        *a.exponents(0, a.by(126, 1022), 60, signed=False), *a.uniform(-1, -0.999),
    ]  # fmt: skip


def arctan(a):
    return [*a.uniform(-3, 3, 80), *a.uniform(0.48, 0.52), *a.uniform(0.9, 1.1), *a.exponents(-149, 126, 60)]


def arcsin(a):
    return [*a.uniform(-1, 1, 100), *a.uniform(0.49, 0.6), *a.uniform(-0.6, -0.49), *a.uniform(0.99, 1), *a.exponents(-60, -2)]


def sinh(a):
    top = a.by(89.4, 710.4)
    return [
        *a.uniform(-top, top, 80), *a.uniform(top - 3, top), *a.uniform(-3, 3, 80), *a.uniform(0.33, 0.36),
        *a.exponents(-149, -2),
    ]  # fmt: skip


def arcsinh(a):
    return [*a.uniform(-3, 3, 100), *a.uniform(1, 3), *a.exponents(-149, a.by(126, 1022), 80), *a.uniform(0.2, 0.4)]


def arccosh(a):
    return [
        *a.uniform(1, 1.2), *a.uniform(1, 3), *a.exponents(0, a.by(126, 1022), 80, signed=False),
        *(1 + abs(x) for x in a.exponents(-50, -3)),
    ]  # fmt: skip


def arctanh(a):
    return [*a.uniform(-1, 1, 100), *a.uniform(0.15, 0.25), *a.uniform(0.99, 1), *a.exponents(-149, -2)]


def expit(a):
    return [*a.uniform(-5, 5, 100), *a.uniform(a.by(-103, -745), 40), *a.exponents(-60, -2)]


def logit(a):
    return [*a.uniform(0, 1, 100), *a.uniform(0.3, 0.7), *a.exponents(a.by(-149, -1074), -1, 80, signed=False)]


def erf(a):
    return [*a.uniform(-1.2, 1.2, 100), *a.uniform(-6, 6), *a.exponents(-60, 1)]


def erfc(a):
    return [*a.uniform(-1.2, 1.2, 100), *a.uniform(-6, a.by(10.05, 27.2), 100), *a.exponents(-60, 1)]


def erfinv(a):
    near_one = [1 - x for x in a.exponents(a.by(-24, -53), -2, 60, signed=False)]
    return [*a.uniform(-1, 1, 100), *a.uniform(0.45, 0.55), *near_one, *a.exponents(-60, -2)]


def gammaln(a):
    return [
        *a.uniform(-1.9, 6, 200), *a.uniform(0.9, 1.1), *a.uniform(1.9, 2.1), *a.uniform(5, 40),
        *a.exponents(-60, 60, 100, signed=False), *a.uniform(-2.4, -2), *(-a.random.integers(3, 60, 60) + 0.5),
    ]  # fmt: skip


def cbrt(a):
    return [*a.uniform(-8, 8, 100), *a.exponents(a.by(-149, -1074), a.by(126, 1022), 150)]


def log(a):
    least = a.by(-149, -1074)
    return [
        *a.exponents(least, -least - 23, 60, signed=False), *a.exponents(least, least + 20, signed=False),
        *a.uniform(0, 10), *a.uniform(0.5, 2, 100), *a.uniform(0.999, 1.001), *a.uniform(1.4, 1.42),
        *a.uniform(0.7, 0.71),
    ]  # fmt: skip


def trig(a):
    turns = a.uniform(1, a.by(1e4, 1e6)) + a.exponents(5, a.by(20, 50), signed=False)
    near = [float(mp.nint(n) * mp.pi / 2) for n in turns]
    hard = a.by([16367173.0 * 2.0**72, 1e22], [6381956970095103.0 * 2.0**797, 1e22])
    return [
        *a.uniform(-4, 4, 60), *a.uniform(0.7, 0.8), *a.uniform(-1e5, 1e5), *a.uniform(-2e6, 2e6),
        *a.exponents(-30, -1), *a.exponents(16, a.by(127, 1023), 60), *near, *hard,
    ]  # fmt: skip


def tanh(a):
    return [
        *a.uniform(-1, 1, 80), *a.uniform(0.8, 1.1, 80), *a.uniform(1, 3), *a.uniform(-20, 20), *a.exponents(-149, -1),
    ]  # fmt: skip


def hypot(a):
    pairs = list(zip(a.exponents(-3, 3, 80), a.exponents(-3, 3, 80)))
    low, high = a.by((-149, 126), (-1074, 1022))
    for exponent in a.random.integers(low, high - 8, 60):
        pairs += zip(a.exponents(exponent, exponent + 8, 1), a.exponents(exponent, exponent + 8, 1))
    return pairs + [(3.0, 4.0), (0.0, 5.0)]


def arctan2(a):
    return hypot(a) + list(zip(a.exponents(-100, 100), a.exponents(-100, 100)))


def power(a):
    limit = a.by(85, 700)
    pairs = list(zip(a.uniform(0, 10, 80), a.uniform(-30, 30, 80)))
    for x in a.exponents(-126, 100, 60, signed=False) + [1 + t for t in a.exponents(-20, -3, 60)]:
        pairs.append((x, float(a.random.uniform(-limit, limit) / np.log(a.by(np.float32, np.float64)(x)))))
    least = a.by((-100, -86), (-740, -706))
    for x in a.exponents(-10, 10, 40, signed=False):
        pairs.append((x, float(a.random.uniform(*least) / np.log(x))))
    return pairs + [(-x, float(n)) for x, n in zip(a.uniform(0, 10, 40), a.random.integers(-20, 21, 40))]


UNARY = [
    ("exp2", lambda x: mp.power(2, x), exp2), ("expm1", mp.expm1, expm1), ("log2", lambda x: mp.log(x, 2), log),
    ("log10", mp.log10, log), ("log1p", mp.log1p, log1p), ("tan", mp.tan, trig), ("arctan", mp.atan, arctan),
    ("arcsin", mp.asin, arcsin), ("arccos", mp.acos, arcsin), ("sinh", mp.sinh, sinh), ("cosh", mp.cosh, sinh),
    ("arcsinh", mp.asinh, arcsinh), ("arccosh", mp.acosh, arccosh), ("arctanh", mp.atanh, arctanh),
    ("expit", lambda x: 1 / (1 + mp.exp(-x)), expit), ("logit", lambda x: mp.log(x / (1 - x)), logit),
    ("erf", mp.erf, erf), ("erfc", mp.erfc, erfc), ("erfinv", mp.erfinv, erfinv),
    ("gammaln", lambda x: mp.re(mp.loggamma(x)), gammaln),
    ("cbrt", lambda x: mp.sign(x) * mp.cbrt(abs(x)), cbrt),
    ("exp", mp.exp, exp), ("log", mp.log, log), ("sin", mp.sin, trig), ("cos", mp.cos, trig), ("tanh", mp.tanh, tanh),
]  # fmt: skip
BINARY = [("hypot", mp.hypot, hypot), ("arctan2", mp.atan2, arctan2), ("power", mp.power, power)]
BINARY.append(("xlogy", lambda x, y: x * mp.log(y), lambda a: list(zip(a.uniform(-9, 9, 150), a.exponents(-9, 9, 150, signed=False)))))


# Complex functions: results of NumPy where a part is special, true values where both are ordinary.
COMPLEX = ["exp", "log", "sqrt", "sin", "cos", "tanh", "sign", "reciprocal"]
PARTS = [0.0, -0.0, 1.0, -2.5, 100.0, -300.0, np.inf, -np.inf, np.nan]


def packed(items):
    """The texts as lines of a Swift string."""
    lines, line = [], ""
    for item in items:
        if len(line) + len(item) > 115:
            lines.append(line.rstrip())
            line = ""
        line += item + "; "
    return "\n".join("    " + text for text in lines + [line.rstrip()])


def complex_text(name, dtype):
    kind = {"complex64": "float32", "complex128": "float64"}[dtype]
    number, integer, _, _, width = FORMATS[kind]
    random = np.random.default_rng(21)
    ordinary = random.standard_normal((40, 2)) * np.exp(random.uniform(-4, 2, (40, 2)))
    arguments = np.array([(x, y) for x in PARTS for y in PARTS] + list(map(tuple, ordinary)), number)
    with np.errstate(all="ignore"):
        results = getattr(np, name)(arguments.view(dtype)[:, 0])
    items = []
    for (x, y), result in zip(arguments, results):
        parts = [number(result.real), number(result.imag)]
        # mpmath has no zeros of two signs, and so not the two sides of a cut.
        if x != 0 and y != 0 and all(np.isfinite([x, y] + parts)) and hasattr(mp, name) and name != "sign":
            value = getattr(mp, name)(mp.mpc(float(x), float(y)))
            parts = [number(float(value.real)), number(float(value.imag))]
        items.append(" ".join(f"{int(part.view(integer)):0{width}x}" for part in [x, y] + parts))
    return f'  "{name} {dtype}": """\n{packed(items)}\n    """,\n'


def main():
    cases = ""
    for name, function, arguments in UNARY:
        for dtype in FORMATS:
            cases += text(name, dtype, function, [(x,) for x in arguments(Arguments(dtype))])
    for name, function, arguments in BINARY:
        for dtype in FORMATS:
            cases += text(name, dtype, function, arguments(Arguments(dtype)))
    complex_cases = "".join(complex_text(name, dtype) for name in COMPLEX for dtype in ("complex64", "complex128"))
    path = os.path.join(os.path.dirname(__file__), "..", "Tests", "RavelOpsTests", "Programs", "TrueValues.swift")
    with open(path, "w") as file:
        file.write(
            "// swift-format-ignore-file\n// Written by scripts/true_values.py.\n\n"
            "/// Arguments and true values, by function and dtype: see `TrueValueCase`.\n"
            "let trueValues = [\n" + cases + "]\n\n"
            "/// Arguments and results of complex functions, a part each, by function and dtype.\n"
            "let complexValues = [\n" + complex_cases + "]\n"
        )


main()
