// RavelRuntime
