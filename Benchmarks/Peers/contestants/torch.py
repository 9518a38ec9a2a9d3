"""PyTorch, operation by operation: a namespace with NumPy's names over torch's functions, which take `axis` and
`keepdims` as NumPy's do."""

import numpy as np
import torch

import time_numpy
from contestants import numpy


class Names:
    """`torch` under NumPy's names; only what differs is here."""

    abs = staticmethod(torch.abs)
    max = staticmethod(torch.amax)
    min = staticmethod(torch.amin)

    @staticmethod
    def var(x, axis):
        # torch's own divides by one less.
        return torch.var(x, axis, correction=0)

    @staticmethod
    def cumsum(x):
        return torch.cumsum(x.reshape(-1), 0)

    def __getattr__(self, name):
        return getattr(torch, name)


class Contestant(numpy.Contestant):
    name = "PyTorch"
    package = "torch"

    def __init__(self, threads):
        torch.set_num_threads(threads)
        torch.set_grad_enabled(False)

    def array(self, value):
        return torch.from_numpy(np.array(value))

    def function(self, path):
        return time_numpy.load(path, numpy=Names())

    def numpy(self, result):
        return result.numpy()
