import Ravel

/// The modules that a kernel file can import.
enum Modules {
  static func imported(_ module: Statement.ImportedModule) -> Namespace {
    namespace(module.alias == nil ? module.boundName : module.path.value)
  }

  /// `from module import name`.
  static func imported(_ name: String, from module: String) throws -> Value {
    let namespace = namespace(module)
    if namespace.isForeign { return .namespace(Self.foreign("\(module).\(name)")) }
    guard let value = namespace[name] else { throw PythonError("cannot import name '\(name)' from '\(module)'") }
    return value
  }

  private static func namespace(_ path: String) -> Namespace {
    switch path {
    case "numpy": Namespace(typeName: "module", name: path, numpy)
    case "scipy.special": Namespace(typeName: "module", name: path) { FunctionTable.special[$0].map(Value.builtin) }
    case "math": Namespace(typeName: "module", name: path, math)
    default: foreign(path)
    }
  }

  /// A module that kernels cannot use. Importing it is no error: what is under the main guard may need it.
  private static func foreign(_ path: String) -> Namespace {
    Namespace(typeName: "module", name: path, isForeign: true) { _ in nil }
  }

  private static func numpy(_ name: String) -> Value? {
    switch name {
    case "pi": .float(.pi)
    case "e": .float(eulersNumber)
    case "inf": .float(.infinity)
    case "nan": .float(.nan)
    case "euler_gamma": .float(0.5772156649015329)
    case "newaxis": Value.none
    case "True_": .scalar(NDArray(Constant(1, .bool)))
    case "False_": .scalar(NDArray(Constant(0, .bool)))
    default: FunctionTable.numpy[name].map(Value.builtin) ?? scalarType(name)
    }
  }

  /// `np.float32` and its kin; `np.int` and `np.float` are gone from NumPy.
  private static func scalarType(_ name: String) -> Value? {
    ["int", "float", "complex"].contains(name) ? nil : DType(name: name).map(Value.scalarType)
  }

  private static func math(_ name: String) -> Value? {
    switch name {
    case "pi": .float(.pi)
    case "tau": .float(2 * .pi)
    case "e": .float(eulersNumber)
    case "inf": .float(.infinity)
    case "nan": .float(.nan)
    default: FunctionTable.math[name].map(Value.builtin)
    }
  }

  /// The base of the natural logarithm.
  private static let eulersNumber = 2.718281828459045
}
