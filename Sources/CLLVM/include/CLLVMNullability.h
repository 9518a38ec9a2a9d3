#pragma once

// Spellings of the table that say what LLVM's headers leave open: which texts and handles may be NULL.

/// A text that LLVM only reads, or only lends.
typedef const char *_Nonnull CLLVMText;
/// A text that the caller must give back (`LLVMDisposeMessage`, or the function that LLVM names for it).
typedef char *_Nonnull CLLVMMessage;
typedef char *_Nullable CLLVMOptionalMessage;

typedef struct LLVMOpaqueValue *_Nullable CLLVMOptionalValue;
typedef struct LLVMOpaqueBasicBlock *_Nullable CLLVMOptionalBasicBlock;
typedef struct LLVMOpaqueModule *_Nullable CLLVMOptionalModule;
typedef struct LLVMOpaqueMemoryBuffer *_Nullable CLLVMOptionalMemoryBuffer;
typedef struct LLVMOpaqueError *_Nullable CLLVMOptionalError;
typedef struct LLVMTarget *_Nullable CLLVMOptionalTarget;
typedef struct LLVMOpaqueTargetMachine *_Nullable CLLVMOptionalTargetMachine;
