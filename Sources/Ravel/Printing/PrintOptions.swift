/// NumPy's print options, at their defaults.
enum PrintOptions {
  /// Digits after the point, at most.
  static let precision = 8
  /// Arrays of more elements are summarised ...
  static let threshold = 1000
  /// ... to that many at either end of each axis.
  static let edgeItems = 3
  /// Columns.
  static let lineWidth = 75
}
