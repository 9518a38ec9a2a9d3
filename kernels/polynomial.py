def polynomial(x: "float32[n]"):
    """The Taylor polynomial of exp around 0, of degree 8, by Horner's rule."""
    p = 1.0 / 40320.0 * x + 1.0 / 5040.0
    p = p * x + 1.0 / 720.0
    p = p * x + 1.0 / 120.0
    p = p * x + 1.0 / 24.0
    p = p * x + 1.0 / 6.0
    p = p * x + 0.5
    p = p * x + 1.0
    return p * x + 1.0
