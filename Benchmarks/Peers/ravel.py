"""Ravel's side: `ravel bench --serve`, one process that stays up."""

import json
import subprocess

from process import PATIENCE, TOO_LONG, Server
from worker import restrict


class Ravel(Server):
    engine = "jit"

    def __init__(self, binary, threads):
        super().__init__(threads)
        self.binary = binary

    def launch(self):
        return subprocess.Popen(
            [self.binary, "bench", "--serve", "--engine", "jit", "--threads", str(self.threads)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            preexec_fn=lambda: restrict(self.threads),
        )  # fmt: skip

    def wait_until_ready(self):
        try:
            if self.process is None:
                self.start()
            self.ready = self.ready or {"name": "Ravel", "version": self.output("--version").strip()}
            return self.ready
        except (OSError, RuntimeError) as error:
            return {"error": str(error)}

    def ask(self, **request):
        reply = super().ask(**request)
        return {"error": " ".join(reply["error"].split())} if "error" in reply else reply

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

    def rows(self):
        """The table of operations."""
        return json.loads(self.output("ops", "--json"))

    def prepare(self, workload, inputs, *answers):
        """The inputs are left alone, for Ravel makes up the same."""
        return super().prepare(workload, outputs=list(answers))

    def details(self, reply):
        return {"bytes_moved": reply["bytes_moved"], "first_seconds": reply[self.engine]["compile_seconds"]}

    def rest(self):
        if self.process.poll() is None:
            self.ask()

    def limit(self):
        """Bytes per second that the memory can do, as `ravel doctor` measures it; or None."""
        try:
            words = ("doctor", "--limits", "--json", "--threads", str(self.threads))
            return json.loads(self.output(*words)).get("bytes_per_second")
        except (RuntimeError, ValueError):
            return None
