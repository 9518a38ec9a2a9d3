def transposed_add(a: "float32[m,n]", b: "float32[n,m]"):
    """a plus the transpose of b."""
    return a + b.T
