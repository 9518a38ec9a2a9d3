import Ravel
import RavelIR
import RavelLanguage
import RavelTestSupport
import Testing

/// Programs over basic indexing, made at random, beside NumPy: reads, views of views, and assignments through them.
struct IndexingTests {
  private struct Writer {
    var random: SplitMix64
    var lines: [String] = []
    /// Names of arrays, with their shapes as far as the writer needs them.
    var arrays: [(name: String, shape: Shape)]

    mutating func below(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }

    mutating func bound(_ extent: Int) -> String {
      below(3) == 0 ? "" : "\(below(2 * extent + 3) - extent - 1)"
    }

    /// An index, and the shape that it leaves.
    mutating func index(_ shape: Shape) -> (text: String, shape: Shape) {
      var parts: [String] = []
      var result: Shape = []
      var axis = 0
      var hasEllipsis = false
      while axis < shape.count {
        let extent = shape[axis]
        switch below(8) {
        case 0 where extent > 0:
          parts.append("\(below(2 * extent) - extent)")
          axis += 1
        case 1:
          parts.append("None")
          result.append(1)
        case 2 where !hasEllipsis:
          // Whatever follows counts from the end.
          hasEllipsis = true
          let rest = below(shape.count - axis + 1)
          parts.append("...")
          result += shape[axis..<(axis + rest)]
          axis += rest
        case 3 where !hasEllipsis && !parts.isEmpty:
          return (parts.joined(separator: ", "), result + shape[axis...])
        default:
          let step = ["", ":", ":2", ":-1", ":-2", ":3"][below(6)]
          let (start, stop) = (bound(extent), bound(extent))
          parts.append("\(start):\(stop)\(step)")
          let by = Int(step.dropFirst()) ?? 1
          let count = (try? sliceIndices(start: Int(start), stop: Int(stop), step: by, extent: extent).count) ?? 0
          result.append(count)
          axis += 1
        }
      }
      if parts.isEmpty { return ("...", result) }
      return (parts.joined(separator: ", "), result)
    }

    mutating func statement(_ number: Int) {
      let (name, shape) = arrays[below(arrays.count)]
      let (text, selected) = index(shape)
      let scalars = ["2.5", "-1", "0.5", "True", "np.float64(3)"]
      switch below(7) {
      case 0, 1:
        lines.append("v\(number) = \(name)[\(text)]")
        if !selected.isEmpty { arrays.append(("v\(number)", selected)) }
      case 2:
        let view = [
          "\(name).T", "np.flip(\(name))", "\(name).ravel()", "\(name).copy()", "\(name).reshape(-1, 1)", "\(name) * 2"
        ][below(6)]
        lines.append("v\(number) = \(view)")
        let count = shape.reduce(1, *)
        let flat: Shape? = view.hasSuffix("ravel()") ? [count] : view.hasSuffix("1)") ? [count, 1] : nil
        arrays.append(("v\(number)", flat ?? (view.hasSuffix(".T") ? shape.reversed() : shape)))
      case 3:
        lines.append("\(name)[\(text)] = \(scalars[below(scalars.count)])")
      case 4:
        lines.append("\(name)[\(text)] \(["+", "-", "*"][below(3)])= \(scalars[below(scalars.count)])")
      case 5:
        // From the same array, so that what is read and what is written overlap.
        let other = arrays[below(arrays.count)].name
        lines.append("\(name)[\(text)] += \(other).ravel()[:1].sum() * 0.25")
      default:
        lines.append("\(name) \(["+", "-", "*"][below(3)])= \(scalars[below(scalars.count)])")
      }
    }
  }

  private static func program(_ seed: Int) throws -> PythonCase {
    var random = SplitMix64(seed: seed)
    let rank = 1 + Int(random.next() % 3)
    let shape = (0..<rank).map { _ in 1 + Int(random.next() % 5) }
    let layouts: [LayoutCase] = [.contiguous, .fortran, .strided, .flipped, .sliced]
    let layout = layouts[Int(random.next() % UInt64(layouts.count))]
    var writer = Writer(random: random, arrays: [("x", shape)])
    for number in 0..<12 { writer.statement(number) }
    writer.lines.append("return " + writer.arrays.map(\.name).joined(separator: ", ") + ",")
    let writesX = writer.lines.joined(separator: "\n")
    var item = PythonCase.body(writesX, [("x", try layout.array(.float64, shape, .small, seed: seed))])
    // x is returned, and once more if it was assigned into; what is compared is what is returned.
    item.comparesReturnedOnly = true
    return item
  }

  @Test(.needsNumPy) func randomProgramsGiveNumPysElements() throws {
    try expectAsPython((1...400).map(Self.program))
  }
}
