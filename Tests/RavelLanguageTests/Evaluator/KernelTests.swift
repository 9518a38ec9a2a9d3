import Foundation
import Ravel
import RavelIR
import RavelLanguage
import RavelTestSupport
import Testing

/// The kernels of kernels/, unchanged, beside NumPy.
struct KernelTests {
  /// How far results may be from NumPy's, in units in the last place, where they are not the same bits: NumPy's own
  /// exp, log and tanh are up to 4 ulps off, and sums and differences of them enlarge that.
  private static let ulps: [String: UInt64] = [
    "black_scholes": 4096, "complex_rotation": 16, "exponential": 4, "gelu": 64, "log_likelihood": 16,
    "matmul_bias_relu": 4096, "softmax": 16
  ]

  static let names: [String] = {
    let folder = NumPyReference.root.appending(path: "kernels").path
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".py") }.map { String($0.dropLast(3)) }.sorted()
  }()

  private static func program(_ name: String) throws -> Program {
    let path = NumPyReference.root.appending(path: "kernels/\(name).py")
    return try Program(SourceFile(name: "kernels/\(name).py", bytes: [UInt8](Data(contentsOf: path))))
  }

  @Test func thereAreKernels() { #expect(Self.names.count >= 16) }

  /// A kernel's arguments of one layout: sizes by the names in the annotations, samples that neither overflow nor are
  /// negative where a logarithm or a division needs them not to be.
  private static func arguments(_ function: Program.Function, _ layout: LayoutCase) throws -> [(String, Storage)] {
    let sizes = ["n": 37, "m": 11, "k": 13]
    return try function.parameters.filter(\.isRequired).enumerated().map { place, parameter in
      guard let type = parameter.type, let dtype = DType(name: type.dtype) else {
        throw ArrayError.value("\(function.name): \(parameter.name) has no type")
      }
      let shape = type.dimensions.map { if case .symbol(let name) = $0 { sizes[name] ?? 5 } else { 5 } }
      let isFloat = dtype.kind >= .float
      // From 0.5 to 1, as the made-up data of `ravel bench`.
      let samples = Samples.moderate.values(isFloat ? .uint8 : dtype, count: 3000, seed: place + 1)
      let values = samples.map { isFloat ? Constant(0.5 + Double($0.bits) / 32 + Double(place) / 7, dtype) : $0 }
      guard !shape.isEmpty else { return (parameter.name, try Storage([values[0]], dtype, [])) }
      let base = try layout.array(dtype, shape, .small)
      return (
        parameter.name,
        try Storage(Array(values.prefix(base.layout.count)), dtype, base.layout.shape).laidOut(as: layout)
      )
    }
  }

  @Test(.needsNumPy) func kernelsGiveNumPysResults() throws {
    var cases: [PythonCase] = []
    for name in Self.names {
      let program = try Self.program(name)
      let function = try #require(program.defaultFunction)
      #expect(function.name == name)
      let text = String(decoding: program.module.file.bytes, as: UTF8.self)
      for layout in [LayoutCase.contiguous, .fortran] {
        cases.append(
          PythonCase(source: text, arguments: try Self.arguments(function, layout), ulps: Self.ulps[name] ?? 0))
      }
    }
    try expectAsPython(cases)
  }

  @Test func annotationsAndDefaultsAreKnown() throws {
    let blend = try #require(try Self.program("image_blend").defaultFunction)
    #expect(blend.parameters.map(\.name) == ["a", "b", "alpha"])
    #expect(blend.parameters.map { $0.type?.description } == ["uint8[m,n]", "uint8[m,n]", nil])
    #expect(blend.parameters.map(\.isRequired) == [true, true, false])
    guard case .integer(96)? = blend.parameters[2].defaultValue else {
      Issue.record("alpha's default is \(String(describing: blend.parameters[2].defaultValue))")
      return
    }
    #expect(blend.docstring?.hasPrefix("alpha 256ths") == true)
    let scholes = try Self.program("black_scholes")
    #expect(scholes.functions.map(\.name) == ["normal_cdf", "black_scholes"])
    #expect(scholes.function(named: "normal_cdf")?.parameters.count == 1)
    #expect(scholes.function(named: "nothing") == nil)
  }
}

extension Storage {
  /// The same values, column by column for `.fortran`.
  fileprivate func laidOut(as layout: LayoutCase) throws -> Storage {
    guard layout == .fortran, self.layout.rank == 2 else { return self }
    let reversed = Storage(
      buffer: buffer, dtype: dtype, layout: Layout(contiguous: self.layout.shape.reversed()), offset: offset)
    return reversed.view(AccessMap(permuting: reversed.layout.shape, [1, 0]))
  }
}
