"""What is compared function by function: the rows of `ravel ops` that have dtypes, in all their loops and layouts."""

import dataclasses
import pathlib

import numpy as np

import answers
import made_up
import match
import time_numpy

ELEMENTS = 1 << 15
SHAPE = "[256,128]"
# How the first operand, and the others, are written: its dtype goes before. A function of one operand takes the first.
LAYOUTS = {
    "contiguous": (f"[{ELEMENTS}]", f"[{ELEMENTS}]"),
    "strided": (f"[{ELEMENTS}]@2", f"[{ELEMENTS}]@2"),
    "reversed": (f"[{ELEMENTS}]@-1", f"[{ELEMENTS}]@-1"),
    # Beside rows, columns: where all operands lie in columns, so does the result, and it is the first layout again.
    "transposed": (f"{SHAPE}@1,256", SHAPE),
    "scalar": (f"[{ELEMENTS}]", ""),
}
BROADCAST = f"[{ELEMENTS}]@0"
# Functions that are not numbers on half of the made-up data as they are.
SCALES = {"arcsin": "*0.5", "arccos": "*0.5", "arctanh": "*0.5", "logit": "*0.5", "erfinv": "*0.5", "arccosh": "*2"}
CODES = "?bBhHiIlLefdFD"


@dataclasses.dataclass(frozen=True)
class Loop:
    # As `ravel ops` has it: `np.add`.
    function: str
    # As NumPy has them: `dd->d`.
    types: str

    @property
    def inputs(self):
        return [np.dtype(code).name for code in self.types.partition("->")[0]]

    @property
    def dtype(self):
        """The dtype under which the loop is found: a condition's does not count."""
        return next((name for name in self.inputs if name != "bool"), "bool")

    @property
    def name(self):
        return self.function.rpartition(".")[2]

    def path(self, folder):
        """The loop's kernel file, in that folder."""
        module = self.function.rpartition(".")[0]
        path = pathlib.Path(folder) / f"{self.function}_{len(self.inputs)}.py"
        if not path.exists():
            names = ", ".join(f"x{position}" for position in range(len(self.inputs)))
            head = "import numpy as np" if module == "np" else f"from {module} import {self.name}"
            call = self.function if module == "np" else self.name
            path.write_text(f"{head}\n\n\ndef kernel({names}):\n    return {call}({names})\n")
        return str(path)


@dataclasses.dataclass(frozen=True)
class Workload:
    loop: Loop
    layout: str
    folder: str

    @property
    def path(self):
        return self.loop.path(self.folder)

    def arguments(self):
        first, other = LAYOUTS[self.layout]
        if self.layout == "scalar" and len(self.loop.inputs) == 1:
            first = BROADCAST
        return [
            dtype + (other if position else first) + (SCALES.get(self.loop.name, "") if dtype[0] in "fc" else "")
            for position, dtype in enumerate(self.loop.inputs)
        ]


def loops(rows, functions=None, dtypes=None):
    """The loops of those rows; a ufunc whose row lists none has NumPy's."""
    result = []
    for row in rows:
        types = row["types"]
        ufunc = getattr(np, row["name"].removeprefix("np."), None)
        if not types and isinstance(ufunc, np.ufunc) and row["name"].startswith("np.") and ufunc.signature is None:
            types = ufunc.types
        seen = set()
        for text in types:
            loop = Loop(row["name"], text)
            codes = text.replace("->", "")
            key = tuple(loop.inputs) if set(codes) <= set(CODES) else None
            if key is None or key in seen:
                continue
            seen.add(key)
            if (not functions or loop.name in functions or loop.function in functions) and (
                not dtypes or loop.dtype in dtypes
            ):
                result.append(loop)
    return result


def play(workload, contestants, rounds, seconds):
    """The record of one loop in one layout: as `match.play` has it, with `fault` where the answers differ."""
    ravel = contestants["Ravel"]
    try:
        with np.errstate(all="ignore"):
            inputs = [made_up.argument(text, position) for position, text in enumerate(workload.arguments())]
            expected = time_numpy.load(workload.path)(*inputs)
    except Exception as error:
        results = {"NumPy": {"error": f"{type(error).__name__}: {error}"}}
        return record(workload, results)
    expected = [np.asarray(one) for one in (expected if isinstance(expected, tuple) else (expected,))]
    if any(np.may_share_memory(one, value) for one in expected for value in inputs):
        # It would be compared with making an array.
        return record(workload, {"NumPy": {"error": "gives a view of its argument"}})
    paths = [f"{workload.folder}/answer{position}.npy" for position in range(len(expected))]
    results = {"Ravel": ravel.prepare(workload, None, *paths), "NumPy": contestants["NumPy"].prepare(workload)}
    if "error" not in results["Ravel"]:
        faults = [answers.difference(np.load(path), true) for path, true in zip(paths, expected)]
        turns = match.take_turns(contestants, rounds, seconds, pause=0)
        for name, taken in turns.items():
            results[name] = taken[-1] if "error" in taken[-1] else results[name] | match.summary(taken)
        results["Ravel"] |= {"fault": fault for fault in faults if fault}
    return record(workload, results)


def record(workload, results):
    loop = workload.loop
    return {"kernel": loop.function, "dtype": loop.types, "size": workload.layout, "column": loop.dtype,
            "arguments": workload.arguments(), "results": results}  # fmt: skip
