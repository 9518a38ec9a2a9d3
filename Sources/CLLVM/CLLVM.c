// dladdr is a GNU extension on Linux.
#define _GNU_SOURCE

#include "CLLVM.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

CLLVMFunctions cllvm_table_storage;

static CLLVMLibrary library;
static pthread_once_t once = PTHREAD_ONCE_INIT;

// The release that the tests run against comes first, then newer ones, then older ones down to the oldest that has
// every function. Unversioned names come last: they may be anything.
static const char *const candidates[] = {
#if defined(__APPLE__)
    "/opt/homebrew/opt/llvm@19/lib/libLLVM.dylib", "/usr/local/opt/llvm@19/lib/libLLVM.dylib",
    "/opt/homebrew/opt/llvm/lib/libLLVM.dylib",    "/usr/local/opt/llvm/lib/libLLVM.dylib",
    "/opt/homebrew/opt/llvm@20/lib/libLLVM.dylib", "/opt/homebrew/opt/llvm@18/lib/libLLVM.dylib",
    "/opt/homebrew/opt/llvm@17/lib/libLLVM.dylib", "/opt/homebrew/opt/llvm@16/lib/libLLVM.dylib",
    "libLLVM-19.dylib", "libLLVM.dylib",
#else
    "libLLVM.so.19.1", "libLLVM-19.so.1", "libLLVM-19.so", "/usr/lib/llvm-19/lib/libLLVM.so",
    "libLLVM.so.20.1", "libLLVM-20.so.1", "libLLVM-20.so",
    "libLLVM.so.21.1", "libLLVM-21.so.1", "libLLVM-21.so",
    "libLLVM.so.22.1", "libLLVM-22.so.1", "libLLVM-22.so",
    "libLLVM.so.18.1", "libLLVM-18.so.1", "libLLVM-18.so",
    "libLLVM-17.so.1", "libLLVM-17.so",
    "libLLVM-16.so.1", "libLLVM-16.so",
    "libLLVM.so",
#endif
};

static void record(CLLVMFailure failure, const char *path, const char *detail) {
  library.failure = failure;
  snprintf(library.path, sizeof library.path, "%s", path);
  snprintf(library.detail, sizeof library.detail, "%s", detail ? detail : "");
}

// The name of the first function that the library lacks, or NULL when the table is complete.
static const char *fill_table(void *handle) {
  const char *missing = NULL;
#define CLLVM_RESOLVE_OPTIONAL(result, name, parameters) \
  *(void **)&cllvm_table_storage.name = dlsym(handle, #name);
#define CLLVM_RESOLVE(result, name, parameters)      \
  CLLVM_RESOLVE_OPTIONAL(result, name, parameters)   \
  if (!*(void **)&cllvm_table_storage.name && !missing) missing = #name;
  CLLVM_FUNCTIONS(CLLVM_RESOLVE)
  CLLVM_OPTIONAL_FUNCTIONS(CLLVM_RESOLVE_OPTIONAL)
#undef CLLVM_RESOLVE
#undef CLLVM_RESOLVE_OPTIONAL
  return missing;
}

// Tries one file. A library that was opened but rejected says more than one that is not there, so its reason is kept
// while the search goes on.
static bool try_candidate(const char *path) {
  void *resident = dlopen(path, RTLD_LAZY | RTLD_LOCAL | RTLD_NOLOAD);
  void *handle = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
  if (resident) dlclose(resident);
  if (!handle) {
    const char *reason = dlerror();
    if (library.failure == CLLVMFailureNone) record(CLLVMFailureNotFound, path, reason);
    return false;
  }
  const char *missing = fill_table(handle);
  if (missing) {
    record(CLLVMFailureMissingSymbol, path, missing);
    dlclose(handle);
    return false;
  }
  cllvm_table_storage.LLVMGetVersion(&library.major, &library.minor, &library.patch);
  if (library.major < CLLVM_OLDEST_MAJOR) {
    record(CLLVMFailureTooOld, path, "");
    dlclose(handle);
    return false;
  }
  library.was_loaded = resident != NULL;
  // Never closed from here on: handles into the library may outlive any owner we could name.
  Dl_info info;
  void *symbol = *(void **)&cllvm_table_storage.LLVMGetVersion;
  record(CLLVMFailureNone, dladdr(symbol, &info) && info.dli_fname ? info.dli_fname : path, "");
  return true;
}

static void search(void) {
  const char *chosen = getenv("RAVEL_LLVM");
  if (chosen && *chosen) {
    try_candidate(chosen);
    return;
  }
  for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++)
    if (try_candidate(candidates[i])) return;
}

const CLLVMLibrary *cllvm_open(void) {
  pthread_once(&once, search);
  return &library;
}

void cllvm_synchronize_instruction_cache(void *start, unsigned long size) {
  __builtin___clear_cache((char *)start, (char *)start + size);
}
