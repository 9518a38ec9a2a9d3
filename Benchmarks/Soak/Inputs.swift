import BenchmarkSupport
import Ravel

/// What all expressions read: a long array of each dtype, whose parts and views are the operands.
struct Inputs: Sendable {
  static let dtypes: [DType] = [.float32, .float64, .int32, .uint8, .complex64]
  private static let count = 450_000
  /// The most elements along one axis of an operand, whose steps may be 2.
  static let longest = 200_000

  private let arrays: [NDArray]

  init(seed: Int) throws {
    var generator = SplitMix64(seed: seed)
    // Mostly small numbers; zeros, infinities and NaN among them.
    let numbers = (0..<2 * Self.count).map { place -> Float in
      switch place % 1021 {
      case 17: .infinity
      case 503: .nan
      case 800: -0.0
      default: Float(Int64(bitPattern: generator.next()) >> 40) * 0x1p-20
      }
    }
    let words = (0..<Self.count).map { _ in Int32(truncatingIfNeeded: Int64(bitPattern: generator.next()) >> 43) }
    arrays = [
      NDArray(Array(numbers.prefix(Self.count))),
      NDArray(numbers.suffix(Self.count).map(Double.init)),
      NDArray(words),
      NDArray(words.map { UInt8(truncatingIfNeeded: $0) }),
      NDArray((0..<Self.count).map { Complex(numbers[2 * $0], numbers[2 * $0 + 1]) })
    ]
  }

  /// An operand of that shape: a part of an array, looked at in one way or another, or a copy of that.
  func operand(_ shape: Shape, _ generator: inout SplitMix64) throws -> NDArray {
    let array = arrays.randomElement(using: &generator)!
    let axis = shape.indices.randomElement(using: &generator)
    var view: NDArray
    switch Int.random(in: 0..<6, using: &generator) {
    case 0:
      view = try part(of: array, shape, &generator).flipped(axis.map { [$0] })
    case 1:
      guard let axis else { fallthrough }
      var wider = shape
      wider[axis] *= 2
      var indices = [Index](repeating: .slice(start: nil, stop: nil, step: nil), count: axis)
      indices.append(.slice(start: nil, stop: nil, step: generator.once(in: 2) ? 2 : -2))
      view = try part(of: array, wider, &generator).indexed(by: indices)
    case 2:
      view = try part(of: array, shape.reversed(), &generator).transposed()
    case 3:
      var narrower = shape
      if let axis { narrower[axis] = 1 }
      view = try part(of: array, narrower, &generator).broadcasted(to: shape)
    default:
      view = try part(of: array, shape, &generator)
    }
    return generator.once(in: 4) ? try view.copied(order: nil) : view
  }

  private func part(of array: NDArray, _ shape: Shape, _ generator: inout SplitMix64) throws -> NDArray {
    let count = shape.reduce(1, *)
    let start = Int.random(in: 0...Self.count - count, using: &generator)
    return try array.indexed(by: [.slice(start: start, stop: start + count, step: nil)]).reshaped(to: shape)
  }
}
