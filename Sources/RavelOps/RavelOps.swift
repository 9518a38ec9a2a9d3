// RavelOps
