// Tells the thread sanitizer about the slow halves of Swift's Mutex. They are in libswiftSynchronization.so, which is
// not instrumented: without this, whatever a contended Mutex guards is reported as a race.
//
//     clang -shared -fPIC mutex.c -o mutex.so; LD_PRELOAD=./mutex.so Soak
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

#define HANDLE __attribute__((swift_context)) void *handle

void __tsan_acquire(void *) __attribute__((weak));
void __tsan_release(void *) __attribute__((weak));

// Synchronization._MutexHandle._lockSlow(Swift.UInt32) -> ()
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
// Synchronization._MutexHandle._unlockSlow() -> ()
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

typedef __attribute__((swiftcall)) void Lock(uint32_t thread, HANDLE);
typedef __attribute__((swiftcall)) void Unlock(HANDLE);

static Lock *lock_original;
static Unlock *unlock_original;

__attribute__((constructor)) static void find(void) {
  lock_original = (Lock *)dlsym(RTLD_NEXT, LOCK);
  unlock_original = (Unlock *)dlsym(RTLD_NEXT, UNLOCK);
}

__attribute__((swiftcall)) void lock_slow(uint32_t thread, HANDLE) __asm__(LOCK);
__attribute__((swiftcall)) void lock_slow(uint32_t thread, HANDLE) {
  lock_original(thread, handle);
  if (__tsan_acquire) __tsan_acquire(handle);
}

__attribute__((swiftcall)) void unlock_slow(HANDLE) __asm__(UNLOCK);
__attribute__((swiftcall)) void unlock_slow(HANDLE) {
  if (__tsan_release) __tsan_release(handle);
  unlock_original(handle);
}
