// RavelLanguage
