// Operators, and the functions that bear NumPy's names, cannot throw: what goes wrong in the building blocks that they
// run is dealt with here, and only here.

/// Runs building blocks for a function that cannot throw: an error stops the process with its text, or goes to the
/// `withErrorHandling` around.
func stopping(_ body: () throws -> NDArray) -> NDArray { stopping(otherwise: .afterError, body) }

/// As above.
/// - Parameter otherwise: what the function gives where the process goes on after an error; `()` if it changes
///   something, which then stays as it was.
func stopping<Value>(otherwise: @autoclosure () -> Value, _ body: () throws -> Value) -> Value {
  do {
    return try body()
  } catch {
    if let scope = ErrorScope.current, scope.take(error) { return otherwise() }
    let type = (error as? ArrayError)?.pythonType ?? "\(Swift.type(of: error))"
    fatalError("\(type): \(error)")
  }
}

extension NDArray {
  /// What an operation gives that failed within `withErrorHandling`: whatever is built on it costs nothing, and nobody
  /// gets to see an element.
  static let afterError = NDArray(.constant(Constant(Double.nan, .float64)))
}
