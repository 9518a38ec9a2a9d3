// RavelIR
