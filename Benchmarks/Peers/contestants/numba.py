"""Numba: the kernel's function under `njit(parallel=True, fastmath=False)`, and its helpers compiled into it."""

import re
import types
import warnings

import numba

import time_numpy
from contestants import numpy


class Contestant(numpy.Contestant):
    name = "Numba"
    package = "numba"

    def __init__(self, threads):
        numba.set_num_threads(threads)
        warnings.simplefilter("ignore", numba.core.errors.NumbaWarning)

    def function(self, path):
        # A function of its own, for its helpers are replaced.
        function = time_numpy.load.__wrapped__(path)
        helpers = function.__globals__
        for name, value in list(helpers.items()):
            if isinstance(value, types.FunctionType) and value is not function:
                helpers[name] = numba.njit(value, inline="always")
        return numba.njit(parallel=True, fastmath=False)(function)

    def reason(self, error):
        """What is in Numba's long messages after "Failed in nopython mode" and before places and signatures."""
        text = re.sub(r"Failed in nopython mode pipeline \(step: [^)]*\) ", "", super().reason(error))
        text = re.sub(r"Function\(<function (\w+) at \w+>\)", r"\1", text)
        return re.split(r" found for signature|, defined at | on /", text)[0]
