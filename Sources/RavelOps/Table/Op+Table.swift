extension Op {
  /// The operation's row.
  public var spec: OpSpec { Self.table[self]! }

  private static let table = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.row) })

  /// No `default`: a new operation compiles only with its row.
  private var row: OpSpec {
    switch self {
    case .add: Rows.add
    case .subtract: Rows.subtract
    case .multiply: Rows.multiply
    case .divide: Rows.divide
    case .floorDivide: Rows.floorDivide
    case .remainder: Rows.remainder
    case .fmod: Rows.fmod
    case .power: Rows.power
    case .negative: Rows.negative
    case .positive: Rows.positive
    case .absolute: Rows.absolute
    case .sign: Rows.sign
    case .square: Rows.square
    case .reciprocal: Rows.reciprocal
    case .sqrt: Rows.sqrt
    case .conjugate: Rows.conjugate
    case .real: Rows.real
    case .imag: Rows.imag
    case .angle: Rows.angle
    case .complexOf: Rows.complexOf
    case .equal: Rows.equal
    case .notEqual: Rows.notEqual
    case .less: Rows.less
    case .lessEqual: Rows.lessEqual
    case .greater: Rows.greater
    case .greaterEqual: Rows.greaterEqual
    case .logicalAnd: Rows.logicalAnd
    case .logicalOr: Rows.logicalOr
    case .logicalXor: Rows.logicalXor
    case .logicalNot: Rows.logicalNot
    case .bitwiseAnd: Rows.bitwiseAnd
    case .bitwiseOr: Rows.bitwiseOr
    case .bitwiseXor: Rows.bitwiseXor
    case .invert: Rows.invert
    case .leftShift: Rows.leftShift
    case .rightShift: Rows.rightShift
    case .maximum: Rows.maximum
    case .minimum: Rows.minimum
    case .fmax: Rows.fmax
    case .fmin: Rows.fmin
    case .clip: Rows.clip
    case .where: Rows.where
    case .floor: Rows.floor
    case .ceil: Rows.ceil
    case .trunc: Rows.trunc
    case .rint: Rows.rint
    case .isnan: Rows.isnan
    case .isinf: Rows.isinf
    case .isfinite: Rows.isfinite
    case .signbit: Rows.signbit
    case .copysign: Rows.copysign
    case .fabs: Rows.fabs
    case .heaviside: Rows.heaviside
    case .nextafter: Rows.nextafter
    case .spacing: Rows.spacing
    case .ldexp: Rows.ldexp
    case .frexpMantissa: Rows.frexpMantissa
    case .frexpExponent: Rows.frexpExponent
    case .modfFraction: Rows.modfFraction
    case .modfInteger: Rows.modfInteger
    case .gcd: Rows.gcd
    case .lcm: Rows.lcm
    case .bitwiseCount: Rows.bitwiseCount
    case .floatPower: Rows.floatPower
    case .exp: Rows.exp
    case .exp2: Rows.exp2
    case .expm1: Rows.expm1
    case .log: Rows.log
    case .log2: Rows.log2
    case .log10: Rows.log10
    case .log1p: Rows.log1p
    case .sin: Rows.sin
    case .cos: Rows.cos
    case .tan: Rows.tan
    case .arctan: Rows.arctan
    case .arctan2: Rows.arctan2
    case .arcsin: Rows.arcsin
    case .arccos: Rows.arccos
    case .sinh: Rows.sinh
    case .cosh: Rows.cosh
    case .arcsinh: Rows.arcsinh
    case .arccosh: Rows.arccosh
    case .arctanh: Rows.arctanh
    case .hypot: Rows.hypot
    case .cbrt: Rows.cbrt
    case .deg2rad: Rows.deg2rad
    case .radians: Rows.deg2rad
    case .rad2deg: Rows.rad2deg
    case .degrees: Rows.rad2deg
    case .logaddexp: Rows.logaddexp
    case .logaddexp2: Rows.logaddexp2
    case .expit: Rows.expit
    case .logit: Rows.logit
    case .xlogy: Rows.xlogy
    case .erf: Rows.erf
    case .erfc: Rows.erfc
    case .erfinv: Rows.erfinv
    case .gammaln: Rows.gammaln
    case .tanh: Rows.tanh
    }
  }
}

/// The rows of the table, by family. A row says everything; the files hold one family each.
enum Rows {}
