"""MLX: `mlx.core` in NumPy's place, the function under `mlx.core.compile`, on the CPU, which alone has float64."""

import mlx.core as mx
import numpy as np

import time_numpy
from contestants import numpy

mx.set_default_device(mx.cpu)


class Contestant(numpy.Contestant):
    name = "MLX"
    package = "mlx"

    def array(self, value):
        # Without a dtype, float64 would become float32.
        return mx.array(value, dtype=getattr(mx, value.dtype.name))

    def function(self, path):
        return mx.compile(time_numpy.load(path, numpy=mx))

    def finish(self, result):
        mx.eval(result)

    def numpy(self, result):
        return np.array(result)
