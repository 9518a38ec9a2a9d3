def axpy(a: "float32", x: "float32[n]", y: "float32[n]"):
    """a times x plus y: the vector update of BLAS."""
    return a * x + y
