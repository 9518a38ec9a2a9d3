"""Whether a contestant computed what the kernel says: NumPy in float64 is the judge."""

import numpy as np

import time_numpy

# How far an answer may be off, as a part of the reference's greatest magnitude, by the dtype that is computed in.
TOLERANCES = {"float16": 4e-3, "float32": 2e-5, "float64": 1e-11}
# Where floats decide an integer, as in counting steps, rounding may decide otherwise for this part of the elements.
DECISIONS = 1e-2
BLOCK = 1 << 16


def reference(workload, inputs):
    """The kernel in NumPy, floats widened to float64, and how far NumPy is off that without widening."""
    wide = [value.astype(np.float64) if value.dtype.kind == "f" else value for value in inputs]
    with np.errstate(all="ignore"):
        kernel = time_numpy.load(workload.path)
        expected = np.asarray(kernel(*wide))
        own = error(kernel(*inputs), expected) if expected.dtype.kind == "f" and workload.dtype != "float64" else 0
    return expected, own


def error(answer, expected):
    """How far the answer is off where it is furthest, as a part of the greatest magnitude."""
    pairs = list(blocks(np.asarray(answer), expected))
    greatest = max(np.max(np.abs(true)) for _, true in pairs)
    # Where an answer is not a number, this is none either.
    return np.max([np.max(np.abs(mine - true)) for mine, true in pairs]) / greatest


def fault(answer, expected, dtype, own=0):
    """What is wrong with an answer, or None; it may be as far off as NumPy's own is in that dtype."""
    if answer.shape != expected.shape:
        return f"wrong shape {answer.shape}"
    if expected.dtype.kind != "f":
        differing = sum(np.count_nonzero(mine != true) for mine, true in blocks(answer, expected)) / expected.size
        allowed = DECISIONS if dtype in TOLERANCES else 0
        return f"{differing:.2%} of the answers are wrong" if differing > allowed else None
    found = error(answer, expected)
    return None if found <= max(TOLERANCES[dtype], own) else f"off by {found:.1e} of the greatest"


# How many units in the last place another implementation of a function may be off.
UNITS = 16


def difference(answer, expected):
    """How an answer differs from NumPy's in the same dtype, or None: integers exactly, floats nearly."""
    if answer.dtype != expected.dtype or answer.shape != expected.shape:
        return f"{answer.dtype}{list(answer.shape)} where NumPy has {expected.dtype}{list(expected.shape)}"
    equal = answer == expected
    if expected.dtype.kind in "fc":
        precision = UNITS * np.finfo(expected.dtype).eps
        with np.errstate(all="ignore"):
            near = np.abs(answer - expected) <= precision * np.maximum(np.abs(expected), 1)
        equal |= near | (np.isnan(answer) & np.isnan(expected))
    if np.all(equal):
        return None
    first = np.unravel_index(np.argmin(equal), equal.shape)
    share = 1 - np.count_nonzero(equal) / equal.size
    return f"{share:.2%} of the answers differ: {answer[first]} where NumPy has {expected[first]}"


def blocks(*arrays):
    """The arrays' elements, as many at a time as fit a cache."""
    flat = [array.reshape(-1) for array in arrays]
    return (tuple(array[start : start + BLOCK] for array in flat) for start in range(0, flat[0].size, BLOCK))
