#pragma once

// The enumerations of LLVM's C API that the table needs, as X-macros: a test compares every value with the
// real headers.

#define CLLVM_ENUMERATIONS(X)                            \
  X(LLVMIntPredicate, CLLVM_INT_PREDICATES)              \
  X(LLVMRealPredicate, CLLVM_REAL_PREDICATES)            \
  X(LLVMTypeKind, CLLVM_TYPE_KINDS)                      \
  X(LLVMLinkage, CLLVM_LINKAGES)                         \
  X(LLVMUnnamedAddr, CLLVM_UNNAMED_ADDRESSES)            \
  X(LLVMDiagnosticSeverity, CLLVM_DIAGNOSTIC_SEVERITIES) \
  X(LLVMVerifierFailureAction, CLLVM_VERIFIER_ACTIONS)   \
  X(LLVMCodeGenOptLevel, CLLVM_CODEGEN_LEVELS)           \
  X(LLVMRelocMode, CLLVM_RELOCATION_MODES)               \
  X(LLVMCodeModel, CLLVM_CODE_MODELS)                    \
  X(LLVMCodeGenFileType, CLLVM_FILE_TYPES)               \
  X(LLVMAtomicOrdering, CLLVM_ATOMIC_ORDERINGS)

#define CLLVM_ATOMIC_ORDERINGS(X) X(LLVMAtomicOrderingSequentiallyConsistent, 7)

#define CLLVM_INT_PREDICATES(X) \
  X(LLVMIntEQ, 32)              \
  X(LLVMIntNE, 33)              \
  X(LLVMIntUGT, 34)             \
  X(LLVMIntUGE, 35)             \
  X(LLVMIntULT, 36)             \
  X(LLVMIntULE, 37)             \
  X(LLVMIntSGT, 38)             \
  X(LLVMIntSGE, 39)             \
  X(LLVMIntSLT, 40)             \
  X(LLVMIntSLE, 41)

#define CLLVM_REAL_PREDICATES(X) \
  X(LLVMRealPredicateFalse, 0)   \
  X(LLVMRealOEQ, 1)              \
  X(LLVMRealOGT, 2)              \
  X(LLVMRealOGE, 3)              \
  X(LLVMRealOLT, 4)              \
  X(LLVMRealOLE, 5)              \
  X(LLVMRealONE, 6)              \
  X(LLVMRealORD, 7)              \
  X(LLVMRealUNO, 8)              \
  X(LLVMRealUEQ, 9)              \
  X(LLVMRealUGT, 10)             \
  X(LLVMRealUGE, 11)             \
  X(LLVMRealULT, 12)             \
  X(LLVMRealULE, 13)             \
  X(LLVMRealUNE, 14)             \
  X(LLVMRealPredicateTrue, 15)

#define CLLVM_TYPE_KINDS(X)    \
  X(LLVMVoidTypeKind, 0)       \
  X(LLVMHalfTypeKind, 1)       \
  X(LLVMFloatTypeKind, 2)      \
  X(LLVMDoubleTypeKind, 3)     \
  X(LLVMLabelTypeKind, 7)      \
  X(LLVMIntegerTypeKind, 8)    \
  X(LLVMFunctionTypeKind, 9)   \
  X(LLVMStructTypeKind, 10)    \
  X(LLVMArrayTypeKind, 11)     \
  X(LLVMPointerTypeKind, 12)   \
  X(LLVMVectorTypeKind, 13)    \
  X(LLVMMetadataTypeKind, 14)  \
  X(LLVMBFloatTypeKind, 18)

#define CLLVM_LINKAGES(X)     \
  X(LLVMExternalLinkage, 0)   \
  X(LLVMInternalLinkage, 8)   \
  X(LLVMPrivateLinkage, 9)

#define CLLVM_UNNAMED_ADDRESSES(X) \
  X(LLVMNoUnnamedAddr, 0)          \
  X(LLVMLocalUnnamedAddr, 1)       \
  X(LLVMGlobalUnnamedAddr, 2)

#define CLLVM_DIAGNOSTIC_SEVERITIES(X) \
  X(LLVMDSError, 0)                    \
  X(LLVMDSWarning, 1)                  \
  X(LLVMDSRemark, 2)                   \
  X(LLVMDSNote, 3)

#define CLLVM_VERIFIER_ACTIONS(X) \
  X(LLVMAbortProcessAction, 0)    \
  X(LLVMPrintMessageAction, 1)    \
  X(LLVMReturnStatusAction, 2)

#define CLLVM_CODEGEN_LEVELS(X)   \
  X(LLVMCodeGenLevelNone, 0)      \
  X(LLVMCodeGenLevelLess, 1)      \
  X(LLVMCodeGenLevelDefault, 2)   \
  X(LLVMCodeGenLevelAggressive, 3)

#define CLLVM_RELOCATION_MODES(X) \
  X(LLVMRelocDefault, 0)          \
  X(LLVMRelocStatic, 1)           \
  X(LLVMRelocPIC, 2)

#define CLLVM_CODE_MODELS(X)    \
  X(LLVMCodeModelDefault, 0)    \
  X(LLVMCodeModelJITDefault, 1) \
  X(LLVMCodeModelTiny, 2)       \
  X(LLVMCodeModelSmall, 3)

#define CLLVM_FILE_TYPES(X) \
  X(LLVMAssemblyFile, 0)    \
  X(LLVMObjectFile, 1)
