import Foundation
import RavelCodegen
import RavelCore
import RavelIR
import RavelOps
import RavelSchedule

// Ravel's counterpart of axpy.c: the compiled kernel, launched over and over on arrays that stay in the cache. It takes
// the same arguments, `float32|float64 ELEMENTS [SECONDS]`, and prints the same JSON.

let arguments = CommandLine.arguments.dropFirst()
guard let dtype = arguments.first.flatMap(DType.init(name:)), dtype == .float32 || dtype == .float64,
  let count = arguments.dropFirst().first.flatMap({ Int($0) }), (1...(1 << 24)).contains(count), arguments.count <= 3,
  let seconds = arguments.dropFirst(2).first.map({ Double($0) }) ?? 0.2
else {
  FileHandle.standardError.write(Data("usage: AxpyLaunches float32|float64 ELEMENTS [SECONDS]\n".utf8))
  exit(64)
}

func filled(step: Int) throws -> Storage {
  let storage = try Storage(allocating: Layout(contiguous: [count]), dtype)
  for index in 0..<count {
    let value = 0.5 + Double(index * step % 64) / 64
    if dtype == .float32 {
      storage.pointer.storeBytes(of: Float(value), toByteOffset: index * 4, as: Float.self)
    } else {
      storage.pointer.storeBytes(of: value, toByteOffset: index * 8, as: Double.self)
    }
  }
  return storage
}

let (x, y) = (try filled(step: 1), try filled(step: 3))
let a = try Storage(allocating: Layout(contiguous: []), dtype)
if dtype == .float32 {
  a.pointer.storeBytes(of: 1.5, as: Float.self)
} else {
  a.pointer.storeBytes(of: 1.5, as: Double.self)
}
let product = try Expression.ufunc(.multiply, [.array(Expression(a)), .array(Expression(x))])
let plan = try lower(Graph([try .ufunc(.add, [.array(product), .array(Expression(y))])]))
guard case .launch(let launch) = plan.steps[0] else { exit(1) }

let code = try Compiler().compile(launch.kernel)
let out = try Storage(allocating: Layout(contiguous: [count]), dtype)
let memory = [a, x, y, out]

@MainActor func time(_ calls: Int) -> Double {
  KernelArguments.with(
    pointers: launch.operands.enumerated().map { memory[$0.offset].pointer }, extents: launch.extents,
    strides: launch.operands.flatMap { operand in operand.strides.map { $0 * dtype.itemSize } }
  ) { arguments in
    let start = DispatchTime.now().uptimeNanoseconds
    for _ in 0..<calls { code.run(arguments, range: nil) }
    return Double(DispatchTime.now().uptimeNanoseconds - start)
  }
}

// A sample is as many calls as take 100 microseconds.
var calls = 1
while time(calls) < 100_000, calls < 1 << 30 { calls *= 2 }
var samples: [Double] = []
let end = DispatchTime.now().uptimeNanoseconds + UInt64(seconds * 1e9)
repeat { samples.append(time(calls) / Double(calls) / Double(count)) } while DispatchTime.now().uptimeNanoseconds < end
samples.sort()
withExtendedLifetime(memory) {
  print(
    """
    {"program": "ravel", "kernel": "axpy", "dtype": "\(dtype)", "elements": \(count), \
    "median_ns_per_element": \(samples[samples.count / 2]), "minimum_ns_per_element": \(samples[0]), \
    "elements_per_ns": \(1 / samples[0]), "samples": \(samples.count)}
    """)
}
