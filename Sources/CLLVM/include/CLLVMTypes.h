#pragma once

// The types of LLVM's C API that the table needs, under LLVM's names. The test that compares the table with the real
// headers includes those in place of this file. Handles are declared non-null, so that Swift imports them as plain
// handles; the few places where LLVM gives or takes NULL use the types of CLLVMNullability.h.

#include <stddef.h>
#include <stdint.h>

#include "CLLVMConstants.h"
#include "CLLVMNullability.h"

typedef int LLVMBool;
typedef struct LLVMOpaqueContext *_Nonnull LLVMContextRef;
typedef struct LLVMOpaqueModule *_Nonnull LLVMModuleRef;
typedef struct LLVMOpaqueType *_Nonnull LLVMTypeRef;
typedef struct LLVMOpaqueValue *_Nonnull LLVMValueRef;
typedef struct LLVMOpaqueBasicBlock *_Nonnull LLVMBasicBlockRef;
typedef struct LLVMOpaqueMetadata *_Nonnull LLVMMetadataRef;
typedef struct LLVMOpaqueBuilder *_Nonnull LLVMBuilderRef;
typedef struct LLVMOpaqueMemoryBuffer *_Nonnull LLVMMemoryBufferRef;
typedef struct LLVMOpaqueAttributeRef *_Nonnull LLVMAttributeRef;
typedef struct LLVMOpaqueDiagnosticInfo *_Nonnull LLVMDiagnosticInfoRef;
typedef struct LLVMOpaqueError *_Nonnull LLVMErrorRef;
typedef struct LLVMOpaquePassBuilderOptions *_Nonnull LLVMPassBuilderOptionsRef;
typedef struct LLVMTarget *_Nonnull LLVMTargetRef;
typedef struct LLVMOpaqueTargetMachine *_Nonnull LLVMTargetMachineRef;
typedef struct LLVMOpaqueTargetData *_Nonnull LLVMTargetDataRef;
typedef unsigned LLVMAttributeIndex;

typedef void (*_Nullable LLVMDiagnosticHandler)(LLVMDiagnosticInfoRef, void *_Nullable);

#define CLLVM_CONSTANT(name, value) name = value,
#define CLLVM_ENUMERATION(type, constants) typedef enum { constants(CLLVM_CONSTANT) } type;
CLLVM_ENUMERATIONS(CLLVM_ENUMERATION)
#undef CLLVM_CONSTANT
#undef CLLVM_ENUMERATION
