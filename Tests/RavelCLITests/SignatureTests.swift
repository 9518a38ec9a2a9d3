import RavelCore
import RavelLanguage
import Testing

@testable import RavelCLI

@Suite struct SignatureTests {
  private func signature(_ parameters: String) throws -> RavelCLI.Signature {
    let file = SourceFile(name: "test.py", text: "def f(\(parameters)):\n  return 0\n")
    return Signature(try #require(try Program(file).defaultFunction))
  }

  @Test func dimensionsInOrderOfAppearance() throws {
    let signature = try signature("a: 'float32', x: 'float32[m,k]', w: 'float32[k,n]', b: 'bool[n]', eps=1e-5")
    #expect(signature.dimensionNames == ["m", "k", "n"])
    #expect(signature.mainDType == .float32)
    let types = signature.arguments(sizes: ["m": 2, "k": 3, "n": 4], dtype: .int8)
    #expect(types.map { $0?.description } == ["int8", "int8[2,3]", "int8[3,4]", "bool[4]", nil])
  }

  @Test func fixedDimensionsStay() throws {
    let signature = try signature("x: 'complex64[3, n]'")
    #expect(signature.arguments(sizes: ["n": 5]).map { $0?.description } == ["complex64[3,5]"])
  }

  @Test func theFirstArrayHasTheMainDType() throws {
    #expect(try signature("a: 'float64', x: 'int32[n]'").mainDType == .int32)
    #expect(try signature("a: 'float64'").mainDType == .float64)
    #expect(try signature("a, b=1").mainDType == nil)
  }

  @Test func annotationsThatAreNoTypes() {
    #expect(throws: Diagnostic.self) { try signature("x: 'float33[n]'") }
  }

  @Test func sizesByHalves() {
    #expect(DimensionSizes.halving(["m", "n"]) == ["m": 1024, "n": 512])
    #expect(DimensionSizes.halving(["a", "b", "c", "d", "e", "f", "g", "h", "i"])["i"] == 8)
  }

  @Test func pointsAreSharedOut() {
    #expect(DimensionSizes.points(exponent: 15, ["m", "n"]) == ["m": 256, "n": 128])
    #expect(DimensionSizes.points(exponent: 15, ["m", "k", "n"]) == ["m": 32, "k": 32, "n": 32])
    #expect(DimensionSizes.points(exponent: 24, ["n"]) == ["n": 1 << 24])
    #expect(DimensionSizes.points(exponent: 24, []) == [:])
  }

  @Test func namesOfTypes() {
    #expect(MadeUpType(dtype: .bool, shape: []).description == "bool")
    #expect(MadeUpType(dtype: .float64, shape: [3], strides: [2], scale: 0.5).description == "float64[3]@2*0.5")
    #expect(MadeUpType(dtype: .float32, shape: [4, 2], strides: [1, -4]).description == "float32[4,2]@1,-4")
  }

  @Test func layoutsOfChecks() {
    let type = MadeUpType(dtype: .float32, shape: [5, 67])
    #expect(CheckLayout.fortran.lay(type, number: 0).strides == [1, 5])
    #expect(CheckLayout.strided.lay(type, number: 0).strides == [137, 2])
    #expect(CheckLayout.reversed.lay(type, number: 0).strides == [-67, -1])
    #expect(CheckLayout.broadcast.lay(type, number: 0).strides == [0, 1])
    #expect(CheckLayout.broadcast.lay(type, number: 1).strides == [67, 0])
    #expect(CheckLayout.scalar.lay(type, number: 0).shape == [])
    #expect(CheckLayout.empty.sizes(["m", "n"]) == ["m": 0, "n": 0])
    #expect(CheckLayout.contiguous.sizes(["m", "k", "n", "l"]) == ["m": 5, "k": 67, "n": 19, "l": 3])
  }
}
