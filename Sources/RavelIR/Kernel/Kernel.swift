import RavelCore
import RavelOps

/// What each iteration of a loop takes over from the one before it: how a reduction goes on from one walk through memory
/// to the next.
public struct Carry: Hashable, Sendable {
  /// The values after the last iteration, defined after the loop.
  public var results: [BlockArgument]
  /// Known before the loop: what the first iteration finds, and the result if there is none.
  public var initial: [ValueID]
  /// The values as an iteration finds them.
  public var carried: [BlockArgument]
  /// The body's values that the next iteration finds.
  public var next: [ValueID]

  public init(results: [BlockArgument], initial: [ValueID], carried: [BlockArgument], next: [ValueID]) {
    self.results = results
    self.initial = initial
    self.carried = carried
    self.next = next
  }
}

/// What one launch does: loops over named dimensions, affine accesses to its parameters, and a scalar program.
///
/// A kernel is shape-generic. It knows each parameter's dtype and, for every dimension, the *pattern* of its stride;
/// extents and the strides that the pattern leaves open are arguments of the launch. Views exist only as strides, so
/// they cost nothing. The order in which a reduction combines is part of the kernel: it fixes the bits, whichever engine
/// runs it.
public struct Kernel: Stage {
  public static let name = "kernel"

  public var parameters: [Parameter]
  public var body: [Statement]

  public init(parameters: [Parameter], body: [Statement]) {
    self.parameters = parameters
    self.body = body
  }

  /// Dimensions d0, d1, ...; each loop runs over one of them, and several loops may share one.
  public var dimensionCount: Int { parameters.first?.strides.count ?? 0 }

  /// How many phases a launch runs before its last one: a branches loop each, all of whose iterations have stored what
  /// they have to store before anything behind the loop is run.
  ///
  /// A phase is the outermost statements before its loop, as far as they are no branches loops, and then the loop; the
  /// last phase is all outermost statements that are no branches loops. What several threads run in every phase stores
  /// nothing: before branches stand scalars and reductions of what earlier branches left.
  public var phaseCount: Int { branchLoops.count }

  private var branchLoops: [Loop] {
    body.compactMap { if case .loop(let loop) = $0, case .branches = loop.kind { loop } else { nil } }
  }

  /// The dimension whose range a launch may divide among threads: that of the one outermost loop, if it is parallel or
  /// vector; that of branches loops, phase by phase.
  public var divisibleDimension: Int? {
    if let branches = branchLoops.first { return branches.dimension }
    let loops = body.compactMap { if case .loop(let loop) = $0 { loop } else { nil } }
    guard loops.count == 1, loops[0].carry == nil else { return nil }
    switch loops[0].kind {
    case .parallel, .vector, .tiles: return loops[0].dimension
    case .serial, .scan, .tile, .branches, .reduce: return nil
    }
  }
}

/// How far a parameter moves from one index of a dimension to the next, as far as the kernel is specialised on it.
public enum StridePattern: String, Hashable, Sendable, CaseIterable {
  /// Not at all: the dimension is broadcast.
  case zero = "0"
  /// To the next element.
  case unit = "1"
  /// To the element before.
  case reversed = "-1"
  /// To the element after the next, as the real parts of complex numbers lie.
  case alternate = "2"
  /// By a stride that the launch gives.
  case any = "*"
  /// Scratch memory only: to the place of the next iteration among those that run at once, lanes of a vector. An
  /// iteration finds nothing there but what it has stored itself.
  case lane = "lane"

  public init(stride: Int) {
    switch stride {
    case 0: self = .zero
    case 1: self = .unit
    case -1: self = .reversed
    case 2: self = .alternate
    default: self = .any
    }
  }

  /// A cache line's worth of places, as far apart as they lie in scratch memory: no vector has more lanes.
  public static func lanes(of dtype: DType) -> Int { 64 / dtype.component.itemSize }

  /// Whether elements that are accessed have others between them, as far as is known.
  public var isSpaced: Bool { self == .any || self == .alternate }
}

/// Memory that a kernel reads or writes.
public struct Parameter: Hashable, Sendable {
  public enum Role: String, Hashable, Sendable {
    case input = "in"
    /// Written, and may be read back where this launch has written it.
    case output = "out"
    /// Like an output, but nobody reads it after the launch: a row of intermediate values, one for each thread.
    case scratch = "scratch"
    /// Nobody reads it after the launch either, but all threads write and read the same: what one phase leaves for the
    /// next.
    case shared = "shared"
  }

  public var role: Role
  public var dtype: DType
  /// One for each dimension.
  public var strides: [StridePattern]
  /// An output that is stored past the caches. Its vectors are aligned, as long as they are and up to 64 bytes: its
  /// pointer and its rows along the vector loop are multiples of 64 bytes, and a range begins at a multiple of 64
  /// elements.
  public var isNontemporal: Bool

  public init(role: Role, dtype: DType, strides: [StridePattern], isNontemporal: Bool = false) {
    self.role = role
    self.dtype = dtype
    self.strides = strides
    self.isNontemporal = isNontemporal
  }
}

/// A statement of a kernel.
public enum Statement: Hashable, Sendable {
  case scalar(ScalarStatement)
  /// Writes an element (its one or two components) at the enclosing loops' indices.
  case store(parameter: Int, values: [ValueID])
  case loop(Loop)
}

/// A loop over one dimension, from 0 to its extent; a tile loop runs over a piece of it.
public struct Loop: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// Iterations are independent and may run on several threads.
    case parallel
    /// One iteration after another.
    case serial
    /// As serial. The value that each iteration hands on is what it finds, combined with an operand of its own; the
    /// combination is associative, to the bit, and the initial value is neutral: compiled code may group it.
    case scan
    /// Iterations are independent; compiled code runs a register's worth of them at once.
    case vector
    /// Over the dimension in pieces of that many indices, the last one shorter. Somewhere within stands the `tile` loop
    /// that runs over the piece's indices: between the two, other loops run while a piece of memory stays in the cache.
    /// Pieces are independent.
    case tiles(size: Int)
    /// Over the indices of the enclosing tiles loop's current piece.
    case tile
    /// Over the branches that halving another dimension as pairwise summation does it, that many times, leaves of it:
    /// first halves are rounded down to a multiple. A reduce loop over that dimension within runs over the current
    /// branch. Branches are independent. There are two to the power of `levels`, and the loop is outermost.
    case branches(of: Int, levels: Int, multiple: Int)
    /// Iterations feed the loop's reductions, which combine in that order. Within a tiles loop of the same dimension it
    /// runs over the current piece.
    case reduce(ReductionOrder)

    /// Whether it cuts a dimension into pieces, over which loops within run.
    public var isCutting: Bool {
      switch self {
      case .tiles, .branches: true
      case .parallel, .serial, .scan, .vector, .tile, .reduce: false
      }
    }
  }

  public var dimension: Int
  public var kind: Kind
  public var body: [Statement]
  /// Empty but for a reduce loop.
  public var reductions: [Reduction]
  /// Values that a serial, scan or tiles loop hands from one iteration to the next, if it does.
  public var carry: Carry?

  public init(dimension: Int, kind: Kind, body: [Statement], reductions: [Reduction] = [], carry: Carry? = nil) {
    self.dimension = dimension
    self.kind = kind
    self.body = body
    self.reductions = reductions
    self.carry = carry
  }
}

/// The order in which a reduction combines its operands x0 ... xn-1. It decides the result's bits.
public enum ReductionOrder: Hashable, Sendable, BitwiseCopyable {
  /// (((initial • x0) • x1) • x2) ...
  case sequential
  /// NumPy's pairwise summation: initial • p(all). p(n) for n up to `block`: operand i goes to accumulator i mod
  /// `accumulators`, as far as whole groups reach; accumulators are combined neighbour with neighbour as a tree, and
  /// what is left over is added one by one. Above, p(n) is p(m) • p(n - m), with m = n/2 rounded down to a multiple of
  /// `accumulators`. Accumulators start from the neutral value.
  case pairwise(accumulators: Int, block: Int)
  /// Operand i goes to accumulator i mod `lanes`, starting from the neutral value; accumulators are combined as a tree,
  /// accumulator k with k + lanes/2, then halves again; the result is initial • that. `lanes` is a power of two.
  case interleaved(lanes: Int)
}

/// A value accumulated over a reduce loop.
public struct Reduction: Hashable, Sendable {
  /// The result's components, defined after the loop.
  public var results: [BlockArgument]
  /// The body's values to combine.
  public var operands: [ValueID]
  /// What the result starts from, known before the loop.
  public var initial: [ValueID]
  /// A value that leaves any other as it is, to the bit, when combined with it: what fills unused accumulators.
  public var neutral: [Constant]
  /// An accumulated value with an operand.
  public var combine: Combine
  /// An accumulated value with another one; nil if that is done as with an operand. Where operands come in order, less
  /// may have to be asked of them.
  public var merge: Combine?

  public init(
    results: [BlockArgument], operands: [ValueID], initial: [ValueID], neutral: [Constant], combine: Combine,
    merge: Combine? = nil
  ) {
    self.results = results
    self.operands = operands
    self.initial = initial
    self.neutral = neutral
    self.combine = combine
    self.merge = merge
  }

  /// Its programs.
  public var combines: [Combine] { [combine] + [merge].compactMap(\.self) }
}

/// A binary operation of a reduction, as a scalar program of its own: it reads nothing but its arguments.
public struct Combine: Hashable, Sendable {
  public var left: [BlockArgument]
  public var right: [BlockArgument]
  public var body: [ScalarStatement]
  public var results: [ValueID]

  public init(left: [BlockArgument], right: [BlockArgument], body: [ScalarStatement], results: [ValueID]) {
    self.left = left
    self.right = right
    self.body = body
    self.results = results
  }
}
