#include "CBandwidth.h"

#include <stdint.h>

// A cache line; the compiler makes as many of the processor's vectors of it as it takes.
typedef double Line __attribute__((vector_size(64)));
typedef uint64_t Bits __attribute__((vector_size(64)));

static volatile uint64_t sink;

// Two loops: in one, the optimiser would make the two stores one.
#define STORE(value)                                                                                            \
  if (nontemporal)                                                                                              \
    for (size_t i = 0; i < lines; i++) __builtin_nontemporal_store((value), &a[i]);                             \
  else                                                                                                          \
    for (size_t i = 0; i < lines; i++) a[i] = (value);                                                          \
  break

// The loops, for one set of instructions. A copy must stay the loop that it is: the C library's has stores of its own
// choice.
#define LOOPS(name, ...)                                                                                       \
  __VA_ARGS__ __attribute__((no_builtin("memcpy", "memmove", "memset"))) static void name(                      \
      cbandwidth_loop loop, bool nontemporal, Line *a, const Line *b, const Line *c, size_t lines) {            \
    const Line s = {3, 3, 3, 3, 3, 3, 3, 3};                                                                    \
    switch (loop) {                                                                                             \
      case cbandwidth_fill: STORE(s);                                                                           \
      case cbandwidth_copy: STORE(b[i]);                                                                        \
      case cbandwidth_scale: STORE(s * b[i]);                                                                   \
      case cbandwidth_add: STORE(b[i] + c[i]);                                                                  \
      case cbandwidth_triad: STORE(b[i] + s * c[i]);                                                            \
      case cbandwidth_read: {                                                                                   \
        /* Two chains of an operation that takes one cycle keep up with any cache. */                           \
        const Bits *bits = (const Bits *)b;                                                                     \
        Bits even = {0}, odd = {0};                                                                             \
        for (size_t i = 0; i < lines; i += 2) {                                                                 \
          even ^= bits[i];                                                                                      \
          odd ^= bits[i + 1];                                                                                   \
        }                                                                                                       \
        even ^= odd;                                                                                            \
        uint64_t all = 0;                                                                                       \
        for (int i = 0; i < 8; i++) all ^= even[i];                                                             \
        sink = all;                                                                                             \
      }                                                                                                         \
    }                                                                                                           \
  }

LOOPS(run_baseline)
#if defined(__x86_64__)
LOOPS(run_avx2, __attribute__((target("avx2,fma"))))
LOOPS(run_avx512, __attribute__((target("avx512f"))))
#endif

void cbandwidth_run(
    cbandwidth_loop loop, bool nontemporal, void *a, const void *b, const void *c, size_t bytes) {
  void (*run)(cbandwidth_loop, bool, Line *, const Line *, const Line *, size_t) = run_baseline;
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f"))
    run = run_avx512;
  else if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    run = run_avx2;
#endif
  run(loop, nontemporal, a, b, c, bytes / sizeof(Line));
  // Stores that went around the caches are in no order until then.
  if (nontemporal) __atomic_thread_fence(__ATOMIC_SEQ_CST);
}
