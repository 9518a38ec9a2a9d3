#pragma once

#include <stdbool.h>
#include <stddef.h>

/// What a loop does to each element. `a`, `b` and `c` are arrays, `s` a number.
typedef enum {
  /// a = s
  cbandwidth_fill,
  /// a = b
  cbandwidth_copy,
  /// a = s * b
  cbandwidth_scale,
  /// a = b + c
  cbandwidth_add,
  /// a = b + s * c
  cbandwidth_triad,
  /// Reads b.
  cbandwidth_read,
} cbandwidth_loop;

/// Runs a loop once.
/// - Parameters:
///   - nontemporal: whether the stores go around the caches. They have arrived when this returns.
///   - a, b, c: at multiples of 64 bytes; those that the loop has no use for may be anything.
///   - bytes: of each array; a multiple of 128.
void cbandwidth_run(
    cbandwidth_loop loop, bool nontemporal, void *_Nonnull a, const void *_Nonnull b, const void *_Nonnull c,
    size_t bytes);
