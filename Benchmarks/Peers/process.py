"""Contestants as the driver sees them: processes that answer requests, one JSON object a line."""

import json
import os
import select
import subprocess
import sys
import time

import numpy as np

import time_numpy
from worker import HERE, restrict

# Libraries read these when they are loaded.
THREAD_VARIABLES = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS",
                    "NUMEXPR_MAX_THREADS", "NUMEXPR_NUM_THREADS")  # fmt: skip
# For a first call, which may compile.
PATIENCE = 240
TOO_LONG = {"error": f"took longer than {PATIENCE} s"}


class Channel:
    """A process that stays up. After a crash or a wait that was too long, the next request gets a new one."""

    def launch(self):
        """Starts the process."""
        raise NotImplementedError

    def start(self):
        self.process = self.launch()
        self.unread = b""

    def ask(self, **request):
        if self.process.poll() is not None:
            self.start()
        self.wait_until_ready()
        try:
            self.process.stdin.write((json.dumps(request) + "\n").encode())
            self.process.stdin.flush()
        except BrokenPipeError:
            return {"error": "its process ended"}
        return self.line()

    def wait_until_ready(self):
        """{"name": ..., "version": ...}, or {"error": ...}."""
        raise NotImplementedError

    def line(self):
        end = time.monotonic() + PATIENCE
        channel = self.process.stdout.fileno()
        while b"\n" not in self.unread:
            if not select.select([channel], [], [], max(end - time.monotonic(), 0))[0]:
                self.stop()
                return TOO_LONG
            block = os.read(channel, 1 << 16)
            if not block:
                self.process.wait()
                return {"error": f"its process ended with status {self.process.returncode}"}
            self.unread += block
        line, _, self.unread = self.unread.partition(b"\n")
        return json.loads(line)

    def stop(self):
        self.process.kill()
        self.process.wait()


class Server(Channel):
    """A program that makes up the inputs of a call itself, and times itself."""

    # Under which name an answer has the times.
    engine = None

    def __init__(self, threads):
        self.threads = threads
        self.call, self.process, self.ready = {}, None, None

    def prepare(self, workload, **outputs):
        """Makes the call of the workload the one whose turns are taken."""
        self.call = {"kernel": workload.path, "arguments": workload.arguments()}
        reply = self.ask(**self.call, seconds=0, **outputs)
        return reply if "error" in reply else {"result": ", ".join(reply["results"])}

    def turn(self, seconds):
        reply = self.ask(**self.call, seconds=seconds)
        if "error" in reply:
            return reply
        times = reply[self.engine]
        return {"minimum": times["minimum_seconds"], "median": times["median_seconds"],
                "repetitions": times["repetitions"], **self.details(reply)}  # fmt: skip

    def details(self, reply):
        """What a turn tells beside the times."""
        return {}

    def stop(self):
        if self.process is not None:
            super().stop()


class TimeNumPy(Server):
    """NumPy's own calls, in `scripts/time_numpy.py`."""

    engine = "numpy"

    def launch(self):
        environment = {**os.environ, **{name: str(self.threads) for name in THREAD_VARIABLES}}
        return subprocess.Popen(
            [sys.executable, time_numpy.__file__, "--serve"], env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            preexec_fn=lambda: restrict(self.threads),
        )  # fmt: skip

    def wait_until_ready(self):
        if self.process is None:
            self.start()
        return {"name": "NumPy", "version": np.__version__}


class Process(Channel):
    """A contestant in its worker, `worker.py`."""

    def __init__(self, module, threads):
        self.module, self.threads = module, threads
        # {kernel: why}, of what took too long once.
        self.given_up = {}
        self.start()

    def launch(self):
        environment = {**os.environ, **{name: str(self.threads) for name in THREAD_VARIABLES}}
        # A pool of compiling processes takes longer to start than the work it would share out.
        environment["TORCHINDUCTOR_COMPILE_THREADS"] = "1"
        self.ready = None
        return subprocess.Popen(
            [sys.executable, str(HERE / "worker.py"), self.module, "--threads", str(self.threads)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
        )  # fmt: skip

    def wait_until_ready(self):
        self.ready = self.ready or self.line()
        return self.ready

    def prepare(self, workload, inputs, answer):
        if workload.kernel in self.given_up:
            return self.given_up[workload.kernel]
        reply = self.ask(do="prepare", kernel=workload.path, arguments=inputs, answer=answer)
        if reply == TOO_LONG:
            self.given_up[workload.kernel] = reply
        return reply

    def turn(self, seconds):
        return self.ask(do="turn", seconds=seconds)

    def rest(self):
        if self.process.poll() is None:
            self.ask(do="rest")
