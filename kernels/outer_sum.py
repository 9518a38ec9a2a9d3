def outer_sum(x: "float32[m]", y: "float32[n]"):
    """The sum of every element of x with every element of y."""
    return x[:, None] + y[None, :]
