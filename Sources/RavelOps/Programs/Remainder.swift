import RavelCore

/// C's fmod: what division towards zero leaves, exactly, with the dividend's sign. NaN for an infinite dividend
/// or a zero divisor.
func fmodFloats(_ a: Scalar, _ b: Scalar) -> Scalar {
  let (x, y) = (a.absolute, b.absolute)
  let ratio = x / y
  // A quotient up to there, truncated, is at most one too large, and the remainder it leaves is exact.
  let isFar = ratio >= ratio.constant(Double(x.format.leastNormal))
  let near = isFar.rarely([x, ratio]) {
    let left = reduceFar(x, y)
    return [left, left / y]
  }
  let left = remainder(near[0], near[1].trunc, y)
  return (near[0] < y).select(near[0], left).copySign(of: a)
}

/// x - quotient y, with one y more if that is negative.
private func remainder(_ x: Scalar, _ quotient: Scalar, _ y: Scalar) -> Scalar {
  let left = (-quotient).fusedMultiplyAdd(y, x)
  return (left < left.zero).select(left + y, left)
}

/// x less multiples of y, until the quotient is small: by y 2^k, as many bits of the quotient at a time as are exact.
private func reduceFar(_ x: Scalar, _ y: Scalar) -> Scalar {
  let format = x.format
  let unit = Double(format.leastNormal)
  let limit = y * unit
  let isReducible = (x < x.infinity) & (y > y.zero) & (x >= limit)
  return x.builder.iterate(while: isReducible, [x]) { carried in
    let left = carried[0]
    let isSubnormal = y < y.constant(bits: format.leastNormal)
    let bits = isSubnormal.select(y * unit, y).unsignedBits
    let exponent = (bits >> format.mantissaBits) - isSubnormal.select(bits.constant(format.mantissaBits), bits.zero)
    // left is normal: it is 2^mantissaBits times y or more.
    let k = (left.unsignedBits >> format.mantissaBits) - exponent - bits.constant(format.mantissaBits)
    let half = k >> 1
    let bias = bits.constant(format.exponentBias)
    let scales = [half, k - half].map { (($0 + bias) << format.mantissaBits).bitcast(x.dtype) }
    let divisor = y * scales[0] * scales[1]
    let next = remainder(left, (left / divisor).trunc, divisor)
    return (next >= limit, [next])
  }[0]
}
