/// Kernel files as users write them; together they use every construct of the language.
enum SampleKernels {
  static let all = [softmax, blackScholes, mandelbrot, stencil, layerNorm, everything]

  static let softmax = #"""
    """Softmax over the last axis."""
    import numpy as np


    def softmax(x: "float32[m, n]") -> "float32[m, n]":
        """Rows of x as probabilities."""
        shifted = x - np.max(x, axis=-1, keepdims=True)  # the largest exponent is 0
        e = np.exp(shifted)
        return e / e.sum(axis=-1, keepdims=True)
    """#

  static let blackScholes = #"""
    import numpy as np
    from scipy.special import erf

    INV_SQRT2 = 0.7071067811865476


    def cdf(x):
        return 0.5 * (1.0 + erf(x * INV_SQRT2))


    def black_scholes(s: "float64[n]", k: "float64[n]", t: "float64[n]", *, r=0.02, v: "float64" = 0.3):
        d1 = (np.log(s / k) + (r + v ** 2 / 2) * t) / (v * np.sqrt(t))
        d2 = d1 - v * np.sqrt(t)
        call = s * cdf(d1) - k * np.exp(-r * t) * cdf(d2)
        put = k * np.exp(-r * t) * cdf(-d2) \
            - s * cdf(-d1)
        return call, put


    if __name__ == "__main__":
        print(f"{black_scholes(np.ones(3), np.ones(3), np.ones(3))!r}")
        with open("out.txt", "w") as out:
            out.write("done")
    """#

  static let mandelbrot = #"""
    import numpy

    STEPS = 50


    def mandelbrot(c: "complex64[h,w]", steps: int = STEPS):
        z = numpy.zeros_like(c)
        count = numpy.zeros(c.shape, dtype=numpy.int32)
        for _ in range(steps):
            inside = (z.real**2 + z.imag**2) < 4.0
            z = numpy.where(inside, z * z + c, z)
            count += inside
        return count
    """#

  static let stencil = #"""
    import numpy as np

    def five_point(u: "float32[h,w]", out: "float32[h,w]", alpha=1e-1):
        out[...] = u
        out[1:-1, 1:-1] += alpha * (
            u[2:, 1:-1] + u[:-2, 1:-1]
            + u[1:-1, 2:] + u[1:-1, :-2]
            - 4. * u[1:-1, 1:-1]
        )
        out[::2, None, ...] *= 1_0.0
    """#

  static let layerNorm = #"""
    import numpy as np
    import math

    def layer_norm(x: "float32[m,n]", gamma: "float32[n]", beta: "float32[n]", eps=1e-5):
        mean = x.mean(-1, keepdims=True)
        centred = x - mean
        var = (centred * centred).mean(axis=-1, keepdims=True)
        return centred / np.sqrt(var + eps) * gamma + beta
    """#

  /// Makes no sense and uses everything.
  static let everything = #"""
    'doc' r"\string"
    import numpy as np, scipy.special, math as m
    from numpy import (sin, cos as kosinus,)
    A = B = 0x_ff + 0o17 - 0b1_01 + 18446744073709551616 + 1j - .5e-3J
    C: "int64" = 1 if A else 2; D, (E, [F, G]) = 1, (2, (3, 4)),
    H: int
    def f(a, b=(1, 2), /, c: "float32[n]" = None, *, d, e: np.float32 = -1) -> (1, 2):
        def helper(x, *, y=1): return x, y,
        g = lambda x, y=2, *, z: lambda: x if y else z
        if not a == b and c or d: pass
        elif a < b <= c != d is not None in e not in f is g: return
        else:
            while True:
                if x: break
                else: continue
            for i, (j, k) in (1, 2), (3, 4): x[i, ..., None, ::2, 1:, :2, a:b:c] **= -i ** -j ** +k
        for t in 1, 2,:
            assert a, "message \n \" \u00e4 \x07"
        x //= 1; x >>= 2; x <<= 3; x @= y; x %= y; x &= y; x |= y; x ^= y; x -= y; x /= y; x *= y; x += y,
        y = [], (), [1], (1,), [a * b for a in range(3) if a if not b for b in c], x[()], x[1,], x[(1, 2), 3]
        z = sum(x * 2 for x in y) if ~a | b ^ c & d << e >> f + -g * h / i // j % k @ l else f(a, b)(c)
        return "a" 'b' """c
    d""" + u'e', True, False, None, ..., x.y.z[0](1)(a, b=1, c=2,), 1 .real, 1.0.imag
    """#
}
