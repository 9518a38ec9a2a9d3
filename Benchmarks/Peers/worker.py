"""One contestant in a process of its own, so that no library's threads wait inside another's, and a crash is one
contestant's alone.

    worker.py MODULE --threads N

Each line of standard input is a request, answered by one line on standard output:

    {"do": "prepare", "kernel": PATH, "arguments": [NPY, ...], "answer": NPY}   calls once, keeps the inputs
    {"do": "turn", "seconds": S}                                                calls again and again for S seconds
    {"do": "rest"}                                                              forgets the kernel and its inputs

NPY is the path of an array, which `arguments` reads and `answer` writes.

A turn's first call is not timed, unless calls take longer than a turn. Whatever goes wrong is `{"error": REASON}`.
"""

import argparse
import importlib
import importlib.metadata
import json
import os
import pathlib
import statistics
import sys
import time

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parents[1] / "scripts"))

import time_numpy  # noqa: E402


def restrict(threads):
    """As many of the processors as threads, where the system can say so: it binds libraries that take no number."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])


class Worker:
    def __init__(self, contestant):
        self.contestant = contestant
        # What is compiled for one size may serve the next.
        self.functions = {}
        self.rest()

    def rest(self):
        self.call, self.values, self.seconds = None, (), 0.0
        return {}

    def timed(self):
        start = time.perf_counter()
        result = self.call(*self.values)
        self.contestant.finish(result)
        return time.perf_counter() - start, result

    def prepare(self, kernel, arguments, answer):
        self.rest()
        self.values = [self.contestant.array(np.load(path)) for path in arguments]
        if kernel not in self.functions:
            self.functions[kernel] = self.contestant.function(kernel)
        self.call = self.functions[kernel]
        first, result = self.timed()
        result = self.contestant.numpy(result)
        np.save(answer, result)
        specification = time_numpy.specification(result)
        del result
        self.seconds = self.timed()[0]
        return {"first_seconds": first, "result": specification}

    def turn(self, seconds):
        if self.seconds < seconds:
            self.timed()
        times, spent = [], 0.0
        while not times or spent < seconds:
            times.append(self.timed()[0])
            spent += times[-1]
        return {"minimum": min(times), "median": statistics.median(times), "repetitions": len(times)}

    def answer(self, request):
        try:
            with np.errstate(all="ignore"):
                return getattr(self, request.pop("do"))(**request)
        except Exception as error:
            return {"error": self.contestant.reason(error)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("module")
    parser.add_argument("--threads", type=int, required=True)
    options = parser.parse_args()
    restrict(options.threads)
    # What libraries print must not come between the answers.
    channel = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    try:
        contestant = importlib.import_module(f"contestants.{options.module}").Contestant(options.threads)
        ready = {"name": contestant.name, "version": importlib.metadata.version(contestant.package)}
    except Exception as error:
        ready = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(ready), file=channel, flush=True)
    if "error" in ready:
        return
    worker = Worker(contestant)
    for line in sys.stdin:
        print(json.dumps(worker.answer(json.loads(line))), file=channel, flush=True)


if __name__ == "__main__":
    main()
