#define _GNU_SOURCE

#include "CThreads.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if defined(__linux__)

#include <linux/futex.h>
#include <sys/syscall.h>

void cthreads_wait(const uint32_t *word, uint32_t value) {
  syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, value, NULL, NULL, 0);
}

void cthreads_wake(const uint32_t *word) { syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0); }

// The processors that the process's first thread may use, in a set of its own size; NULL where that is not to be had.
// A thread of the pool has another set than the process, and `sched_getaffinity` wants a set that is large enough.
static cpu_set_t *allowed(size_t *size) {
  for (int count = 1024; count <= 1 << 20; count *= 4) {
    cpu_set_t *set = CPU_ALLOC(count);
    if (!set) return NULL;
    *size = CPU_ALLOC_SIZE(count);
    if (sched_getaffinity(getpid(), *size, set) == 0) return set;
    CPU_FREE(set);
  }
  return NULL;
}

unsigned cthreads_processors(void) {
  size_t size;
  cpu_set_t *set = allowed(&size);
  if (!set) return 0;
  int count = CPU_COUNT_S(size, set);
  CPU_FREE(set);
  return count > 0 ? (unsigned)count : 0;
}

int cthreads_processor(void) { return sched_getcpu(); }

void cthreads_avoid(int processor) {
  size_t size;
  cpu_set_t *set = allowed(&size);
  if (!set) return;
  if (processor >= 0) CPU_CLR_S((size_t)processor, size, set);
  if (CPU_COUNT_S(size, set) > 0) sched_setaffinity(0, size, set);
  CPU_FREE(set);
}

#else

#if defined(__APPLE__)

#include <os/os_sync_wait_on_address.h>

void cthreads_wait(const uint32_t *word, uint32_t value) {
  os_sync_wait_on_address((void *)word, value, sizeof *word, OS_SYNC_WAIT_ON_ADDRESS_NONE);
}

void cthreads_wake(const uint32_t *word) {
  os_sync_wake_by_address_any((void *)word, sizeof *word, OS_SYNC_WAKE_BY_ADDRESS_NONE);
}

#else

// Waiting may return for no reason.
void cthreads_wait(const uint32_t *word, uint32_t value) { sched_yield(); }

void cthreads_wake(const uint32_t *word) {}

#endif

unsigned cthreads_processors(void) {
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count > 0 ? (unsigned)count : 0;
}

int cthreads_processor(void) { return -1; }

void cthreads_avoid(int processor) {}

#endif

typedef struct {
  char name[16];
  void (*body)(void *);
  void *context;
} Start;

static void *start(void *argument) {
  Start begun = *(Start *)argument;
  free(argument);
#if defined(__APPLE__)
  pthread_setname_np(begun.name);
#elif defined(__linux__)
  pthread_setname_np(pthread_self(), begun.name);
#endif
  begun.body(begun.context);
  return NULL;
}

bool cthreads_start(const char *name, size_t stack, void (*body)(void *), void *context) {
  static const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT};
  Start *argument = malloc(sizeof *argument);
  if (!argument) return false;
  *argument = (Start){.body = body, .context = context};
  strncpy(argument->name, name, sizeof argument->name - 1);

  // The new thread has the signal mask of the one that makes it.
  sigset_t blocked, before;
  sigfillset(&blocked);
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) sigdelset(&blocked, faults[i]);
  pthread_sigmask(SIG_BLOCK, &blocked, &before);

  pthread_attr_t attributes;
  pthread_t thread;
  bool started = false;
  if (pthread_attr_init(&attributes) == 0) {
    // A stack of that size may be refused; then it is the usual one.
    pthread_attr_setstacksize(&attributes, stack);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    started = pthread_create(&thread, &attributes, start, argument) == 0;
    pthread_attr_destroy(&attributes);
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (!started) free(argument);
  return started;
}
