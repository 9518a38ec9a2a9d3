import RavelCodegen
import RavelIR
import RavelSchedule
import Synchronization

/// A kernel whose code is being made: until it is there, the interpreter serves, with the same bits.
final class PostponedKernel: ExecutableKernel {
  private let interpreted: any ExecutableKernel
  /// The code, retained; 0 while there is none.
  private let code = Atomic<UInt>(0)

  init(_ interpreted: any ExecutableKernel) { self.interpreted = interpreted }

  deinit {
    if let address = UnsafeRawPointer(bitPattern: code.load(ordering: .acquiring)) {
      Unmanaged<CompiledKernel>.fromOpaque(address).release()
    }
  }

  /// Has the next run be that of the code. To be called once.
  func become(_ compiled: CompiledKernel) {
    code.store(UInt(bitPattern: Unmanaged.passRetained(compiled).toOpaque()), ordering: .releasing)
  }

  var compiled: CompiledKernel? {
    UnsafeRawPointer(bitPattern: code.load(ordering: .acquiring)).map {
      Unmanaged<CompiledKernel>.fromOpaque($0).takeUnretainedValue()
    }
  }

  private var current: any ExecutableKernel { compiled ?? interpreted }

  func run(_ arguments: KernelArguments, range: Range<Int>?, phase: Int) {
    current.run(arguments, range: range, phase: phase)
  }

  /// What it takes is counted where its parts are kept.
  var size: Int { 0 }
  var lastUse: Int { current.lastUse }
  func noteUse() { current.noteUse() }
  var parts: [any ExecutableKernel] { [current] }
}

extension Launch {
  /// Whether the interpreter is clearly done before the compiler would be.
  var isSoonInterpreted: Bool {
    4 * Self.nanosecondsOfStatement * statements(kernel.body, times: 1, extents)
      <= 2_000_000 + Self.nanosecondsOfCompiling * statements(kernel.body, times: 1, nil)
  }

  /// Measured on a Cascade Lake core at 2.5 GHz: 4 to 8 a statement and element.
  private static let nanosecondsOfStatement = 8.0
  /// And to compile: 3 to 4 milliseconds for 5 statements, 13 for some 130.
  private static let nanosecondsOfCompiling = 80_000.0

  /// How many scalar statements run.
  /// - Parameter extents: nil counts those that are written.
  private func statements(_ body: [Statement], times count: Double, _ extents: [Int]?) -> Double {
    body.reduce(0) { sum, statement in
      switch statement {
      case .loop(let loop):
        let turns = loop.kind.isCutting ? 1 : extents.map { Double($0[loop.dimension]) } ?? 1
        let combining = loop.reductions.reduce(0) { $0 + Double($1.combine.body.count) }
        return sum + statements(loop.body, times: count * turns, extents) + count * turns * combining
      case .store: return sum + count
      case .scalar(.define): return sum + count
      // How often it runs depends on the values.
      case .scalar(.iterate(let iteration)):
        return sum + count * Double(iteration.body.count) * (extents == nil ? 1 : 100)
      }
    }
  }
}
