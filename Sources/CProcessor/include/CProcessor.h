#pragma once

#include <stdint.h>

/// What tells this machine's processor from others, as registers and system calls give it: its model, and everything
/// from which a compiler would read its features. The same on every core and in every process. Takes a few
/// microseconds; no file larger than a line is read.
/// - Returns: how many words it filled, at most `capacity`; 0 where nothing can be told.
unsigned cprocessor_identity(uint64_t *_Nonnull words, unsigned capacity);

/// The highest of the levels that the x86-64 psABI defines (1 to 4) whose instructions this process may use: the
/// processor has them, and the system saves their registers. 0 on other architectures.
unsigned cprocessor_x86_level(void);
