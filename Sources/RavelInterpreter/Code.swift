/// A program as prepared: flat plain data, shared by all its runs.
struct Code: Sendable {
  var operations: [Operation] = []
  var iterations: [PreparedIteration] = []
  /// Lists of registers, one after another.
  var lists: [Int] = []
  var registerCount = 0
}
