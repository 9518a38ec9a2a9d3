import Ravel
import RavelTestSupport
import Synchronization
import Testing

@Test func typedAccessIsInRowMajorOrder() throws {
  let x = arange(6, dtype: .float32).reshape(2, 3)
  #expect(try x.withUnsafeBuffer(of: Float.self) { Array($0) } == [0, 1, 2, 3, 4, 5])
  #expect(try x.T.withUnsafeBuffer(of: Float.self) { Array($0) } == [0, 3, 1, 4, 2, 5])
  #expect(try x[.all, .stride(by: -2)].withUnsafeBuffer(of: Float.self) { Array($0) } == [2, 0, 5, 3])
  #expect(try x[1, 1...].withUnsafeBuffer(of: Float.self) { Array($0) } == [4, 5])
  #expect(try x[0..<0].withUnsafeBuffer(of: Float.self) { $0.count } == 0)
  #expect(try (x .> 2).withUnsafeBuffer(of: Bool.self) { $0.filter { $0 }.count } == 3)
  #expect(try x.scalars(as: Float.self) == [0, 1, 2, 3, 4, 5])
  #expect(try x[1, 2].scalar(as: Float.self) == 5)
  #expect(try NDArray(UInt8(7)).scalar(as: UInt8.self) == 7)
  let z = NDArray([Complex<Float>(1, 2)])
  #expect(try z.withUnsafeBuffer(of: Complex<Float>.self) { $0[0] } == Complex(1, 2))
  // What lies in row-major order is not copied.
  let addresses = try (0..<2).map { _ in try x.withUnsafeBuffer(of: Float.self) { $0.baseAddress } }
  #expect(addresses[0] == addresses[1])
}

@Test func typedAccessIsOfTheDTypeOnly() {
  let x = arange(2, dtype: .int32)
  let error = ArrayError.type("the array's elements are int32, not int64")
  #expect(throws: error) { try x.scalars(as: Int.self) }
  #expect(throws: error) { try x.withUnsafeBuffer(of: Int.self) { $0.count } }
  #expect(throws: ArrayError.value("can only convert an array of size 1 to a Python scalar")) {
    try x.scalar(as: Int32.self)
  }
}

@Test func memoryIsTakenOverWithoutACopy() throws {
  let freed = Mutex(0)
  func elements(_ count: Int) -> UnsafeMutableBufferPointer<Double> {
    let buffer = UnsafeMutableBufferPointer<Double>.allocate(capacity: count)
    for index in buffer.indices { buffer.initializeElement(at: index, to: Double(index)) }
    return buffer
  }
  try withoutActuallyEscaping({ freed.withLock { $0 += 1 } } as @Sendable () -> Void) { note in
    let memory = elements(6)
    let address = UnsafePointer(memory.baseAddress!)
    var view: NDArray?
    do {
      let x = try NDArray(adopting: memory, shape: [2, 3]) {
        note()
        $0.deallocate()
      }
      #expect(try x.withUnsafeBuffer(of: Double.self) { $0.baseAddress } == address)
      view = x[1]
      #expect(try (x + 1).sum().scalar(as: Double.self) == 21)
    }
    #expect(freed.withLock { $0 } == 0)
    #expect(view!.toArray(Double.self) == [3, 4, 5])
    view = nil
    #expect(freed.withLock { $0 } == 1)

    let columns = try NDArray(adopting: elements(6), shape: [2, 3], order: .fortran) {
      note()
      $0.deallocate()
    }
    #expect(columns.strides == [8, 16] && columns[0].toArray(Double.self) == [0, 2, 4])
    _ = try NDArray(adopting: UnsafeMutableBufferPointer<Int8>(start: nil, count: 0), shape: [0, 2]) { _ in note() }
    #expect(freed.withLock { $0 } == 2)
  }
  let memory = elements(6)
  #expect(throws: ArrayError.cannotReshape(count: 6, [4])) { try NDArray(adopting: memory, shape: [4]) }
  #expect(memory[5] == 5)
  memory.deallocate()
}

/// Assigning to an array over somebody's memory changes the variable, not the memory.
@Test func takenOverMemoryIsNotWritten() throws {
  let memory = UnsafeMutableBufferPointer<Int32>.allocate(capacity: 2)
  memory.initialize(repeating: 1)
  var x = try NDArray(adopting: memory, shape: [2])
  let before = x
  x[0] = 9
  x += 1
  #expect(x.toArray(Int32.self) == [10, 2] && before.toArray(Int32.self) == [1, 1] && memory[0] == 1)
}
