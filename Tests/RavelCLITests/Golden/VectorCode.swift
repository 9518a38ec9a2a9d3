import Foundation

/// LLVM's text of one or more kernels, as far as it shows how loops run along vectors.
struct VectorCode {
  /// The lines of a labelled piece of code.
  struct Block {
    var label: String
    var lines: [String]

    func lines(with text: String) -> [String] { lines.filter { $0.contains(text) } }
    func contains(_ text: String) -> Bool { !lines(with: text).isEmpty }
  }

  private(set) var blocks: [Block] = []

  init(_ text: String) {
    for line in text.split(separator: "\n").map(String.init) {
      // A heading of `ravel dump`, between one kernel and the next.
      if line.hasPrefix("; "), line.contains(": step ") { blocks.append(Block(label: line, lines: [])) }
      if let label = line.prefixMatch(of: /([a-z][a-z0-9.]*):/) {
        blocks.append(Block(label: String(label.1), lines: []))
      } else if line.hasPrefix("  "), !blocks.isEmpty {
        blocks[blocks.count - 1].lines.append(line.trimmingCharacters(in: .whitespaces))
      }
    }
  }

  /// The blocks of that name; LLVM numbers those after the first.
  func blocks(_ name: String) -> [Block] {
    blocks.filter { $0.label.hasPrefix(name) && $0.label.dropFirst(name.count).allSatisfy(\.isNumber) }
  }

  /// The lines of a golden text: labels; what has vectors in it; loads, stores and calls; branches. Arithmetic on
  /// addresses and counters is left out, and the reading of the kernel's arguments. Values are numbered as they come in
  /// these lines, so that other lines do not change them; constant vectors are cut short.
  var tellingLines: [String] {
    var names = Names()
    var result: [String] = []
    for block in blocks {
      result.append(block.label.hasPrefix("; ") ? block.label : block.label + ":")
      result += block.lines.filter(Self.isTelling).map { "  " + names.renamed(Self.abridged($0)) }
    }
    return result
  }

  private static func isTelling(_ line: String) -> Bool {
    if line.contains("= load ptr, ptr %") || line.contains("= load i64, ptr %") { return false }
    let marks = [" x ", "= load ", "store ", "call ", "br ", "ret "]
    return marks.contains { line.contains($0) }
  }

  /// `<i32 0, i32 1, i32 2, i32 3>` as `<i32 0, i32 1, ..., i32 3>`, and `<i32 7, i32 7, i32 7, i32 7>` as `<i32 7,
  /// ...>`; longer ones likewise.
  private static func abridged(_ line: String) -> String {
    line.replacing(/<([^<>,]+(?:, [^<>,]+){3,})>/) { match in
      let elements = String(match.1).components(separatedBy: ", ")
      let isOne = elements.allSatisfy { $0 == elements[0] }
      return isOne ? "<\(elements[0]), ...>" : "<\(elements[0]), \(elements[1]), ..., \(elements.last!)>"
    }
  }

  private struct Names {
    private var numbers: [Substring: Int] = [:]

    /// The line with LLVM's numbers replaced by others, from 0 in the order in which they come.
    mutating func renamed(_ line: String) -> String {
      line.replacing(/%[0-9]+/) { match in
        let number = numbers[match.0] ?? numbers.count
        numbers[Substring(String(match.0))] = number
        return "%\(number)"
      }
    }
  }
}
