#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How far down the stack of the current thread recursion may go: kernels may recurse, and must not crash.
///
/// A count of calls would not do: what a call takes differs tenfold between debug and release builds, and threads' stacks differ as much.
struct StackBudget {
  private let lowest: UInt

  /// Left for what runs inside the deepest call: building, compiling and launching kernels.
  private static let reserve: UInt = 256 << 10

  /// The current thread's stack but for its reserve.
  init() {
    let here = Self.position
    lowest = here - min(here, Self.remaining(below: here) * 3 / 4)
  }

  var isExhausted: Bool { Self.position < lowest }

  /// An address within the frame of the caller.
  @inline(__always) private static var position: UInt {
    var marker: UInt8 = 0
    return withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) }
  }

  #if canImport(Glibc)
    /// `pthread_getattr_np`, which Glibc has and Swift's import of it has not.
    private static let attributesOfThread = dlsym(nil, "pthread_getattr_np").map {
      unsafeBitCast($0, to: (@convention(c) (pthread_t, UnsafeMutablePointer<pthread_attr_t>) -> CInt).self)
    }
  #endif

  private static func remaining(below position: UInt) -> UInt {
    #if canImport(Glibc)
      var attributes = pthread_attr_t()
      guard let attributesOfThread, attributesOfThread(pthread_self(), &attributes) == 0 else { return reserve }
      defer { pthread_attr_destroy(&attributes) }
      var base: UnsafeMutableRawPointer?
      var size = 0
      guard pthread_attr_getstack(&attributes, &base, &size) == 0 else { return reserve }
      let bottom = UInt(bitPattern: base)
    #else
      let bottom = UInt(bitPattern: pthread_get_stackaddr_np(pthread_self())) - UInt(pthread_get_stacksize_np(pthread_self()))
    #endif
    return position > bottom ? position - bottom : 0
  }
}
