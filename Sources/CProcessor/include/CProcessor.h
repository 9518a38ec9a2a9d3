#pragma once

#include <stdint.h>

/// What tells this machine's processor from others, as registers and system calls give it: its model, and everything
/// from which a compiler would read its features. The same on every core and in every process. Takes a few
/// microseconds; no file larger than a line is read.
/// - Returns: how many words it filled, at most `capacity`; 0 where nothing can be told.
unsigned cprocessor_identity(uint64_t *_Nonnull words, unsigned capacity);
