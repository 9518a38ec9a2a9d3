#pragma once

// LLVM's C API, bound at run time. Nothing here needs an LLVM header or an LLVM library to build: the functions that
// Ravel uses are declared in CLLVMTable.h, opened on first use, and called through one structure of pointers.

#include <stdbool.h>

#include "CLLVMTypes.h"
#include "CLLVMTable.h"

/// One pointer for every function of the table. The optional ones are NULL where the library was built without
/// that target.
typedef struct CLLVMFunctions {
#define CLLVM_FIELD(result, name, parameters) result(*_Nonnull name) parameters;
#define CLLVM_OPTIONAL_FIELD(result, name, parameters) result(*_Nullable name) parameters;
  CLLVM_FUNCTIONS(CLLVM_FIELD)
  CLLVM_OPTIONAL_FUNCTIONS(CLLVM_OPTIONAL_FIELD)
#undef CLLVM_FIELD
#undef CLLVM_OPTIONAL_FIELD
} CLLVMFunctions;

/// Why no library serves. The order is that of the search: what was learned last says most.
typedef enum CLLVMFailure {
  CLLVMFailureNone = 0,
  CLLVMFailureNotFound,       ///< no library could be opened; the detail is the loader's last message
  CLLVMFailureMissingSymbol,  ///< a library was opened but lacks a function; the detail is its name
  CLLVMFailureTooOld,         ///< a library was opened but is older than CLLVM_OLDEST_MAJOR
} CLLVMFailure;

#define CLLVM_OLDEST_MAJOR 16

/// What the search for a library found. Fixed from the first call of `cllvm_open` on.
typedef struct CLLVMLibrary {
  CLLVMFailure failure;
  unsigned major, minor, patch;
  bool was_loaded;    ///< somebody else of this process had opened the file before
  char path[1024];    ///< the file that serves, or the one that was rejected
  char detail[1024];  ///< see CLLVMFailure
} CLLVMLibrary;

/// Searches for a library once per process (threads wait for each other) and tells what was found. `$RAVEL_LLVM`, if
/// set and not empty, is the only candidate.
const CLLVMLibrary *_Nonnull cllvm_open(void);

/// The functions. Only to be called through after `cllvm_open` has reported `CLLVMFailureNone`.
static inline const CLLVMFunctions *_Nonnull cllvm_functions(void) {
  extern CLLVMFunctions cllvm_table_storage __attribute__((visibility("hidden")));
  return &cllvm_table_storage;
}

/// Makes instructions that were written as data visible to instruction fetch. A no-op on x86-64.
void cllvm_synchronize_instruction_cache(void *_Nonnull start, unsigned long size);
