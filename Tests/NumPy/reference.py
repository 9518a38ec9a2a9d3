"""Evaluates test cases in NumPy, thousands of them in one process.

    reference.py DIRECTORY
    reference.py

The first reads DIRECTORY/cases.jsonl and DIRECTORY/buffers.bin, and writes DIRECTORY/results.jsonl and
DIRECTORY/results.bin. The second does so for each line of its input, which names a directory, and then prints the line.
The exit status is 0 if every case was answered, with a result or with an error that NumPy raised.

cases.jsonl: one JSON object a line.

    {"code": "np.sum(x, axis=1, dtype='float32')",
     "arrays": {"x": {"dtype": "int8", "shape": [3, 4], "strides": [-8, 2], "offset": 16, "buffer": [4096, 24]}}}

- `code` is Python, in which `np` is NumPy, `special` is scipy.special, the names of `arrays` are those arrays, and the helpers below are known.
  An expression's value is the case's result; statements (`x[1:] = y`) leave it in a variable named `result`.
  Keyword arguments and scalars are written into the code, so that Python's literals keep their own weak types.
- An array is a view over `buffer`, a byte offset and a byte length in buffers.bin. `offset` (bytes, 0 if not given) is
  where its first element stands within the buffer; `strides` are in bytes, and C order's if not given. Elements are
  little-endian, complex numbers are real part first, a bool is one byte. Each case has its own copy of its buffers
  (arrays of a case with equal `buffer` share it), so code may write into them.

results.jsonl: one JSON object a line, line N for case N.

    {"results": [{"dtype": "int64", "shape": [3], "strides": [8], "bytes": [0, 24]}]}
    {"error": {"type": "AxisError", "message": "axis 3 is out of bounds for array of dimension 2"}}

- A tuple or list gives one result a member, anything else one. Python numbers and NumPy scalars are 0-d arrays.
- `bytes` is a byte offset and a byte length in results.bin, where the elements stand in C order, little-endian;
  `strides`, in bytes, are those of NumPy's own result.
- A string or a dtype gives `{"text": "float32"}` in place of the four keys; so does None, as "None".
- `type` is the exception's class without its module. Warnings are off.

Helpers

- `kernel(PATH)` or `kernel(PATH, NAME)`: the function of a kernel file, by a path from the root of the project.
- `complex_of(REAL, IMAGINARY)`: the complex array of these parts.
- `made_up(SPECIFICATION, POSITION)`: the made-up argument of designs/made-up-data.md.
- `ulp_errors(NAME, result, *operands, exact=False)`: how far `result` is from the true value of NumPy's function NAME,
  element by element, in units in the last place of `result`'s dtype (accuracy.py).
"""

import functools
import json
import pathlib
import sys
import warnings

import numpy as np
from scipy import special

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import made_up  # noqa: E402  (found by the line above)
import time_numpy  # noqa: E402
from accuracy import ulp_errors  # noqa: E402


def kernel(path, name=None):
    return time_numpy.load(str(ROOT / path), name)


def complex_of(real, imaginary):
    """In the dtype and the order that a float result of both would have."""
    try:
        like = np.asarray(np.hypot(real, imaginary))
    except TypeError as error:
        raise TypeError(str(error).replace("hypot", "complex_of")) from None
    result = np.empty_like(like, dtype=np.complex128 if like.dtype == np.float64 else np.complex64)
    result.real, result.imag = real, imaginary
    return result


HELPERS = {
    "np": np, "special": special, "kernel": kernel, "made_up": made_up.argument, "ulp_errors": ulp_errors,
    "complex_of": complex_of,
}


@functools.lru_cache(maxsize=None)
def compiled(code):
    """The code object, and whether it is an expression."""
    try:
        return compile(code, "<case>", "eval"), True
    except SyntaxError:
        return compile(code, "<case>", "exec"), False


def views(arrays, buffers):
    """A case's arrays, over copies of their buffers."""
    copies = {}
    result = {}
    for name, array in arrays.items():
        start, length = array["buffer"]
        if start < 0 or length < 0 or start + length > len(buffers):
            raise ValueError(f"array '{name}': buffer {start}+{length} lies outside of buffers.bin")
        copy = copies.setdefault((start, length), bytearray(buffers[start : start + length]))
        result[name] = np.ndarray(
            array["shape"], array["dtype"], copy, array.get("offset", 0), array.get("strides")
        )
    return result


def evaluate(case, buffers):
    code, is_expression = compiled(case["code"])
    names = {**HELPERS, **views(case.get("arrays", {}), buffers)}
    if is_expression:
        return eval(code, names)
    exec(code, names)
    return names["result"]


def write(value, output):
    """Appends one result to results.bin; returns what results.jsonl says of it."""
    if value is None or isinstance(value, (str, np.dtype, type)):
        return {"text": np.dtype(value).name if isinstance(value, type) else str(value)}
    array = np.asarray(value)
    if array.dtype.hasobject:
        raise TypeError(f"the result is a {type(value).__name__}, not numbers")
    start = output.tell()
    output.write(array.astype(array.dtype.newbyteorder("<"), copy=False).tobytes())
    size = output.tell() - start
    layout = {"shape": list(array.shape), "strides": list(array.strides)}
    return {"dtype": array.dtype.name, **layout, "bytes": [start, size]}


def answer(case, buffers, output):
    try:
        value = evaluate(case, buffers)
        members = value if isinstance(value, (tuple, list)) else [value]
        return {"results": [write(member, output) for member in members]}
    except Exception as error:
        return {"error": {"type": type(error).__name__, "message": str(error)}}


def run(directory):
    directory = pathlib.Path(directory)
    buffers = memoryview((directory / "buffers.bin").read_bytes())
    with (
        open(directory / "cases.jsonl", encoding="utf-8") as cases,
        open(directory / "results.jsonl", "w", encoding="utf-8") as results,
        open(directory / "results.bin", "wb") as output,
        np.errstate(all="ignore"),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        for line in cases:
            results.write(json.dumps(answer(json.loads(line), buffers, output)) + "\n")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        sys.exit("usage: reference.py [DIRECTORY]")
    for line in sys.argv[1:] or sys.stdin:
        run(line.rstrip("\n"))
        if len(sys.argv) == 1:
            print(line, end="", flush=True)
