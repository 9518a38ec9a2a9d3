import Ravel
import RavelIR
import RavelLanguage

/// The value of one parameter in a call.
struct ArgumentValue: CustomStringConvertible {
  let value: KernelValue
  /// As an ARG would have it.
  let description: String
  /// The file that it was read from.
  private(set) var file: String?

  /// An argument of the command line.
  /// - Parameters:
  ///   - position: the argument's number, which decides made-up elements.
  ///   - filled: false where only the types of made-up arrays matter, so that their elements may be anything.
  /// - Throws: `CommandError` with exit status 64 where the text is no ARG; what reading a file throws; `ArrayError`
  ///   for what is too large.
  init(parsing word: String, position: Int, filled: Bool) throws {
    let spec: ArgumentSpec
    do throws(TypeSyntaxError) {
      spec = try ArgumentSpec(parsing: word)
    } catch {
      throw CommandError.usage(error.description)
    }
    switch spec {
    case .npy(let path):
      self.init(.array(try NDArray(npy: path)), word)
      file = path
    case .npz(let path, let member):
      self.init(.array(try NDArray(npz: path, member: member)), word)
      file = path
    case .literal(let literal): self.init(try KernelValue(literal: literal), literal.description)
    case .madeUp(let name, let shape, let strides, let scale):
      guard let dtype = DType(name: name) else { throw CommandError.usage("'\(name)' is not a dtype") }
      guard scale == 1 || [.float, .complex].contains(dtype.kind) else {
        throw CommandError.usage("only floats have a scale: \(word)")
      }
      let type = MadeUpType(dtype: dtype, shape: shape, strides: strides, scale: scale)
      try self.init(type, position: filled ? position : nil)
    }
  }

  /// Made-up data, as `Storage.init(madeUp:)` has it.
  /// - Parameter special: whether special values stand among the elements.
  init(_ type: MadeUpType, position: Int?, special: Bool = false) throws(ArrayError) {
    let storage = try Storage(
      madeUp: type.dtype, type.shape, strides: type.strides, scale: type.scale, position: position)
    if special { storage.plantSpecials() }
    self.init(.array(NDArray(RavelIR.Expression(storage))), type.description)
  }

  /// A parameter's default value.
  init(_ value: KernelValue) { self.init(value, value.literal) }

  private init(_ value: KernelValue, _ description: String) {
    self.value = value
    self.description = description
  }
}

extension KernelValue {
  /// As Python writes it; an array has no literal.
  fileprivate var literal: String {
    switch self {
    case .array: "array"
    case .none: "None"
    case .boolean(let value): value ? "True" : "False"
    case .integer(let value): "\(value)"
    case .float(let value): "\(value)"
    case .complex(let real, let imaginary): "\(real)\(imaginary.sign == .minus ? "" : "+")\(imaginary)j"
    case .string(let text): "'\(text)'"
    case .tuple(let members):
      "(\(members.map(\.literal).joined(separator: ", "))\(members.count == 1 ? "," : ""))"
    case .list(let members): "[\(members.map(\.literal).joined(separator: ", "))]"
    }
  }
}
