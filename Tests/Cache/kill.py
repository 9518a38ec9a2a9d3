#!/usr/bin/env python3
"""Processes that share a kernel cache, killed at random, and entries that are damaged and removed under them.

    Tests/Cache/kill.py RAVEL [seconds [processes [seed]]]

Every process that was not killed must succeed with the interpreter's bits, whatever the others left behind. Ends with status 1 and the first
differences if one did not.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CALLS = [[f"kernels/{name}.py", *arguments] for name, *arguments in [
    ["axpy", "2.5", "float32[37]", "float32[37]"], ["axpy", "2.5", "float64[37]", "float64[37]"],
    ["axpy", "2", "int32[37]", "int32[37]"], ["axpy", "2", "uint8[37]", "uint8[37]"],
    ["softmax", "float32[5,33]"], ["softmax", "float64[5,33]"], ["softmax", "float64[5,33]@1,5"],
    ["gelu", "float32[70]"], ["gelu", "float64[70]"], ["hypotenuse", "float32[70]", "float32[70]"],
    ["outer_sum", "float32[9]", "float32[40]"], ["polynomial", "float64[70]"], ["centre_columns", "float32[9,40]"],
]]


def ravel(binary, call, output, environment, engine="jit"):
    command = [binary, "run", "--engine", engine, "--threads", "1", "--output", output, call[0], "--", *call[1:]]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                            env={**os.environ, **environment})


def contents(path):
    with open(path, "rb") as file:
        return file.read()


class Trial:
    def __init__(self, binary, folder, seconds, seed):
        self.binary, self.folder, self.seed = binary, folder, seed
        self.cache = os.path.join(folder, "cache")
        self.seconds = seconds
        self.lock = threading.Lock()
        self.counts = dict(finished=0, killed=0, damaged=0, removed=0)
        self.failures = []
        self.duration = 0.05
        self.expected = []
        for call in CALLS:
            output = os.path.join(folder, "expected.npy")
            process = ravel(binary, call, output, {"RAVEL_CACHE": "off"}, "interpreter")
            _, errors = process.communicate()
            if process.returncode != 0:
                raise SystemExit(f"{' '.join(call)}: {errors.decode()}")
            self.expected.append(contents(output))

    def count(self, what):
        with self.lock:
            self.counts[what] += 1

    def call_again_and_again(self, number):
        chance = random.Random(f"{self.seed} {number}")
        output = os.path.join(self.folder, f"{number}.npy")
        finished = 0
        while (time.monotonic() < self.end or finished == 0) and len(self.failures) < 5:
            which = chance.randrange(len(CALLS))
            start = time.monotonic()
            process = ravel(self.binary, CALLS[which], output, {"RAVEL_CACHE": self.cache})
            if chance.random() < 0.5:
                time.sleep(chance.uniform(0, 1.2 * self.duration))
                process.send_signal(signal.SIGKILL)
            _, errors = process.communicate()
            if process.returncode == -signal.SIGKILL:
                self.count("killed")
                continue
            self.duration = 0.9 * self.duration + 0.1 * (time.monotonic() - start)
            self.count("finished")
            finished += 1
            if process.returncode != 0 or contents(output) != self.expected[which]:
                with self.lock:
                    self.failures.append(f"{' '.join(CALLS[which])}: status {process.returncode}, {errors.decode() or 'other bits'}")

    def spoil_again_and_again(self):
        chance = random.Random(f"{self.seed} spoil")
        while time.monotonic() < self.end:
            time.sleep(chance.uniform(0, 0.4))
            try:
                counts = ["statistics"] if chance.random() < 0.1 else []
                names = counts or [name for name in os.listdir(self.cache) if name.endswith((".object", ".note"))]
                if not names:
                    continue
                path = os.path.join(self.cache, chance.choice(sorted(names)))
                if chance.random() < 0.5:
                    os.remove(path)
                    self.count("removed")
                    continue
                # In place, as a failing disk would: a process may be reading it.
                with open(path, "r+b") as file:
                    size = os.fstat(file.fileno()).st_size
                    if chance.random() < 0.3:
                        file.truncate(chance.randrange(size + 1))
                    else:
                        place = chance.randrange(max(size, 1))
                        file.seek(place)
                        byte = file.read(1) or b"\0"
                        file.seek(place)
                        file.write(bytes([byte[0] ^ 1 << chance.randrange(8)]))
                self.count("damaged")
            except FileNotFoundError:
                pass

    def run(self, processes):
        self.end = time.monotonic() + self.seconds
        threads = [threading.Thread(target=self.call_again_and_again, args=[n]) for n in range(processes)]
        threads.append(threading.Thread(target=self.spoil_again_and_again))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def main(words):
    if not 1 <= len(words) <= 4:
        raise SystemExit(__doc__)
    binary = os.path.abspath(words[0])
    seconds, processes, seed = [int(word) for word in words[1:]] + [120, 4, 1][len(words) - 1:]
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(binary, folder, seconds, seed)
        trial.run(processes)
        print(", ".join(f"{count} {what}" for what, count in trial.counts.items()))
        shown = subprocess.run([binary, "cache"], env={**os.environ, "RAVEL_CACHE": trial.cache}, capture_output=True, text=True)
        print(shown.stdout.replace(folder, "..."), end="")
    for failure in trial.failures:
        print(failure)
    return 1 if trial.failures or trial.counts["finished"] == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
