// RavelInterpreter
