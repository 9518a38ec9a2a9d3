/// Runs building blocks for a function that cannot throw: an error stops the process with its text.
///
/// The one place where that is decided: every operator, and every function that cannot throw, comes through here.
func stopping<Value>(_ body: () throws -> Value) -> Value {
  do {
    return try body()
  } catch {
    let type = (error as? ArrayError)?.pythonType ?? "\(Swift.type(of: error))"
    fatalError("\(type): \(error)")
  }
}
