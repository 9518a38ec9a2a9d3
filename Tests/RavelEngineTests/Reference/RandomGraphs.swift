import RavelCore
import RavelIR
import RavelOps
import RavelTestSupport
import Testing

extension SplitMix64 {
  fileprivate mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}

/// Expressions made at random, each from those before it: the same ones again for the same seed.
struct RandomExpressions {
  private var generator: SplitMix64
  private(set) var pool: [Expression] = []

  private static let extents = [1, 1, 2, 3, 5, 8, 17, 40]
  private static let unary: [Op] = [.negative, .absolute, .square, .sqrt, .floor, .sign, .isnan, .logicalNot, .exp]
  private static let binary: [Op] = [
    .add, .subtract, .multiply, .divide, .maximum, .minimum, .less, .equal, .logicalOr, .fmax, .floorDivide
  ]

  /// `count` operations on a few arrays; those that a dtype or shape does not allow are left out.
  init(seed: Int, operations count: Int) throws {
    generator = SplitMix64(seed: seed)
    for _ in 0..<Int.random(in: 1...3, using: &generator) { pool.append(try leaf()) }
    for _ in 0..<count {
      if let made = try? operation(), made.layout.count < 20_000 { pool.append(made) }
    }
  }

  private mutating func any() -> Expression { pool.randomElement(using: &generator)! }

  private mutating func leaf() throws -> Expression {
    let dtype = DType.allCases.randomElement(using: &generator)!
    let rank = Int.random(in: 0...3, using: &generator)
    var shape = (0..<rank).map { _ in Self.extents.randomElement(using: &generator)! }
    if generator.chance(5), rank > 0 { shape[0] = 0 }
    let storage = try Storage(
      allocating: Layout(shape: shape, axesOutermostFirst: Array(0..<rank).shuffled(using: &generator)), dtype)
    for component in 0..<storage.layout.count * dtype.componentCount {
      let value =
        generator.chance(8)
        ? [0, -0.0, 1, -1, .infinity, .nan].randomElement(using: &generator)!
        : Double(Int.random(in: -1000...1000, using: &generator)) / 64
      let bits = Constant(value, dtype.component).bits
      let address = storage.pointer + component * dtype.component.itemSize
      withUnsafeBytes(of: bits.littleEndian) {
        address.copyMemory(from: $0.baseAddress!, byteCount: dtype.component.itemSize)
      }
    }
    return Expression(storage)
  }

  private mutating func operation() throws -> Expression {
    let x = any()
    switch Int.random(in: 0..<20, using: &generator) {
    case 0..<3: return try Expression.ufunc(Self.unary.randomElement(using: &generator)!, [.array(x)])
    case 3..<8:
      return try Expression.ufunc(Self.binary.randomElement(using: &generator)!, [.array(x), try operand(for: x)])
    case 8: return try Expression.ufunc(.where, [.array(any()), .array(x), .array(any())])
    case 9: return x.cast(to: DType.allCases.randomElement(using: &generator)!)
    case 10..<13: return try view(of: x)
    case 13: return try x.reshaped(to: [-1])
    case 14: return x.copied()
    case 15: return try x.assigning(any(), at: slice(of: x.shape))
    case 16: return try any().reduced([.add, .maximum].randomElement(using: &generator)!, axes: nil, keepDims: true)
    default: return try reduction(of: x)
    }
  }

  /// Mostly something of a shape that fits.
  private mutating func operand(for x: Expression) throws -> Operand {
    if generator.chance(20) { return .float(0.75) }
    if generator.chance(10) { return .integer(WideInteger(3)) }
    let fitting = pool.filter { (try? broadcastShapes([$0.shape, x.shape])) != nil }
    return .array(fitting.randomElement(using: &generator)!)
  }

  private mutating func slice(of shape: Shape) -> AccessMap {
    guard let axis = shape.indices.randomElement(using: &generator), shape[axis] > 1 else {
      return AccessMap(identity: shape)
    }
    let first = Int.random(in: 0..<shape[axis], using: &generator)
    let last = Int.random(in: 0..<shape[axis], using: &generator)
    let step = Int.random(in: 1...3, using: &generator)
    return AccessMap(
      slicing: shape, axis: axis, start: first, step: first <= last ? step : -step, count: abs(last - first) / step + 1)
  }

  private mutating func view(of x: Expression) throws -> Expression {
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: return x.view(AccessMap(permuting: x.shape, Array(x.shape.indices).shuffled(using: &generator)))
    case 1:
      let shape = [Self.extents.randomElement(using: &generator)!] + x.shape.map { $0 == 1 ? 4 : $0 }
      return try x.broadcast(to: shape.count > 4 ? x.shape : shape)
    case 2: return try x.reshaped(to: x.shape.count > 3 ? [-1] : x.shape + [1])
    default: return x.view(slice(of: x.shape))
    }
  }

  private mutating func reduction(of x: Expression) throws -> Expression {
    let axes = x.shape.indices.filter { _ in generator.chance(50) }
    let keepDims = generator.chance(50)
    switch Int.random(in: 0..<5, using: &generator) {
    case 0: return try x.reduced(.maximum, axes: axes, keepDims: keepDims)
    case 1: return try x.reduced(.multiply, axes: axes, keepDims: keepDims)
    case 2: return try x.cast(to: .bool).reduced(.logicalAnd, axes: axes, keepDims: keepDims)
    case 3: return try x.reduced(.add, axes: axes, keepDims: keepDims, casting: promoteTypes(x.dtype, .float32))
    default: return try x.reduced(.add, axes: axes, keepDims: keepDims)
    }
  }
}
