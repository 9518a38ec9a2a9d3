// RavelCodegen
