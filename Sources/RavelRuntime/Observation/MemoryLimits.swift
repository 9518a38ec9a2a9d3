import CBandwidth
import RavelCodegen
import RavelCore

/// What this machine's memory and caches can do, measured by loops of the kind that kernels are made of (those of J. D.
/// McCalpin's STREAM), over arrays of the kind that they work on.
public struct MemoryLimits: Sendable {
  /// What a loop does to each element of its arrays.
  public enum Loop: String, Sendable, CaseIterable {
    /// a = s
    case fill
    /// a = b
    case copy
    /// a = s * b
    case scale
    /// a = b + c
    case add
    /// a = b + s * c
    case triad
    /// Reads b.
    case read

    /// How many arrays are read or written.
    var arrays: Int {
      switch self {
      case .fill, .read: 1
      case .copy, .scale: 2
      case .add, .triad: 3
      }
    }

    fileprivate var code: cbandwidth_loop {
      switch self {
      case .fill: cbandwidth_fill
      case .copy: cbandwidth_copy
      case .scale: cbandwidth_scale
      case .add: cbandwidth_add
      case .triad: cbandwidth_triad
      case .read: cbandwidth_read
      }
    }
  }

  /// One loop over arrays that no cache holds.
  public struct Row: Sendable {
    public let loop: Loop
    /// Whether its stores go around the caches.
    public let isNontemporal: Bool
    public let threads: Int
    /// Of what the program reads and writes: not what a cache fetches in order to write into it.
    public fileprivate(set) var bytesPerSecond = 0.0
  }

  /// Reading by one thread what a cache holds.
  public struct Cache: Sendable {
    public let level: Int
    public let byteCount: Int
    public let readBytesPerSecond: Double
  }

  /// Bytes of each array.
  public let arrayBytes: Int
  public private(set) var rows: [Row] = []
  public private(set) var caches: [Cache] = []

  /// The most that a loop with operands and a result did by at most so many threads, in bytes per second: what a kernel
  /// that memory bounds can reach. nil if it was not measured.
  public func bytesPerSecond(threads: Int) -> Double? {
    rows.filter { $0.threads <= threads && ![.fill, .read].contains($0.loop) }.map(\.bytesPerSecond).max()
  }

  /// Measures for some seconds, by one thread and by `Threads.count`.
  ///
  /// All loops have their turn in every round, and the best of each counts: a load that comes and goes meets them all.
  /// - Parameters:
  ///   - seconds: after which no other round is begun; one is always done.
  ///   - largestArray: bytes that each of three arrays may take.
  /// - Throws: `ArrayError.outOfMemory`.
  public init(seconds: Double = 5, largestArray: Int = 512 << 20) throws(ArrayError) {
    let caches = MachineCaches.byteCounts
    // Four times what the caches hold: little of an array is left when the next pass comes.
    let wanted = max(4 * (caches.max() ?? 0), 64 << 20)
    arrayBytes = max(min(wanted, largestArray, Memory.limit / 8) / Self.grain, 1) * Self.grain
    let arrays = try Arrays(byteCount: arrayBytes)
    for threads in Set([1, Threads.count]).sorted() {
      for loop in Loop.allCases {
        for isNontemporal in loop == .read ? [false] : [false, true] {
          rows.append(Row(loop: loop, isNontemporal: isNontemporal, threads: threads))
        }
      }
    }
    let start = ContinuousClock.now
    // The first pages of an array cost more than the loop.
    arrays.touch()
    repeat {
      for index in rows.indices {
        let row = rows[index]
        let time = Self.seconds { arrays.run(row.loop, isNontemporal: row.isNontemporal, threads: row.threads) }
        let rate = Double(row.loop.arrays * arrayBytes) / time
        rows[index].bytesPerSecond = max(row.bytesPerSecond, rate)
      }
    } while ContinuousClock.now - start < .seconds(seconds)
    for (index, size) in caches.enumerated() where size > 0 {
      // Half of it, for others use it too.
      let bytes = min(size / 2, arrayBytes) / 128 * 128
      let rate = arrays.readingRate(bytes)
      self.caches.append(Cache(level: index + 1, byteCount: size, readBytesPerSecond: rate))
    }
  }

  private static let grain = 1 << 16

  fileprivate static func seconds(_ body: () -> Void) -> Double {
    max(ContinuousClock().measure(body) / .seconds(1), 1e-9)
  }

  /// Three arrays, as those of kernels are.
  private struct Arrays {
    private let a, b, c: Buffer

    init(byteCount: Int) throws(ArrayError) {
      (a, b, c) = (
        try Buffer(byteCount: byteCount), try Buffer(byteCount: byteCount), try Buffer(byteCount: byteCount)
      )
    }

    func touch() {
      for buffer in [a, b, c] {
        cbandwidth_run(cbandwidth_fill, false, buffer.address, b.address, c.address, buffer.byteCount)
      }
    }

    func run(_ loop: Loop, isNontemporal: Bool, threads: Int) {
      let (a, b, c, code) = (self.a, self.b, self.c, loop.code)
      // As large launches are divided.
      let chunk = (a.byteCount / grain + 63) / 64 * grain
      Threads.divide(a.byteCount, chunk: threads == 1 ? a.byteCount : chunk, workers: threads) { _, range in
        let start = range.lowerBound
        cbandwidth_run(code, isNontemporal, a.address + start, b.address + start, c.address + start, range.count)
      }
    }

    /// Bytes per second of reading the first bytes of an array again and again.
    func readingRate(_ bytes: Int) -> Double {
      let passes = max(1, (8 << 20) / bytes)
      let times = (0..<20).map { _ in
        seconds {
          for _ in 0..<passes { cbandwidth_run(cbandwidth_read, false, a.address, b.address, c.address, bytes) }
        }
      }
      return Double(passes * bytes) / times.dropFirst().min()!
    }
  }
}
