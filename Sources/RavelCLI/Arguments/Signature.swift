import RavelCore
import RavelLanguage

/// What a function's annotations say of its parameters: where arguments come from when none are given.
struct Signature {
  /// By parameter; nil where one has no string annotation.
  let types: [ArrayType?]

  init(_ function: Program.Function) { types = function.parameters.map(\.type) }

  /// The names of dimensions, each once, in their order of appearance.
  var dimensionNames: [String] {
    var names: [String] = []
    for case .symbol(let name) in types.flatMap({ $0?.dimensions ?? [] }) where !names.contains(name) {
      names.append(name)
    }
    return names
  }

  /// The dtype of the first array parameter (of the first annotated one if none has dimensions): the kernel's own, in
  /// whose place others are put to the test.
  var mainDType: DType? {
    let types = types.compactMap { $0 }
    return (types.first { !$0.dimensions.isEmpty } ?? types.first).flatMap { DType(name: $0.dtype) }
  }

  /// An argument by each parameter's annotation; nil for those without one, which their default value must serve.
  /// - Parameters:
  ///   - sizes: the extents of the named dimensions.
  ///   - dtype: what takes the place of the kernel's own dtype, wherever the annotations have it.
  func arguments(sizes: [String: Int], dtype: DType? = nil) -> [MadeUpType?] {
    types.map { type in
      guard let type, var own = DType(name: type.dtype) else { return nil }
      if let dtype, own == mainDType { own = dtype }
      let shape = type.dimensions.map {
        switch $0 {
        case .symbol(let name): sizes[name]!
        case .size(let size): size
        }
      }
      return MadeUpType(dtype: own, shape: shape)
    }
  }
}

/// An argument such as `float32[1024,512]@1,1024`.
struct MadeUpType: Hashable, CustomStringConvertible {
  var dtype: DType
  var shape: Shape
  /// In elements, one a dimension; nil for row-major order.
  var strides: [Int]?
  /// What floats are multiplied by, 0.5, 1 or 2.
  var scale = 1.0

  var description: String {
    func list(_ values: [Int]) -> String { values.map(String.init).joined(separator: ",") }
    let extents = shape.isEmpty ? "" : "[\(list(shape))]"
    return "\(dtype)\(extents)" + (strides.map { "@\(list($0))" } ?? "")
      + (scale == 1 ? "" : scale == 2 ? "*2" : "*\(scale)")
  }
}

/// Extents for the names of a kernel's dimensions.
enum DimensionSizes {
  /// 1024 for the first name, 512 for the second, and so on by halves: different sizes, so that one sees in a dump
  /// which is which.
  static func halving(_ names: [String]) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, max(1024 >> $0, 8)) })
  }

  /// Powers of two whose product is 2 to the power of `exponent`: it is shared out evenly, what is left over going to
  /// the first name.
  static func points(exponent: Int, _ names: [String]) -> [String: Int] {
    let share = exponent / max(names.count, 1)
    return Dictionary(
      uniqueKeysWithValues: names.enumerated().map {
        ($1, 1 << (share + ($0 == 0 ? exponent - share * names.count : 0)))
      })
  }
}
