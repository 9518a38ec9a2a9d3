// The yardstick for an axpy that stays in the first-level cache: out[i] = a * x[i] + y[i], as a C compiler makes it.
//
//   axpy float32|float64 ELEMENTS [SECONDS]
//
// prints one JSON object on one line; Ravel's counterpart prints the same:
//
//   {"program": "c", "kernel": "axpy", "dtype": "float32", "elements": 2048, "median_ns_per_element": 0.031,
//    "minimum_ns_per_element": 0.030, "elements_per_ns": 33.3, "samples": 900}
//
// A sample times calls that follow each other over the same arrays for at least 100 microseconds; samples are taken
// until SECONDS (0.2 if not said) are spent. `elements_per_ns` follows from the minimum.

#define _GNU_SOURCE  // aligned_alloc and clock_gettime, whatever -std says

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { most_samples = 100000, alignment = 64 };

// Kept out of line, and its result observed, so that the calls can neither be merged nor dropped.
#define OBSERVED(pointer) __asm__ volatile("" : : "r"(pointer) : "memory")
#define AXPY(dtype, type)                                                                              \
  __attribute__((noinline)) static void axpy_##dtype(size_t n, type a, const type *restrict x,        \
                                                     const type *restrict y, type *restrict out) {    \
    for (size_t i = 0; i < n; i++) out[i] = a * x[i] + y[i];                                           \
  }                                                                                                    \
  static void fill_##dtype(size_t n, void *memory, int step) {                                         \
    for (size_t i = 0; i < n; i++) ((type *)memory)[i] = (type)0.5 + (type)(i * step % 64) / 64;       \
  }                                                                                                    \
  static void calls_##dtype(long count, size_t n, const void *x, const void *y, void *out) {           \
    for (long i = 0; i < count; i++) {                                                                 \
      axpy_##dtype(n, (type)1.5, x, y, out);                                                           \
      OBSERVED(out);                                                                                   \
    }                                                                                                  \
  }

AXPY(float32, float)
AXPY(float64, double)

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static int ascending(const void *left, const void *right) {
  double l = *(const double *)left, r = *(const double *)right;
  return (l > r) - (l < r);
}

int main(int argc, char **argv) {
  int single = argc > 1 && strcmp(argv[1], "float32") == 0;
  long n = argc > 2 ? atol(argv[2]) : 0;
  double seconds = argc > 3 ? atof(argv[3]) : 0.2;
  if (argc > 4 || n < 1 || n > 1 << 24 || (!single && (argc < 2 || strcmp(argv[1], "float64") != 0))) {
    fprintf(stderr, "usage: axpy float32|float64 ELEMENTS [SECONDS]\n");
    return 64;
  }
  void (*calls)(long, size_t, const void *, const void *, void *) = single ? calls_float32 : calls_float64;
  void (*fill)(size_t, void *, int) = single ? fill_float32 : fill_float64;

  // Whole cache lines for each array, and one between two of them, so that equal offsets do not share a set.
  size_t bytes = ((size_t)n * 8 / alignment + 2) * alignment;
  char *memory = aligned_alloc(alignment, 3 * bytes);
  double *samples = malloc(most_samples * sizeof *samples);
  if (!memory || !samples) return perror("axpy"), 1;
  void *x = memory, *y = memory + bytes, *out = memory + 2 * bytes;
  fill((size_t)n, x, 5);
  fill((size_t)n, y, 3);

  long count = 1;
  for (double spent = 0; spent < 1e-4; count *= 2) {
    double start = now();
    calls(count, (size_t)n, x, y, out);
    spent = now() - start;
  }
  long taken = 0;
  for (double start = now(), end = start; taken < 3 || (end - start < seconds && taken < most_samples);) {
    double before = now();
    calls(count, (size_t)n, x, y, out);
    end = now();
    samples[taken++] = (end - before) * 1e9 / ((double)count * (double)n);
  }
  qsort(samples, (size_t)taken, sizeof *samples, ascending);
  printf("{\"program\": \"c\", \"kernel\": \"axpy\", \"dtype\": \"%s\", \"elements\": %ld, "
         "\"median_ns_per_element\": %.6f, \"minimum_ns_per_element\": %.6f, \"elements_per_ns\": %.3f, "
         "\"samples\": %ld}\n",
         argv[1], n, samples[taken / 2], samples[0], 1 / samples[0], taken);
  free(samples);
  free(memory);
  return 0;
}
