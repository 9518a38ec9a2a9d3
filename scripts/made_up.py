"""Made-up data: the arrays behind arguments such as `float32[1024,512]`.

The generator is specified in designs/made-up-data.md, and `ravel` makes the same bits from the same document.
"""

import ast
import re

import numpy as np

GAMMA = 0x9E3779B97F4A7C15
WORDS_PER_ARGUMENT = 1 << 40
BLOCK = 1 << 15  # what is at hand at once stays in the cache
DTYPES = {
    "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
    "float16", "float32", "float64", "complex64", "complex128",
}  # fmt: skip
SPECIFICATION = re.compile(r"(?P<dtype>[a-z]+\d*)(\[(?P<shape>[\d, ]*)\])?(@(?P<strides>[-\d, ]*))?( *\*(?P<scale>0\.5|2))?")


def words(first, count):
    """Outputs number `first` and following of SplitMix64 seeded with 0."""
    z = (np.arange(first + 1, first + 1 + count, dtype=np.uint64)) * np.uint64(GAMMA)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def converted(h, dtype):
    """Generator outputs as numbers of a dtype that is not complex; no step rounds."""
    if dtype.kind == "b":
        return h >> np.uint64(63)
    if dtype.kind in "iu":
        return (h >> np.uint64(60)) + np.uint64(1)
    fraction_bits = np.finfo(dtype).nmant
    return 0.5 + (h >> np.uint64(64 - fraction_bits)).astype(np.float64) * 2.0**-fraction_bits


def elements(dtype, count, position=0):
    """The `count` contiguous elements that argument number `position` (from 0) is laid over."""
    dtype = np.dtype(dtype)
    if dtype.kind == "c":
        component = np.float32 if dtype == np.complex64 else np.float64
        return elements(component, 2 * count, position).view(dtype)
    result = np.empty(count, dtype)
    for start in range(0, count, BLOCK):
        block = result[start : start + BLOCK]
        block[:] = converted(words(position * WORDS_PER_ARGUMENT + start, len(block)), dtype)
    return result


def array(dtype, shape=(), strides=None, position=0, scale=1):
    """The array of one argument; `strides` counts elements, and is C order's unless given. `scale` is for floats."""
    dtype = np.dtype(dtype)
    if strides is None:
        strides = [int(np.prod(shape[axis + 1 :], dtype=object)) for axis in range(len(shape))]
    if len(strides) != len(shape):
        raise ValueError(f"{len(strides)} strides given for {len(shape)} dimensions")
    if 0 in shape:
        return np.empty(shape, dtype)
    reach = [(extent - 1) * stride for extent, stride in zip(shape, strides)]
    lowest = sum(r for r in reach if r < 0)
    highest = sum(r for r in reach if r > 0)
    made = elements(dtype, highest - lowest + 1, position)
    if scale != 1 and dtype.kind not in "fc":
        raise ValueError("only floats have a scale")
    return np.ndarray(
        shape,
        dtype,
        buffer=made if scale == 1 else made * dtype.type(scale),
        offset=-lowest * dtype.itemsize,
        strides=[stride * dtype.itemsize for stride in strides],
    )


def argument(text, position=0):
    """The value of one command-line argument: an array specification, or else a Python literal."""
    match = SPECIFICATION.fullmatch(text)
    if not match or match["dtype"] not in DTYPES:
        return ast.literal_eval(text)

    def integers(group):
        return None if match[group] is None else [int(part) for part in match[group].split(",") if part.strip()]

    return array(match["dtype"], integers("shape") or [], integers("strides"), position, float(match["scale"] or 1))
