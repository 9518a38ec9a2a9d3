#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Tells the processor that this thread waits in a loop: the other thread of its core goes faster, and less power is
/// used.
static inline void cthreads_pause(void) {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__) || defined(__arm__)
  __asm__ volatile("yield");
#endif
}

/// Waits until somebody wakes those who wait on `word`, unless it holds another value than `value` by now. May return
/// for no reason.
void cthreads_wait(const uint32_t *_Nonnull word, uint32_t value);

/// Wakes one of those who wait on `word`. Looks at nothing in memory.
void cthreads_wake(const uint32_t *_Nonnull word);

/// Starts a thread that nobody waits for, and that takes no signals but those of its own faults.
/// - Parameters:
///   - name: at most 15 characters are used.
///   - stack: bytes.
/// - Returns: whether it was started.
bool cthreads_start(
    const char *_Nonnull name, size_t stack, void (*_Nonnull body)(void *_Nonnull), void *_Nonnull context);

/// How many processors this process may run on; 0 where nothing can be told.
unsigned cthreads_processors(void);

/// The number of the processor that runs this; -1 where nothing can be told.
int cthreads_processor(void);

/// Keeps this thread off a processor, if the process has another one; where that cannot be done, nothing happens.
void cthreads_avoid(int processor);
