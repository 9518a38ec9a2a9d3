"""The distance of a computed result from the true value, in units in the last place."""

import numpy as np
from scipy import special

MPMATH_NAMES = {
    "absolute": "fabs", "arccos": "acos", "arccosh": "acosh", "arcsin": "asin", "arcsinh": "asinh",
    "arctan": "atan", "arctan2": "atan2", "arctanh": "atanh",
}  # fmt: skip

# Eleven bits more than float64 has: an error in ULPs comes out right to a thousandth.
LONG_DOUBLE_SUFFICES = np.finfo(np.longdouble).nmant >= 63


def wide_erfc(x):
    """1 - erf in extended precision, from 1 on by the continued fraction, below by the series of erf."""
    a = np.abs(x)
    near = np.minimum(a, 1)
    term = near * 2 / np.sqrt(np.longdouble("3.14159265358979323846264338327950288")) * np.exp(-near * near)
    erf = term.copy()
    for n in range(1, 30):
        term = term * 2 * near * near / (2 * n + 1)
        erf += term
    far = np.clip(a, 1, 40)
    fraction = far.copy()
    for n in range(400, 0, -1):
        fraction = far + n / (2 * fraction)
    # The square of the leading half is exact.
    high = far.astype(np.float32).astype(np.longdouble)
    power = np.exp(-high * high) * np.exp((high - far) * (high + far))
    erfc = power / fraction / np.sqrt(np.longdouble("3.14159265358979323846264338327950288"))
    erf = np.where(a < 1, erf, 1 - erfc)
    positive = np.where(a < 1, 1 - erf, erfc)
    return np.where(x < 0, 1 + erf, np.where(x > 0, positive, 1 - x)), np.copysign(erf, x)


# Formulas for extended precision, where the libraries' own stop at float64 or are not good for that.
WIDE = {
    "expit": lambda x: np.where(x < 0, np.exp(x) / (1 + np.exp(x)), 1 / (1 + np.exp(-x))),
    "logit": lambda x: np.where(np.abs(x - 0.5) < 0.2, 2 * np.arctanh(2 * x - 1), np.log(x) - np.log1p(-x)),
    "erf": lambda x: wide_erfc(x)[1],
    "erfc": lambda x: wide_erfc(x)[0],
    "xlogy": lambda x, y: np.where((x == 0) & ~np.isnan(y), 0, x * np.log(y)),
}


def library(name):
    """The function of NumPy or scipy.special."""
    return getattr(np, name, None) or getattr(special, name)


def exact_values(name, operands):
    """The true values as an array of mpmath numbers; NaN where the function has no real value."""
    import mpmath

    mp = mpmath.mp.clone()
    mp.prec = 200
    formulas = {
        "expit": lambda x: 1 / (1 + mp.exp(-x)),
        "logit": lambda x: mp.log(x / (1 - x)),
        "xlogy": lambda x, y: x * mp.log(y) if x else mp.zero,
        "gammaln": lambda x: mp.inf if x <= 0 and x == mp.floor(x) else mp.re(mp.loggamma(x)),
        # mpmath's own fails where the result is far below the least number.
        "erfc": lambda x: mp.zero if x > 1000 else mp.erfc(x),
        "cbrt": lambda x: mp.sign(x) * mp.cbrt(abs(x)),
        "exp2": lambda x: mp.power(2, x),
        "log2": lambda x: mp.log(x, 2),
        "logaddexp": lambda x, y: mp.log(mp.exp(x) + mp.exp(y)),
        "logaddexp2": lambda x, y: mp.log(mp.power(2, x) + mp.power(2, y), 2),
    }
    function = formulas.get(name) or getattr(mp, MPMATH_NAMES.get(name, name))

    def value(*operand):
        try:
            result = function(*(mp.mpf(float(number)) for number in operand))
        except (ValueError, ZeroDivisionError):
            return mp.nan
        return result if isinstance(result, mp.mpf) else mp.nan

    return np.asarray(np.frompyfunc(value, len(operands), 1)(*operands), dtype=object), mp.mpf


def true_values(name, operands, exact):
    """The function's values in a wider format, and that format's constructor."""
    if exact or not LONG_DOUBLE_SUFFICES or name in ("gammaln", "erfinv"):
        return exact_values(name, operands)
    wide = [np.asarray(operand).astype(np.longdouble) for operand in operands]
    return WIDE.get(name, library(name))(*wide), np.longdouble


# Powers magnify the error of a logarithm by this.
MAGNIFICATIONS = {"power": lambda x, y: y * np.log(x), "exp2": lambda x: x * np.log(np.longdouble(2))}


def complex_true_values(name, wide):
    """The function's values in extended precision, by a formula of their own where NumPy's is not good for that."""
    if name == "log1p":
        (z,) = wide
        x, y = z.real, z.imag
        near = np.log1p(2 * x + x * x + y * y) / 2
        small = np.maximum(np.abs(x), np.abs(y)) < 0.5
        return np.where(small, near, np.log(np.hypot(1 + x, y))) + 1j * np.arctan2(y, 1 + x)
    return WIDE.get(name, library(name))(*wide)


def complex_ulp_errors(name, result, *operands):
    """As `ulp_errors`, of complex results: by part, in units in the last place of the larger part of the true value.

    Where NumPy's own result is not finite, both parts must be as its: the same infinity, NaN, or finite; and NumPy's own
    bits are never wrong. The errors of `power` and `exp2` are divided by how much these magnify one of the logarithm,
    and in which direction a power is infinite does not matter.
    """
    own = np.asarray(library(name)(*operands)).astype(result.dtype)
    wide = [np.asarray(operand).astype(np.clongdouble) for operand in operands]
    true = complex_true_values(name, wide)
    largest = np.maximum(np.abs(true.real), np.abs(true.imag))
    limits = np.finfo(result.dtype)
    unit = np.spacing(np.clip(largest, limits.smallest_normal, limits.max).astype(own.real.dtype)).astype(np.longdouble)
    if name in MAGNIFICATIONS:
        unit = unit * (1 + np.nan_to_num(np.abs(MAGNIFICATIONS[name](*wide))))
    judged = np.isfinite(own)
    if name == "log1p":
        # NumPy overflows on the way.
        judged |= np.isfinite(operands[0])
    finite = judged & (largest < limits.max)
    errors = np.zeros(result.shape)
    for part, wanted, near in [(result.real, true.real, own.real), (result.imag, true.imag, own.imag)]:
        special = (part == near) | (np.isnan(part) & np.isnan(near)) | (np.isfinite(part) & np.isfinite(near))
        measured = np.abs(part.astype(np.longdouble) - wanted) / unit
        errors = np.maximum(errors, np.where(finite, measured, np.where(special, 0.0, np.inf)))
    if name == "power":
        errors = np.where(~finite & ~np.isfinite(own) & ~np.isfinite(result), 0.0, errors)
    return np.where(own == result, 0.0, errors).astype(np.float64)


def ulp_errors(name, result, *operands, exact=False):
    """How far `result` is from the true value of NumPy's function `name`, element by element, as float64.

    An overflow to infinity counts as the first power of two that the dtype does not hold, as in rounding. The error is
    infinite where only one of the two values is NaN, where the true value is infinite and the result another, and where a
    zero has not the sign of NumPy's.
    `exact` asks for multiple precision, which is slow, in place of the machine's extended precision.
    """
    result = np.asarray(result)
    if np.iscomplexobj(result) or any(map(np.iscomplexobj, operands)):
        return complex_ulp_errors(name, result, *operands)
    format = np.finfo(result.dtype)
    true, wide = true_values(name, operands, exact)
    true = np.asarray(true)
    # Rounded to the result's own dtype: for NaNs, infinities and the unit in the last place.
    rounded = true.astype(np.float64).astype(result.dtype)
    size = np.abs(rounded)
    if name in ("logaddexp", "logaddexp2") and result.dtype == np.float64:
        # Near 0 the result is what is left of two numbers as large as the operands, or as 1.
        size = np.maximum(size, np.minimum(np.maximum(*operands).astype(np.float64).__abs__(), 1)).astype(result.dtype)
    if name == "gammaln" and result.dtype == np.float64:
        # Between -2 and its zeros below.
        size = np.where(operands[0] < -2, np.maximum(size, 1 / 8), size)
    unit = np.spacing(np.minimum(size, format.max))
    limit = wide(2.0) ** int(format.maxexp)

    def clamped(values):
        return np.minimum(np.maximum(values, -limit), limit)

    def widened(values):
        return np.frompyfunc(lambda number: wide(float(number)), 1, 1)(values) if true.dtype.hasobject else values

    difference = np.abs(clamped(true) - clamped(widened(result.astype(np.float64))))
    errors = np.asarray(difference / widened(unit.astype(np.float64))).astype(np.float64)
    infinite = np.isinf(true.astype(np.longdouble))
    errors = np.where(infinite, np.where(rounded == result, 0.0, np.inf), errors)
    either, both = np.isnan(rounded) | np.isnan(result), np.isnan(rounded) & np.isnan(result)
    errors = np.where(either, np.where(both, 0.0, np.inf), errors)
    # Of an infinite operand NumPy's own value is right; C's long double functions have faults there.
    own = np.asarray(library(name)(*operands)).astype(result.dtype)
    limit = ~np.all([np.isfinite(operand) for operand in np.broadcast_arrays(*operands)], axis=0)
    limit &= (own == 0) | ~np.isfinite(own)
    same = (own == result) | (np.isnan(own) & np.isnan(result))
    errors = np.where((own == 0) & (result == 0) & (np.signbit(own) != np.signbit(result)), np.inf, errors)
    if name == "hypot":
        # Infinite beside any NaN; C's library makes an exception of signalling ones.
        same = same | (np.isinf(result) & np.logical_or(*map(np.isinf, operands)))
    return np.where(limit, np.where(same, 0.0, np.inf), errors)
