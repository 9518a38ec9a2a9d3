#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How far down the stack of the current thread recursion may go: kernels may recurse, and must not crash.
///
/// A count of calls would not do: what a call takes differs tenfold between debug and release builds, and threads'
/// stacks differ as much.
struct StackBudget {
  private let lowest: UInt

  /// Three quarters of what is left of the current thread's stack. The rest is for what runs inside the deepest call:
  /// building, compiling and launching kernels.
  init() {
    let here = Self.position
    let bottom = Self.bottom
    lowest = here > bottom ? here - (here - bottom) / 4 * 3 : here
  }

  var isExhausted: Bool { Self.position < lowest }

  /// An address within the frame of the caller.
  @inline(__always) private static var position: UInt {
    var marker: UInt8 = 0
    return withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) }
  }

  /// The lowest address of the current thread's stack.
  private static var bottom: UInt {
    #if canImport(Glibc)
      // To find a main thread's stack, the C library reads a file: each thread remembers what it was told.
      if let known = pthread_getspecific(bottomKey) { return UInt(bitPattern: known) }
      let found = foundBottom
      pthread_setspecific(bottomKey, UnsafeRawPointer(bitPattern: found))
      return found
    #else
      return UInt(bitPattern: pthread_get_stackaddr_np(pthread_self())) - UInt(pthread_get_stacksize_np(pthread_self()))
    #endif
  }

  #if canImport(Glibc)
    private static let bottomKey = threadKey()

    /// `pthread_getattr_np`, which Glibc has and Swift's import of it has not.
    private static let attributesOfThread = dlsym(nil, "pthread_getattr_np").map {
      unsafeBitCast($0, to: (@convention(c) (pthread_t, UnsafeMutablePointer<pthread_attr_t>) -> CInt).self)
    }

    private static var foundBottom: UInt {
      // What every thread has, where nothing is known.
      let guess = position - (256 << 10)
      var attributes = pthread_attr_t()
      guard let attributesOfThread, attributesOfThread(pthread_self(), &attributes) == 0 else { return guess }
      defer { pthread_attr_destroy(&attributes) }
      var address: UnsafeMutableRawPointer?
      var size = 0
      return pthread_attr_getstack(&attributes, &address, &size) == 0 ? UInt(bitPattern: address) : guess
    }
  #endif
}

/// A name for a pointer that each thread has its own of; nil at first.
func threadKey() -> pthread_key_t {
  var key = pthread_key_t()
  precondition(pthread_key_create(&key, nil) == 0, "a process has room for one more thread-local value")
  return key
}
