import RavelCore
import RavelIR

/// Runs the pending operations of some expressions together and stores their results: afterwards each has its `storage`.
///
/// Safe from several threads at once: an expression that two of them evaluate is computed by each, to the same bits, and one result stays.
/// - Throws: `ArrayError.outOfMemory`; `EngineError` where the engine asked for cannot be had.
public func evaluate(_ expressions: [Expression], engine: Engine = .automatic) throws {
  preconditionFailure("not yet")
}
