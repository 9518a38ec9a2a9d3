// RavelCore
