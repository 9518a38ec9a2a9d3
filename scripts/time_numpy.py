"""Times a kernel of kernels/ in NumPy, on the made-up data that `ravel` uses.

    time_numpy.py [--seconds S] [--function NAME] KERNEL.py -- ARG...
    time_numpy.py --serve

ARG is what `ravel bench` takes: `float32[1024,512]`, `float32[1024,512]@1,1024`, or a Python literal. The first form
prints one JSON object and exits 1 if the kernel raises. With --serve, each line of standard input is such a request,
`{"kernel": PATH, "function": NAME or null, "arguments": [ARG, ...], "seconds": S}` with `function` and `seconds`
optional, and is answered by one line on standard output, until the input ends; so a caller can time two programs turn
by turn without starting Python again. The inputs of the latest request are kept for the next.

An answer is `{"kernel": "softmax", "arguments": [...], "results": ["float32[4096,1024]"], "numpy_version": "2.4.6",
"numpy": {"median_seconds": ..., "minimum_seconds": ..., "repetitions": ...}}`, or `{"error": "TypeError: ..."}`.

A repetition is one call of the function. The first does not count; then it is called until S seconds (half a second if
not said) are spent, and at least three times. A first call of more than two seconds is the one repetition.
"""

import argparse
import builtins
import functools
import json
import statistics
import sys
import time

import numpy as np

import made_up

LEAST_REPETITIONS = 3
LONG_SECONDS = 2


@functools.lru_cache(maxsize=None)
def load(path, function=None, numpy=np):
    """A kernel file's function: the one named, or the last at its top level, as in `ravel`. What the file imports as
    `numpy` is the module `numpy`."""

    def imported(name, *arguments):
        return numpy if name == "numpy" else __import__(name, *arguments)

    namespace = {"__name__": "kernel", "__builtins__": {**vars(builtins), "__import__": imported}}
    with open(path) as file:
        exec(compile(file.read(), path, "exec"), namespace)
    functions = {
        name: value
        for name, value in namespace.items()
        if hasattr(value, "__code__") and value.__code__.co_filename == path
    }
    if not functions:
        raise ValueError(f"{path} defines no function")
    if function is None:
        function = list(functions)[-1]
    if function not in functions:
        raise ValueError(f"{path} defines no function '{function}'")
    return functions[function]


@functools.lru_cache(maxsize=1)
def inputs(arguments):
    """The values of a call's arguments, by position."""
    return [made_up.argument(text, position) for position, text in enumerate(arguments)]


def specification(value):
    value = np.asarray(value)
    extents = ",".join(map(str, value.shape))
    return f"{value.dtype}[{extents}]" if value.shape else str(value.dtype)


def timed(call, values):
    start = time.perf_counter()
    result = call(*values)
    return time.perf_counter() - start, result


def measure(kernel, arguments, function=None, seconds=0.5):
    call = load(kernel, function)
    values = inputs(tuple(arguments))
    first, value = timed(call, values)
    results = value if isinstance(value, (tuple, list)) else [value]
    answer = {
        "kernel": call.__name__,
        "arguments": list(arguments),
        "results": [specification(result) for result in results],
        "numpy_version": np.__version__,
    }
    del value, results
    times = []
    spent = 0.0
    while first <= LONG_SECONDS and (spent < seconds or len(times) < LEAST_REPETITIONS):
        times.append(timed(call, values)[0])
        spent += times[-1]
    times = times or [first]
    answer["numpy"] = {
        "median_seconds": statistics.median(times),
        "minimum_seconds": min(times),
        "repetitions": len(times),
    }
    return answer


def answer(request):
    """The answer to one request; whatever a kernel or a caller did wrong is part of it."""
    try:
        with np.errstate(all="ignore"):
            return measure(**request)
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


def serve():
    for line in sys.stdin:
        try:
            request = json.loads(line)
        except ValueError as error:
            reply = {"error": f"not a JSON request: {error}"}
        else:
            reply = answer(request)
        print(json.dumps(reply), flush=True)


def main():
    parser = argparse.ArgumentParser(description="Times a kernel in NumPy, on the made-up data that ravel uses.")
    parser.add_argument("--serve", action="store_true", help="answer requests, one JSON object a line")
    parser.add_argument("--seconds", type=float, default=0.5, help="how long to repeat the call")
    parser.add_argument("--function", help="the function, if not the file's last")
    parser.add_argument("kernel", nargs="?", help="a file of NumPy functions")
    parser.add_argument("arguments", nargs="*", help="one a parameter: float32[1024,512] or a Python literal")
    options = parser.parse_args()
    if options.serve:
        return serve()
    if options.kernel is None:
        parser.error("a kernel file is needed")
    reply = answer(
        {
            "kernel": options.kernel,
            "function": options.function,
            "arguments": options.arguments,
            "seconds": options.seconds,
        }
    )
    print(json.dumps(reply))
    return 1 if "error" in reply else 0


if __name__ == "__main__":
    sys.exit(main())
