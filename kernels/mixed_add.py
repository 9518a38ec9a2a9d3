def mixed_add(x: "int32[n]", y: "uint8[n]"):
    """A sum of two dtypes, of which the wider one holds the result."""
    return x + y
