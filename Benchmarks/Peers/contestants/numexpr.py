"""numexpr: one expression in a text, evaluated block by block by a virtual machine."""

import pathlib
import re

import numexpr
import numpy as np

from contestants import numpy

CDF_TAIL = (
    "(1.0 / (1.0 + 0.2316419 * abs({0})) * (0.319381530 + 1.0 / (1.0 + 0.2316419 * abs({0})) * (-0.356563782"
    " + 1.0 / (1.0 + 0.2316419 * abs({0})) * (1.781477937 + 1.0 / (1.0 + 0.2316419 * abs({0})) * (-1.821255978"
    " + 1.0 / (1.0 + 0.2316419 * abs({0})) * 1.330274429)))) * 0.3989422804014327 * exp(-0.5 * {0} * {0}))"
)
CDF = f"where({{0}} < 0, {CDF_TAIL}, 1.0 - {CDF_TAIL})"
D1 = "((log(spot / strike) + (rate + 0.5 * volatility * volatility) * years) / (volatility * sqrt(years)))"
D2 = f"({D1} - volatility * sqrt(years))"

# What the files of kernels/ compute, as expressions of their parameters. Common subexpressions are numexpr's to find.
EXPRESSIONS = {
    "axpy": "a * x + y",
    "black_scholes": f"spot * {CDF.format(D1)} - strike * exp(-rate * years) * {CDF.format(D2)}",
    "clip": "where(x < low, low, where(x > high, high, x))",
    "column_sums": "sum(x, 0)",
    "exponential": "exp(x)",
    "gelu": "0.5 * x * (1.0 + tanh(0.7978845608028654 * (x + 0.044715 * x * x * x)))",
    "hypotenuse": "sqrt(x * x + y * y)",
    "leaky_relu": "where(x > 0, x, slope * x)",
    "log_likelihood": "sum(-0.5 * ((x - mean) / deviation) * ((x - mean) / deviation) - log(deviation)"
    " - 0.9189385332046727)",
    "maximum": "max(x)",
    "mixed_add": "x + y",
    "polynomial": "(((((((1.0 / 40320.0 * x + 1.0 / 5040.0) * x + 1.0 / 720.0) * x + 1.0 / 120.0) * x + 1.0 / 24.0) * x"
    " + 1.0 / 6.0) * x + 0.5) * x + 1.0) * x + 1.0",
    "total": "sum(x)",
}


class Contestant(numpy.Contestant):
    name = "numexpr"
    package = "numexpr"

    def __init__(self, threads):
        numexpr.set_num_threads(threads)

    def function(self, path):
        kernel = pathlib.Path(path).stem
        if kernel not in EXPRESSIONS:
            raise NotImplementedError("not one expression of numexpr's functions")
        text, constants = self.named_constants(EXPRESSIONS[kernel])
        original = super().function(path)
        names = original.__code__.co_varnames[: original.__code__.co_argcount]
        defaults = original.__defaults__ or ()

        def call(*arguments):
            values = dict(zip(names, arguments))
            values.update(zip(names[len(arguments) :], defaults[len(defaults) - len(names) + len(arguments) :]))
            dtype = np.result_type(*[value for value in arguments])
            values.update((name, dtype.type(value)) for name, value in constants.items())
            values = {name: dtype.type(value) if np.ndim(value) == 0 else value for name, value in values.items()}
            return numexpr.evaluate(text, local_dict=values, global_dict={})

        return call

    @staticmethod
    def named_constants(text):
        """The expression with names for its floats, which as literals would make float32 into float64."""
        constants = {}

        def name(match):
            return constants.setdefault(match[0], f"c{len(constants)}")

        text = re.sub(r"(?<![\w.])\d+\.\d*(?![\w.])", name, text)
        return text, {name: float(literal) for literal, name in constants.items()}
