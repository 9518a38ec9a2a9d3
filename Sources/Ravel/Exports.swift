// What users see of the modules below: dtypes, shapes and errors, the names of operations, operands, engines, threads,
// counters.
@_exported import RavelCore

@_exported import enum RavelIR.Operand
@_exported import struct RavelIR.WideInteger
@_exported import enum RavelOps.Op
@_exported import struct RavelOps.UfuncLoop
@_exported import enum RavelRuntime.Engine
@_exported import enum RavelRuntime.Threads
@_exported import struct RavelRuntime.Counters
