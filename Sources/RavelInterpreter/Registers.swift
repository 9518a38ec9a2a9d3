/// A run's registers, read and written as what they hold.
struct Registers: BitwiseCopyable {
  let base: UnsafeMutablePointer<UInt64>

  @inline(__always) subscript(_ register: Int) -> UInt64 {
    get { base[register] }
    nonmutating set { base[register] = newValue }
  }

  @inline(__always) func float32(_ register: Int) -> Float {
    Float(bitPattern: UInt32(truncatingIfNeeded: base[register]))
  }
  @inline(__always) func float64(_ register: Int) -> Double { Double(bitPattern: base[register]) }
  @inline(__always) func signed(_ register: Int) -> Int64 { Int64(bitPattern: base[register]) }

  @inline(__always) func set(_ register: Int, _ value: UInt64) { base[register] = value }
  @inline(__always) func set(_ register: Int, _ value: Int64) { base[register] = UInt64(bitPattern: value) }
  @inline(__always) func set(_ register: Int, _ value: Float) { base[register] = UInt64(value.bitPattern) }
  @inline(__always) func set(_ register: Int, _ value: Double) { base[register] = value.bitPattern }
  @inline(__always) func set(_ register: Int, _ value: Bool) { base[register] = value ? 1 : 0 }

  @inline(__always) func unsigned(_ o: Operation, _ body: (UInt64, UInt64) -> UInt64) {
    set(o.result, o.wrap(body(base[o.a], base[o.b])))
  }
  @inline(__always) func signed(_ o: Operation, _ body: (Int64, Int64) -> Int64) {
    set(o.result, o.wrap(UInt64(bitPattern: body(signed(o.a), signed(o.b)))))
  }
  @inline(__always) func float32(_ o: Operation, _ body: (Float, Float) -> Float) {
    set(o.result, body(float32(o.a), float32(o.b)))
  }
  @inline(__always) func float64(_ o: Operation, _ body: (Double, Double) -> Double) {
    set(o.result, body(float64(o.a), float64(o.b)))
  }

  @inline(__always) func copy(_ first: Int, count: Int, to target: Int) {
    for number in 0..<count { base[target + number] = base[first + number] }
  }
}

/// To an int32, x86's way: the least one for NaN and whatever does not fit.
@inline(__always) func truncated32(_ value: Double) -> Int64 {
  value >= -0x1p31 && value < 0x1p31 ? Int64(value) : Int64(Int32.min)
}

/// To an int64, x86's way: the least one for NaN and whatever does not fit.
@inline(__always) func truncated64(_ value: Double) -> Int64 {
  value >= -0x1p63 && value < 0x1p63 ? Int64(value) : .min
}
