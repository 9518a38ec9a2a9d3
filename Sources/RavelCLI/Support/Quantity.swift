/// Numbers for people.
enum Quantity {
  static func bytes(_ count: Int) -> String {
    var value = Double(count)
    for unit in ["bytes", "KiB", "MiB", "GiB"] {
      if value < 1024 { return unit == "bytes" ? "\(count) bytes" : "\(decimal(value, places: 1)) \(unit)" }
      value /= 1024
    }
    return "\(decimal(value, places: 1)) TiB"
  }

  /// Digits in groups of three.
  static func count(_ value: Int) -> String {
    var text = ""
    for (index, digit) in String(value).reversed().enumerated() {
      if index > 0 && index % 3 == 0 && digit != "-" { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }

  static func decimal(_ value: Double, places: Int) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    guard value.isFinite, abs(value) * scale < 1e15 else { return "\(value)" }
    let digits = String(Int((abs(value) * scale).rounded()))
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let sign = value < 0 ? "-" : ""
    return places == 0 ? sign + padded : "\(sign)\(padded.dropLast(places)).\(padded.suffix(places))"
  }

  /// About three digits, in milliseconds.
  static func milliseconds(_ seconds: Double) -> String {
    let value = seconds * 1000
    return decimal(value, places: value < 1 ? 4 : value < 10 ? 3 : value < 100 ? 2 : 1)
  }

  /// How many times as long the first takes; empty unless both are known.
  static func ratio(_ slow: Double?, _ fast: Double?) -> String {
    guard let slow, let fast, fast > 0 else { return "" }
    let value = slow / fast
    return decimal(value, places: value < 10 ? 2 : value < 100 ? 1 : 0)
  }
}
