#pragma once

#include <stdint.h>

/// An object file in memory that debuggers are to know, as their interface to just-in-time compilers has it.
///
/// Source: "JIT Compilation Interface" in the manual of gdb, whose names and layout these are.
typedef struct jit_code_entry {
  struct jit_code_entry *_Nullable next_entry;
  struct jit_code_entry *_Nullable prev_entry;
  const void *_Nonnull symfile_addr;
  uint64_t symfile_size;
} jit_code_entry;

/// Adds an entry, which lasts until it is removed, to the process's list, and tells the debugger. One caller at a time.
void cdebugger_add(jit_code_entry *_Nonnull entry);

/// Takes an entry from the list, and tells the debugger. One caller at a time.
void cdebugger_remove(jit_code_entry *_Nonnull entry);
