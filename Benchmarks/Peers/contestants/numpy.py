"""NumPy, and what every contestant has: the contract by which `worker.py` asks for work."""

import numpy as np

import time_numpy


class Contestant:
    """One way of running a kernel file. Every method may raise what the library raises."""

    name = "NumPy"
    package = "numpy"

    def __init__(self, threads):
        """Libraries that take their number of threads by a call get it here; others read the environment."""

    def array(self, value):
        """The library's own array, or scalar, of a NumPy array."""
        return value if value.shape else value[()]

    def function(self, path):
        """The kernel file's function, ready to be called with what `array` gave."""
        return time_numpy.load(path)

    def finish(self, result):
        """Returns when the result has been computed."""

    def numpy(self, result):
        """The result as a NumPy array."""
        return np.asarray(result)

    def reason(self, error):
        """Why something could not be run, in a line."""
        return f"{type(error).__name__}: {' '.join(str(error).split())}"
