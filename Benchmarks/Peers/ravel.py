"""Ravel's side: `ravel run` for the answer, `ravel bench` for a turn."""

import json
import subprocess

import numpy as np

import time_numpy
from process import PATIENCE, TOO_LONG
from worker import restrict


class Ravel:
    def __init__(self, binary, threads):
        self.binary, self.threads = binary, threads
        self.workload = None

    def wait_until_ready(self):
        try:
            return {"name": "Ravel", "version": self.output("--version").strip()}
        except (OSError, RuntimeError) as error:
            return {"error": str(error)}

    def output(self, *words):
        try:
            ending = subprocess.run(
                [self.binary, *words], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE,
                preexec_fn=lambda: restrict(self.threads),
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise RuntimeError(TOO_LONG["error"]) from None
        if ending.returncode != 0:
            raise RuntimeError(" ".join(ending.stderr.split()) or f"status {ending.returncode}")
        return ending.stdout

    def call(self, command, *options):
        return self.output(command, self.workload.path, "--engine", "jit", "--threads", str(self.threads), *options,
                           "--", *self.workload.arguments())  # fmt: skip

    def prepare(self, workload, inputs, answer):
        """The inputs are left alone, for Ravel makes up the same."""
        self.workload = workload
        try:
            self.call("run", "--output", answer)
            return {"result": time_numpy.specification(np.load(answer, mmap_mode="r"))}
        except RuntimeError as error:
            return {"error": str(error)}

    def turn(self, seconds):
        """`ravel bench` has a length of its own for a turn."""
        try:
            result = json.loads(self.call("bench", "--json"))["results"][0]
        except RuntimeError as error:
            return {"error": str(error)}
        times = result["jit"]
        return {"minimum": times["minimum_seconds"], "median": times["median_seconds"],
                "repetitions": times["repetitions"], "bytes_moved": result["bytes_moved"],
                "first_seconds": times["compile_seconds"]}  # fmt: skip

    def rest(self):
        pass

    def stop(self):
        pass

    def limit(self):
        """Bytes per second that the memory can do, where `ravel doctor` measures it; or None."""
        try:
            return json.loads(self.output("doctor", "--limits", "--json")).get("bytes_per_second")
        except (RuntimeError, ValueError):
            return None
