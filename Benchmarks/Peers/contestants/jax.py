"""JAX: `jax.numpy` in NumPy's place, the function under `jax.jit`, on the CPU with 64-bit dtypes."""

import jax
import jax.numpy as jnp
import numpy as np

import time_numpy
from contestants import numpy

jax.config.update("jax_platforms", "cpu")
jax.config.update("jax_enable_x64", True)


class Contestant(numpy.Contestant):
    name = "JAX"
    package = "jax"

    def array(self, value):
        return jax.device_put(jnp.asarray(value))

    def function(self, path):
        return jax.jit(time_numpy.load(path, numpy=jnp))

    def finish(self, result):
        jax.block_until_ready(result)

    def numpy(self, result):
        return np.asarray(result)
