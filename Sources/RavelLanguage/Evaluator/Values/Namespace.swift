/// Something that only has attributes: a module, or what `np.finfo` gives.
final class Namespace {
  /// "module" or "finfo", for messages.
  let typeName: String
  let name: String
  /// Whether this is a module of Python's that kernels cannot use.
  let isForeign: Bool
  private let member: (String) -> Value?

  init(typeName: String, name: String, isForeign: Bool = false, _ member: @escaping (String) -> Value?) {
    (self.typeName, self.name, self.isForeign, self.member) = (typeName, name, isForeign, member)
  }

  convenience init(typeName: String, members: [String: Value]) {
    self.init(typeName: typeName, name: typeName) { members[$0] }
  }

  /// nil if there is no such attribute.
  subscript(name: String) -> Value? { member(name) }

  func attribute(_ attribute: String) throws -> Value {
    if let value = member(attribute) { return value }
    if isForeign { throw foreign }
    throw PythonError(
      typeName == "module"
        ? "module '\(name)' has no attribute '\(attribute)'" : "'\(typeName)' object has no attribute '\(attribute)'")
  }

  /// The error of any use of a foreign module.
  var foreign: PythonError { PythonError("'\(name)' is not part of the kernel language") }
}
