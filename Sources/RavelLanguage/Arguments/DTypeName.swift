/// NumPy's names of dtypes.
enum DTypeName {
  /// NumPy's own name of the dtype that `name` stands for on a 64-bit machine.
  /// - Returns: nil if `name` is no dtype's name, or that of one which cannot be in a kernel.
  static func canonical(_ name: String) -> String? {
    canonicalNames.contains(name) ? name : aliases[name]
  }

  /// Whether NumPy has a dtype of this name that kernels have not.
  static func isForeign(_ name: String) -> Bool { foreignNames.contains(name) }

  private static let canonicalNames: Set<String> = [
    "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "float32", "float64",
    "complex64", "complex128"
  ]

  private static let aliases: [String: String] = [
    "bool_": "bool", "byte": "int8", "short": "int16", "intc": "int32", "int": "int64", "int_": "int64",
    "intp": "int64",
    "long": "int64", "longlong": "int64", "ubyte": "uint8", "ushort": "uint16", "uintc": "uint32", "uint": "uint64",
    "uintp": "uint64", "ulong": "uint64", "ulonglong": "uint64", "half": "float16", "single": "float32",
    "float": "float64", "double": "float64", "csingle": "complex64", "complex": "complex128", "cdouble": "complex128"
  ]

  private static let foreignNames: Set<String> = [
    "longdouble", "float96", "float128", "clongdouble", "complex192", "complex256", "object", "object_", "str", "str_",
    "bytes", "bytes_", "void", "datetime64", "timedelta64"
  ]
}
