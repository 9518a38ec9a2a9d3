import RavelCore

/// What a launch hands to a kernel, whichever engine runs it: lists that last through the call.
public struct KernelArguments {
  /// The element at index zero of every dimension, for each parameter.
  public var pointers: UnsafeBufferPointer<UnsafeMutableRawPointer>
  /// For each dimension.
  public var extents: UnsafeBufferPointer<Int>
  /// In bytes, a parameter's strides one after another: parameter p's in dimension d is at p * dimensions + d.
  public var strides: UnsafeBufferPointer<Int>

  public init(
    pointers: UnsafeBufferPointer<UnsafeMutableRawPointer>, extents: UnsafeBufferPointer<Int>,
    strides: UnsafeBufferPointer<Int>
  ) {
    (self.pointers, self.extents, self.strides) = (pointers, extents, strides)
  }

  /// Calls `body` with these lists as a kernel's arguments.
  public static func with<Result>(
    pointers: [UnsafeMutableRawPointer], extents: [Int], strides: [Int], _ body: (KernelArguments) -> Result
  ) -> Result {
    pointers.withUnsafeBufferPointer { pointers in
      extents.withUnsafeBufferPointer { extents in
        strides.withUnsafeBufferPointer { strides in
          body(KernelArguments(pointers: pointers, extents: extents, strides: strides))
        }
      }
    }
  }
}
