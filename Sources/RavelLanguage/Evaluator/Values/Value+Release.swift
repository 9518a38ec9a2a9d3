#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The values that this thread is about to let go of, while it does so: a pointer to an array on the stack of
/// `release`.
private let pendingKey = threadKey()

/// Lets go of the values that a container held, when the container goes.
///
/// A chain of containers, each holding the next, may be longer than any stack. So the first container to go works off a
/// list, and what goes because of that only adds to the list.
func release(_ values: inout [Value]) {
  guard values.contains(where: { $0.isContainer }) else { return }
  if let list = pthread_getspecific(pendingKey) {
    list.assumingMemoryBound(to: [Value].self).pointee.append(contentsOf: values)
    values = []
    return
  }
  var pending = values
  values = []
  withUnsafeMutablePointer(to: &pending) { list in
    pthread_setspecific(pendingKey, list)
    while list.pointee.popLast() != nil {}
    pthread_setspecific(pendingKey, nil)
  }
}

extension Value {
  /// Whether letting go of this may let go of other values.
  fileprivate var isContainer: Bool {
    switch self {
    case .tuple, .list, .function, .iterator, .method: true
    default: false
    }
  }
}
