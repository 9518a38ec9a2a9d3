import RavelCore

/// What a launch hands to a kernel, whichever engine runs it.
public struct KernelArguments {
  /// The element at index zero of every dimension, for each parameter.
  public var pointers: [UnsafeMutableRawPointer]
  /// For each dimension.
  public var extents: [Int]
  /// In bytes, a parameter's strides one after another: parameter p's in dimension d is at p * dimensions + d.
  public var strides: [Int]

  public init(pointers: [UnsafeMutableRawPointer], extents: [Int], strides: [Int]) {
    self.pointers = pointers
    self.extents = extents
    self.strides = strides
  }
}
