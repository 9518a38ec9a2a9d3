#include "CDebugger.h"

#include <stddef.h>

enum { nothing, registering, unregistering };

typedef struct {
  uint32_t version;
  uint32_t action_flag;
  jit_code_entry *relevant_entry;
  jit_code_entry *first_entry;
} jit_descriptor;

// Debuggers look for these names. Weak, for another compiler in the program may have them, too; they are one list then.
__attribute__((weak)) jit_descriptor __jit_debug_descriptor = {1, nothing, NULL, NULL};

// Debuggers stop here.
__attribute__((weak, noinline)) void __jit_debug_register_code(void) { __asm__ volatile("" ::: "memory"); }

static void tell(uint32_t action, jit_code_entry *entry) {
  __jit_debug_descriptor.action_flag = action;
  __jit_debug_descriptor.relevant_entry = entry;
  __jit_debug_register_code();
  __jit_debug_descriptor.action_flag = nothing;
  __jit_debug_descriptor.relevant_entry = NULL;
}

void cdebugger_add(jit_code_entry *entry) {
  entry->prev_entry = NULL;
  entry->next_entry = __jit_debug_descriptor.first_entry;
  if (entry->next_entry) entry->next_entry->prev_entry = entry;
  __jit_debug_descriptor.first_entry = entry;
  tell(registering, entry);
}

void cdebugger_remove(jit_code_entry *entry) {
  if (entry->prev_entry)
    entry->prev_entry->next_entry = entry->next_entry;
  else
    __jit_debug_descriptor.first_entry = entry->next_entry;
  if (entry->next_entry) entry->next_entry->prev_entry = entry->prev_entry;
  tell(unregistering, entry);
}
