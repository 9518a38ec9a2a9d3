// RavelSchedule
