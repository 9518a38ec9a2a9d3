import RavelCache
import RavelIR
import RavelOps

extension Kernel {
  /// What profiles, messages, perf and debuggers call the kernel: the same in every process, and for every shape.
  public var label: String { Self.label(text: description) }

  /// - Parameter text: the kernel's.
  static func label(text: String) -> String { "ravel_\(CacheKey(text).digest.prefix(12))" }

  /// The dtypes of its memory, and how large its program is.
  public var summary: String {
    func dtypes(_ role: Parameter.Role) -> String {
      parameters.filter { $0.role == role }.map { "\($0.dtype)" }.joined(separator: ", ")
    }
    func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
    let (loops, instructions) = Self.size(of: body)
    let inputs = dtypes(.input)
    return
      "\(inputs)\(inputs.isEmpty ? "" : " ")-> \(dtypes(.output)): \(count(instructions, "instruction")) in \(count(loops, "loop"))"
  }

  private static func size(of body: [Statement]) -> (loops: Int, instructions: Int) {
    body.reduce((0, 0)) { sum, statement in
      switch statement {
      case .store: return sum
      case .scalar(let scalar): return (sum.0, sum.1 + size(of: [scalar]))
      case .loop(let loop):
        let inner = size(of: loop.body)
        let combined = loop.reductions.reduce(0) { $0 + size(of: $1.combine.body) }
        return (sum.0 + inner.loops + 1, sum.1 + inner.instructions + combined)
      }
    }
  }

  private static func size(of program: [ScalarStatement]) -> Int {
    program.reduce(0) { sum, statement in
      switch statement {
      case .define: sum + 1
      case .iterate(let iteration): sum + size(of: iteration.body)
      }
    }
  }
}
