#include "CProcessor.h"

#include <stddef.h>

#if defined(__x86_64__)

#include <cpuid.h>

// One leaf of CPUID, and which of its registers (a mask of eax, ebx, ecx, edx) say the same on every core.
typedef struct {
  unsigned leaf, subleaf, registers;
} Leaf;

enum { EAX = 1, EBX = 2, ECX = 4, EDX = 8 };

// Vendor; model and features; the leaves of later features. Leaf 1's ebx numbers the core, and leaf 13's sizes follow
// the current state.
static const Leaf leaves[] = {
    {0, 0, EBX | ECX | EDX},
    {1, 0, EAX | ECX | EDX},
    {7, 0, EBX | ECX | EDX},
    {7, 1, EAX | EBX | ECX | EDX},
    {13, 1, EAX},
    {20, 0, EBX},
    {25, 0, EBX},
    {36, 0, EBX},
    {0x80000001, 0, ECX | EDX},
    {0x80000008, 0, EBX},
};

// Which registers the system saves: without them, vector instructions fault although the processor has them.
static uint64_t saved_registers(void) {
  unsigned low, high;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return (uint64_t)high << 32 | low;
}

unsigned cprocessor_identity(uint64_t *words, unsigned capacity) {
  unsigned count = 0, has_xgetbv = 0;
  const unsigned highest[2] = {__get_cpuid_max(0, NULL), __get_cpuid_max(0x80000000u, NULL)};
  for (size_t i = 0; i < sizeof leaves / sizeof *leaves; i++) {
    unsigned values[4] = {0, 0, 0, 0};
    // Leaves that are not there are zeros: some processors would give the data of another one.
    if (leaves[i].leaf <= highest[leaves[i].leaf >> 31])
      __cpuid_count(leaves[i].leaf, leaves[i].subleaf, values[0], values[1], values[2], values[3]);
    if (leaves[i].leaf == 1) has_xgetbv = values[2] >> 27 & 1;
    for (unsigned r = 0; r < 4; r++)
      if (leaves[i].registers >> r & 1 && count < capacity) words[count++] = values[r];
  }
  if (count < capacity) words[count++] = has_xgetbv ? saved_registers() : 0;
  return count;
}

// What each level adds (x86-64 psABI, 3.1.1): registers of CPUID, and the bits that must be set there.
typedef struct {
  unsigned level, leaf, register_, bits;
} Requirement;

static const Requirement requirements[] = {
    // SSE3, SSSE3, CMPXCHG16B, SSE4.1, SSE4.2, POPCNT; LAHF.
    {2, 1, 2, 1u << 0 | 1u << 9 | 1u << 13 | 1u << 19 | 1u << 20 | 1u << 23},
    {2, 0x80000001, 2, 1u << 0},
    // FMA, MOVBE, OSXSAVE, AVX, F16C; BMI1, AVX2, BMI2; LZCNT.
    {3, 1, 2, 1u << 12 | 1u << 22 | 1u << 27 | 1u << 28 | 1u << 29},
    {3, 7, 1, 1u << 3 | 1u << 5 | 1u << 8},
    {3, 0x80000001, 2, 1u << 5},
    // AVX512F, DQ, CD, BW, VL.
    {4, 7, 1, 1u << 16 | 1u << 17 | 1u << 28 | 1u << 30 | 1u << 31},
};

unsigned cprocessor_x86_level(void) {
  unsigned level = 4;
  for (size_t i = 0; i < sizeof requirements / sizeof *requirements; i++) {
    const Requirement *needed = &requirements[i];
    unsigned values[4] = {0, 0, 0, 0};
    // A leaf that is not there leaves the zeros.
    __get_cpuid_count(needed->leaf, 0, &values[0], &values[1], &values[2], &values[3]);
    if ((values[needed->register_] & needed->bits) != needed->bits && level >= needed->level) level = needed->level - 1;
  }
  if (level < 3) return level;
  // SSE and AVX registers; mask registers and the upper parts of AVX-512's.
  const uint64_t saved = saved_registers(), avx = 0x6, avx512 = 0xe6;
  if ((saved & avx) != avx) return 2;
  return level == 4 && (saved & avx512) != avx512 ? 3 : level;
}

#elif defined(__linux__)

#include <fcntl.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <unistd.h>

// The identification register of the first core, as the system gives it to programs; 0 if it does not.
static uint64_t model(void) {
  char text[32];
  int file = open("/sys/devices/system/cpu/cpu0/regs/identification/midr_el1", O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  ssize_t length = read(file, text, sizeof text - 1);
  close(file);
  if (length <= 0) return 0;
  text[length] = 0;
  return strtoull(text, NULL, 16);
}

unsigned cprocessor_identity(uint64_t *words, unsigned capacity) {
  uint64_t all[] = {model(), getauxval(AT_HWCAP), getauxval(AT_HWCAP2)};
  unsigned count = 0;
  while (count < sizeof all / sizeof *all && count < capacity) {
    words[count] = all[count];
    count++;
  }
  return count;
}

#elif defined(__APPLE__)

#include <sys/sysctl.h>

// Apple's families and subfamilies name a design; a design has one set of features.
unsigned cprocessor_identity(uint64_t *words, unsigned capacity) {
  static const char *const names[] = {"hw.cputype", "hw.cpusubtype", "hw.cpufamily", "hw.cpusubfamily"};
  unsigned count = 0;
  for (size_t i = 0; i < sizeof names / sizeof *names && count < capacity; i++) {
    uint32_t value = 0;
    size_t size = sizeof value;
    if (sysctlbyname(names[i], &value, &size, NULL, 0) != 0) value = 0;
    words[count++] = value;
  }
  return count;
}

#else

unsigned cprocessor_identity(uint64_t *words, unsigned capacity) { return 0; }

#endif

#if !defined(__x86_64__)

unsigned cprocessor_x86_level(void) { return 0; }

#endif
