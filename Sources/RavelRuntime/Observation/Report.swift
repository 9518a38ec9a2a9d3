import RavelCore
import RavelIR
import RavelOps
import RavelSchedule

/// What evaluations did, counted.
public struct Report: Sendable, Hashable {
  public var kernelsLaunched = 0
  public var libraryCalls = 0
  /// Bytes that the kernels' operands occupy, each counted once a launch.
  public var bytesMoved = 0
  /// Floating-point additions, subtractions, multiplications, divisions, square roots and fused multiply-adds (two
  /// each).
  public var flops = 0
  public var kernelsCompiled = 0
  /// Seconds spent on compiling them, opening LLVM included.
  public var compileSeconds = 0.0
  /// Kernels whose code was taken from the disk.
  public var kernelsLoaded = 0
  /// Seconds spent on finding, checking and loading it.
  public var loadSeconds = 0.0
  /// The part of them spent in the loader: reading the object's structure, mapping and linking it.
  public var mapSeconds = 0.0
  /// Kernels that were prepared for the interpreter.
  public var kernelsInterpreted = 0
  /// Kernels that the interpreter serves until they were compiled in the background, which the report does not count.
  public var kernelsPostponed = 0
  /// Plans that were made, because none was known.
  public var plansMade = 0

  public init() {}

  /// Adds what another evaluation did.
  public mutating func add(_ other: Report) {
    kernelsLaunched += other.kernelsLaunched
    libraryCalls += other.libraryCalls
    bytesMoved += other.bytesMoved
    flops += other.flops
    kernelsCompiled += other.kernelsCompiled
    compileSeconds += other.compileSeconds
    kernelsLoaded += other.kernelsLoaded
    loadSeconds += other.loadSeconds
    mapSeconds += other.mapSeconds
    kernelsInterpreted += other.kernelsInterpreted
    kernelsPostponed += other.kernelsPostponed
    plansMade += other.plansMade
  }

  mutating func count(_ launch: PreparedLaunch) {
    kernelsLaunched += 1
    bytesMoved += launch.bytesMoved
    flops += launch.flops
  }
}

extension Launch {
  /// Bytes that the operands occupy, each counted once.
  public var bytesMoved: Int {
    operands.reduce(0) { sum, operand in
      sum + zip(extents, operand.strides).reduce(operand.dtype.itemSize) { $1.1 == 0 ? $0 : $0 * $1.0 }
    }
  }

  /// Floating-point operations of the whole launch.
  public var flops: Int { operations(kernel.body, times: 1) }

  private func operations(_ body: [Statement], times count: Int) -> Int {
    body.reduce(0) { sum, statement in
      switch statement {
      case .scalar(let scalar): sum + count * operations(scalar)
      case .store: sum
      // Whoever runs over a piece of a tiles loop counts the whole dimension.
      case .loop(let loop) where loop.kind.isCutting: sum + operations(loop.body, times: count)
      case .loop(let loop):
        sum + operations(loop.body, times: count * extents[loop.dimension])
          + count * extents[loop.dimension]
          * loop.reductions.reduce(0) { $0 + $1.combine.body.reduce(0) { $0 + operations($1) } }
      }
    }
  }

  /// An iteration's body counts once: how often it runs depends on the values.
  private func operations(_ statement: ScalarStatement) -> Int {
    switch statement {
    case .iterate(let iteration): return iteration.body.reduce(0) { $0 + operations($1) }
    case .define(let definition):
      guard definition.dtype.isFloat else { return 0 }
      switch definition.instruction {
      case .fusedMultiplyAdd: return 2
      case .binary(let operation, _, _): return [.add, .subtract, .multiply, .divide].contains(operation) ? 1 : 0
      case .unary(.squareRoot, _): return 1
      default: return 0
      }
    }
  }
}
