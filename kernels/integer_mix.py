def integer_mix(x: "int32[n]", y: "int32[n]"):
    """A small hash of two integers, in wrapping arithmetic, to seven bits."""
    h = (x << 3) ^ y
    h = h * 73 + 41
    h = h ^ (h >> 5)
    return h & 0x7F
