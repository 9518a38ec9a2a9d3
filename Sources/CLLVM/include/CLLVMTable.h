#pragma once

// The functions of LLVM's C API that Ravel calls: result, name, parameters. This table is the one place where they are
// declared; a test compares each declaration with LLVM's own headers. Handles are never NULL unless their type says
// "Optional".

#define CLLVM_FUNCTIONS(X)      \
  CLLVM_CONTEXT_FUNCTIONS(X)    \
  CLLVM_MODULE_FUNCTIONS(X)     \
  CLLVM_TYPE_FUNCTIONS(X)       \
  CLLVM_VALUE_FUNCTIONS(X)      \
  CLLVM_FUNCTION_FUNCTIONS(X)   \
  CLLVM_BLOCK_FUNCTIONS(X)      \
  CLLVM_BUILDER_FUNCTIONS(X)    \
  CLLVM_ARITHMETIC_FUNCTIONS(X) \
  CLLVM_MEMORY_FUNCTIONS(X)     \
  CLLVM_TARGET_FUNCTIONS(X)

// Three shapes that many rows share.

#define CLLVM_UNARY(X, name) X(LLVMValueRef, name, (LLVMBuilderRef, LLVMValueRef, CLLVMText))
#define CLLVM_BINARY(X, name) X(LLVMValueRef, name, (LLVMBuilderRef, LLVMValueRef, LLVMValueRef, CLLVMText))
#define CLLVM_CAST(X, name) X(LLVMValueRef, name, (LLVMBuilderRef, LLVMValueRef, LLVMTypeRef, CLLVMText))

// A library may have been built without a target: then that target's four functions are missing.

#define CLLVM_OPTIONAL_FUNCTIONS(X)                \
  X(void, LLVMInitializeX86TargetInfo, (void))     \
  X(void, LLVMInitializeX86Target, (void))         \
  X(void, LLVMInitializeX86TargetMC, (void))       \
  X(void, LLVMInitializeX86AsmPrinter, (void))     \
  X(void, LLVMInitializeAArch64TargetInfo, (void)) \
  X(void, LLVMInitializeAArch64Target, (void))     \
  X(void, LLVMInitializeAArch64TargetMC, (void))   \
  X(void, LLVMInitializeAArch64AsmPrinter, (void))

#define CLLVM_CONTEXT_FUNCTIONS(X)                                                                   \
  X(void, LLVMGetVersion, (unsigned *_Nonnull, unsigned *_Nonnull, unsigned *_Nonnull))              \
  X(void, LLVMParseCommandLineOptions, (int, CLLVMText const *_Nonnull, CLLVMText))                  \
  X(void, LLVMDisposeMessage, (CLLVMMessage))                                                        \
  X(LLVMContextRef, LLVMContextCreate, (void))                                                       \
  X(void, LLVMContextDispose, (LLVMContextRef))                                                      \
  X(void, LLVMContextSetDiagnosticHandler, (LLVMContextRef, LLVMDiagnosticHandler, void *_Nullable)) \
  X(CLLVMOptionalMessage, LLVMGetDiagInfoDescription, (LLVMDiagnosticInfoRef))                       \
  X(LLVMDiagnosticSeverity, LLVMGetDiagInfoSeverity, (LLVMDiagnosticInfoRef))

#define CLLVM_MODULE_FUNCTIONS(X)                                                                           \
  X(LLVMModuleRef, LLVMModuleCreateWithNameInContext, (CLLVMText, LLVMContextRef))                          \
  X(LLVMModuleRef, LLVMCloneModule, (LLVMModuleRef))                                                        \
  X(void, LLVMDisposeModule, (LLVMModuleRef))                                                               \
  X(void, LLVMSetTarget, (LLVMModuleRef, CLLVMText))                                                        \
  X(void, LLVMSetModuleDataLayout, (LLVMModuleRef, LLVMTargetDataRef))                                      \
  X(CLLVMMessage, LLVMPrintModuleToString, (LLVMModuleRef))                                                 \
  X(LLVMBool, LLVMVerifyModule, (LLVMModuleRef, LLVMVerifierFailureAction, CLLVMOptionalMessage *_Nonnull)) \
  X(LLVMValueRef, LLVMAddFunction, (LLVMModuleRef, CLLVMText, LLVMTypeRef))                                 \
  X(CLLVMOptionalValue, LLVMGetNamedFunction, (LLVMModuleRef, CLLVMText))                                   \
  X(CLLVMOptionalValue, LLVMGetFirstFunction, (LLVMModuleRef))                                              \
  X(CLLVMOptionalValue, LLVMGetNextFunction, (LLVMValueRef))                                                \
  X(LLVMValueRef, LLVMAddGlobal, (LLVMModuleRef, LLVMTypeRef, CLLVMText))                                   \
  X(LLVMMemoryBufferRef, LLVMCreateMemoryBufferWithMemoryRangeCopy, (CLLVMText, size_t, CLLVMText))         \
  X(LLVMBool, LLVMParseIRInContext,                                                                         \
    (LLVMContextRef, LLVMMemoryBufferRef, CLLVMOptionalModule *_Nonnull, CLLVMOptionalMessage *_Nonnull))

#define CLLVM_TYPE_FUNCTIONS(X)                                                                        \
  X(LLVMTypeRef, LLVMIntTypeInContext, (LLVMContextRef, unsigned))                                     \
  X(LLVMTypeRef, LLVMHalfTypeInContext, (LLVMContextRef))                                              \
  X(LLVMTypeRef, LLVMFloatTypeInContext, (LLVMContextRef))                                             \
  X(LLVMTypeRef, LLVMDoubleTypeInContext, (LLVMContextRef))                                            \
  X(LLVMTypeRef, LLVMVoidTypeInContext, (LLVMContextRef))                                              \
  X(LLVMTypeRef, LLVMPointerTypeInContext, (LLVMContextRef, unsigned))                                 \
  X(LLVMTypeRef, LLVMFunctionType, (LLVMTypeRef, LLVMTypeRef *_Nonnull, unsigned, LLVMBool))           \
  X(LLVMTypeRef, LLVMVectorType, (LLVMTypeRef, unsigned))                                              \
  X(LLVMTypeRef, LLVMArrayType, (LLVMTypeRef, unsigned))                                               \
  X(LLVMTypeRef, LLVMStructTypeInContext, (LLVMContextRef, LLVMTypeRef *_Nonnull, unsigned, LLVMBool)) \
  X(LLVMContextRef, LLVMGetTypeContext, (LLVMTypeRef))                                                 \
  X(LLVMTypeKind, LLVMGetTypeKind, (LLVMTypeRef))                                                      \
  X(unsigned, LLVMGetIntTypeWidth, (LLVMTypeRef))                                                      \
  X(unsigned, LLVMGetVectorSize, (LLVMTypeRef))                                                        \
  X(LLVMTypeRef, LLVMGetElementType, (LLVMTypeRef))                                                    \
  X(LLVMTypeRef, LLVMGetReturnType, (LLVMTypeRef))                                                     \
  X(unsigned, LLVMCountParamTypes, (LLVMTypeRef))                                                      \
  X(CLLVMMessage, LLVMPrintTypeToString, (LLVMTypeRef))

#define CLLVM_VALUE_FUNCTIONS(X)                                                   \
  X(LLVMTypeRef, LLVMTypeOf, (LLVMValueRef))                                       \
  X(CLLVMMessage, LLVMPrintValueToString, (LLVMValueRef))                          \
  X(void, LLVMSetValueName2, (LLVMValueRef, CLLVMText, size_t))                    \
  X(LLVMValueRef, LLVMConstInt, (LLVMTypeRef, unsigned long long, LLVMBool))       \
  X(LLVMValueRef, LLVMConstReal, (LLVMTypeRef, double))                            \
  X(LLVMValueRef, LLVMConstNull, (LLVMTypeRef))                                    \
  X(LLVMValueRef, LLVMConstAllOnes, (LLVMTypeRef))                                 \
  X(LLVMValueRef, LLVMConstBitCast, (LLVMValueRef, LLVMTypeRef))                   \
  X(LLVMValueRef, LLVMConstVector, (LLVMValueRef *_Nonnull, unsigned))             \
  X(LLVMValueRef, LLVMConstArray, (LLVMTypeRef, LLVMValueRef *_Nonnull, unsigned)) \
  X(LLVMValueRef, LLVMGetPoison, (LLVMTypeRef))                                    \
  X(LLVMBool, LLVMIsConstant, (LLVMValueRef))                                      \
  X(void, LLVMSetInitializer, (LLVMValueRef, LLVMValueRef))                        \
  X(void, LLVMSetGlobalConstant, (LLVMValueRef, LLVMBool))                         \
  X(void, LLVMSetLinkage, (LLVMValueRef, LLVMLinkage))                             \
  X(LLVMLinkage, LLVMGetLinkage, (LLVMValueRef))                                   \
  X(void, LLVMSetUnnamedAddress, (LLVMValueRef, LLVMUnnamedAddr))                  \
  X(void, LLVMSetAlignment, (LLVMValueRef, unsigned))                              \
  X(LLVMBool, LLVMIsDeclaration, (LLVMValueRef))                                   \
  X(LLVMTypeRef, LLVMGlobalGetValueType, (LLVMValueRef))

#define CLLVM_FUNCTION_FUNCTIONS(X)                                                                          \
  X(LLVMValueRef, LLVMGetParam, (LLVMValueRef, unsigned))                                                    \
  X(unsigned, LLVMCountParams, (LLVMValueRef))                                                               \
  X(unsigned, LLVMGetIntrinsicID, (LLVMValueRef))                                                            \
  X(unsigned, LLVMLookupIntrinsicID, (CLLVMText, size_t))                                                    \
  X(LLVMValueRef, LLVMGetIntrinsicDeclaration, (LLVMModuleRef, unsigned, LLVMTypeRef *_Nonnull, size_t))     \
  X(LLVMBool, LLVMIntrinsicIsOverloaded, (unsigned))                                                         \
  X(unsigned, LLVMGetEnumAttributeKindForName, (CLLVMText, size_t))                                          \
  X(LLVMAttributeRef, LLVMCreateEnumAttribute, (LLVMContextRef, unsigned, uint64_t))                         \
  X(void, LLVMAddAttributeAtIndex, (LLVMValueRef, LLVMAttributeIndex, LLVMAttributeRef))                     \
  X(void, LLVMAddCallSiteAttribute, (LLVMValueRef, LLVMAttributeIndex, LLVMAttributeRef))

#define CLLVM_BLOCK_FUNCTIONS(X)                                                                 \
  X(LLVMBasicBlockRef, LLVMAppendBasicBlockInContext, (LLVMContextRef, LLVMValueRef, CLLVMText)) \
  X(void, LLVMMoveBasicBlockAfter, (LLVMBasicBlockRef, LLVMBasicBlockRef))                       \
  X(LLVMValueRef, LLVMGetBasicBlockParent, (LLVMBasicBlockRef))                                  \
  X(CLLVMOptionalValue, LLVMGetBasicBlockTerminator, (LLVMBasicBlockRef))                        \
  X(CLLVMOptionalValue, LLVMGetFirstInstruction, (LLVMBasicBlockRef))                            \
  X(LLVMBasicBlockRef, LLVMGetEntryBasicBlock, (LLVMValueRef))

#define CLLVM_BUILDER_FUNCTIONS(X)                                                                        \
  X(LLVMBuilderRef, LLVMCreateBuilderInContext, (LLVMContextRef))                                         \
  X(void, LLVMDisposeBuilder, (LLVMBuilderRef))                                                           \
  X(void, LLVMPositionBuilderAtEnd, (LLVMBuilderRef, LLVMBasicBlockRef))                                  \
  X(void, LLVMPositionBuilderBefore, (LLVMBuilderRef, LLVMValueRef))                                      \
  X(CLLVMOptionalBasicBlock, LLVMGetInsertBlock, (LLVMBuilderRef))                                        \
  X(LLVMValueRef, LLVMBuildRetVoid, (LLVMBuilderRef))                                                     \
  X(LLVMValueRef, LLVMBuildRet, (LLVMBuilderRef, LLVMValueRef))                                           \
  X(LLVMValueRef, LLVMBuildBr, (LLVMBuilderRef, LLVMBasicBlockRef))                                       \
  X(LLVMValueRef, LLVMBuildCondBr, (LLVMBuilderRef, LLVMValueRef, LLVMBasicBlockRef, LLVMBasicBlockRef))  \
  X(LLVMValueRef, LLVMBuildSwitch, (LLVMBuilderRef, LLVMValueRef, LLVMBasicBlockRef, unsigned))           \
  X(void, LLVMAddCase, (LLVMValueRef, LLVMValueRef, LLVMBasicBlockRef))                                   \
  X(LLVMValueRef, LLVMBuildUnreachable, (LLVMBuilderRef))                                                 \
  X(LLVMValueRef, LLVMBuildPhi, (LLVMBuilderRef, LLVMTypeRef, CLLVMText))                                 \
  X(void, LLVMAddIncoming, (LLVMValueRef, LLVMValueRef *_Nonnull, LLVMBasicBlockRef *_Nonnull, unsigned)) \
  X(LLVMValueRef, LLVMBuildCall2,                                                                         \
    (LLVMBuilderRef, LLVMTypeRef, LLVMValueRef, LLVMValueRef *_Nonnull, unsigned, CLLVMText))             \
  X(LLVMValueRef, LLVMBuildSelect, (LLVMBuilderRef, LLVMValueRef, LLVMValueRef, LLVMValueRef, CLLVMText)) \
  CLLVM_UNARY(X, LLVMBuildFreeze)

#define CLLVM_ARITHMETIC_FUNCTIONS(X)                                                                        \
  CLLVM_BINARY(X, LLVMBuildAdd)                                                                              \
  CLLVM_BINARY(X, LLVMBuildNSWAdd)                                                                           \
  CLLVM_BINARY(X, LLVMBuildNUWAdd)                                                                           \
  CLLVM_BINARY(X, LLVMBuildSub)                                                                              \
  CLLVM_BINARY(X, LLVMBuildNSWSub)                                                                           \
  CLLVM_BINARY(X, LLVMBuildMul)                                                                              \
  CLLVM_BINARY(X, LLVMBuildNSWMul)                                                                           \
  CLLVM_BINARY(X, LLVMBuildUDiv)                                                                             \
  CLLVM_BINARY(X, LLVMBuildSDiv)                                                                             \
  CLLVM_BINARY(X, LLVMBuildURem)                                                                             \
  CLLVM_BINARY(X, LLVMBuildSRem)                                                                             \
  CLLVM_BINARY(X, LLVMBuildShl)                                                                              \
  CLLVM_BINARY(X, LLVMBuildLShr)                                                                             \
  CLLVM_BINARY(X, LLVMBuildAShr)                                                                             \
  CLLVM_BINARY(X, LLVMBuildAnd)                                                                              \
  CLLVM_BINARY(X, LLVMBuildOr)                                                                               \
  CLLVM_BINARY(X, LLVMBuildXor)                                                                              \
  CLLVM_BINARY(X, LLVMBuildFAdd)                                                                             \
  CLLVM_BINARY(X, LLVMBuildFSub)                                                                             \
  CLLVM_BINARY(X, LLVMBuildFMul)                                                                             \
  CLLVM_BINARY(X, LLVMBuildFDiv)                                                                             \
  CLLVM_UNARY(X, LLVMBuildNeg)                                                                               \
  CLLVM_UNARY(X, LLVMBuildNot)                                                                               \
  CLLVM_UNARY(X, LLVMBuildFNeg)                                                                              \
  X(LLVMValueRef, LLVMBuildICmp, (LLVMBuilderRef, LLVMIntPredicate, LLVMValueRef, LLVMValueRef, CLLVMText))  \
  X(LLVMValueRef, LLVMBuildFCmp, (LLVMBuilderRef, LLVMRealPredicate, LLVMValueRef, LLVMValueRef, CLLVMText)) \
  CLLVM_CAST(X, LLVMBuildTrunc)                                                                              \
  CLLVM_CAST(X, LLVMBuildZExt)                                                                               \
  CLLVM_CAST(X, LLVMBuildSExt)                                                                               \
  CLLVM_CAST(X, LLVMBuildFPTrunc)                                                                            \
  CLLVM_CAST(X, LLVMBuildFPExt)                                                                              \
  CLLVM_CAST(X, LLVMBuildFPToUI)                                                                             \
  CLLVM_CAST(X, LLVMBuildFPToSI)                                                                             \
  CLLVM_CAST(X, LLVMBuildUIToFP)                                                                             \
  CLLVM_CAST(X, LLVMBuildSIToFP)                                                                             \
  CLLVM_CAST(X, LLVMBuildPtrToInt)                                                                           \
  CLLVM_CAST(X, LLVMBuildIntToPtr)                                                                           \
  CLLVM_CAST(X, LLVMBuildBitCast)

#define CLLVM_MEMORY_FUNCTIONS(X)                                                                                \
  X(LLVMValueRef, LLVMBuildAlloca, (LLVMBuilderRef, LLVMTypeRef, CLLVMText))                                     \
  X(LLVMValueRef, LLVMBuildLoad2, (LLVMBuilderRef, LLVMTypeRef, LLVMValueRef, CLLVMText))                        \
  X(LLVMValueRef, LLVMBuildStore, (LLVMBuilderRef, LLVMValueRef, LLVMValueRef))                                  \
  X(LLVMValueRef, LLVMBuildFence, (LLVMBuilderRef, LLVMAtomicOrdering, LLVMBool, CLLVMText))                     \
  X(LLVMValueRef, LLVMBuildGEP2,                                                                                 \
    (LLVMBuilderRef, LLVMTypeRef, LLVMValueRef, LLVMValueRef *_Nonnull, unsigned, CLLVMText))                    \
  X(LLVMValueRef, LLVMBuildInBoundsGEP2,                                                                         \
    (LLVMBuilderRef, LLVMTypeRef, LLVMValueRef, LLVMValueRef *_Nonnull, unsigned, CLLVMText))                    \
  CLLVM_BINARY(X, LLVMBuildExtractElement)                                                                       \
  X(LLVMValueRef, LLVMBuildInsertElement, (LLVMBuilderRef, LLVMValueRef, LLVMValueRef, LLVMValueRef, CLLVMText)) \
  X(LLVMValueRef, LLVMBuildShuffleVector, (LLVMBuilderRef, LLVMValueRef, LLVMValueRef, LLVMValueRef, CLLVMText)) \
  X(LLVMValueRef, LLVMBuildExtractValue, (LLVMBuilderRef, LLVMValueRef, unsigned, CLLVMText))                    \
  X(LLVMValueRef, LLVMBuildInsertValue, (LLVMBuilderRef, LLVMValueRef, LLVMValueRef, unsigned, CLLVMText))       \
  X(unsigned, LLVMGetMDKindIDInContext, (LLVMContextRef, CLLVMText, unsigned))                                   \
  X(LLVMMetadataRef, LLVMValueAsMetadata, (LLVMValueRef))                                                        \
  X(LLVMMetadataRef, LLVMMDNodeInContext2, (LLVMContextRef, LLVMMetadataRef *_Nonnull, size_t))                  \
  X(LLVMValueRef, LLVMMetadataAsValue, (LLVMContextRef, LLVMMetadataRef))                                        \
  X(void, LLVMSetMetadata, (LLVMValueRef, unsigned, CLLVMOptionalValue))

#define CLLVM_TARGET_FUNCTIONS(X)                                                                                  \
  X(LLVMBool, LLVMGetTargetFromTriple, (CLLVMText, CLLVMOptionalTarget *_Nonnull, CLLVMOptionalMessage *_Nonnull)) \
  X(CLLVMMessage, LLVMGetHostCPUName, (void))                                                                      \
  X(CLLVMMessage, LLVMGetHostCPUFeatures, (void))                                                                  \
  X(CLLVMOptionalTargetMachine, LLVMCreateTargetMachine,                                                           \
    (LLVMTargetRef, CLLVMText, CLLVMText, CLLVMText, LLVMCodeGenOptLevel, LLVMRelocMode, LLVMCodeModel))           \
  X(void, LLVMDisposeTargetMachine, (LLVMTargetMachineRef))                                                        \
  X(LLVMTargetDataRef, LLVMCreateTargetDataLayout, (LLVMTargetMachineRef))                                         \
  X(void, LLVMDisposeTargetData, (LLVMTargetDataRef))                                                              \
  X(LLVMBool, LLVMTargetMachineEmitToMemoryBuffer,                                                                 \
    (LLVMTargetMachineRef, LLVMModuleRef, LLVMCodeGenFileType, CLLVMOptionalMessage *_Nonnull,                     \
     CLLVMOptionalMemoryBuffer *_Nonnull))                                                                         \
  X(CLLVMText, LLVMGetBufferStart, (LLVMMemoryBufferRef))                                                          \
  X(size_t, LLVMGetBufferSize, (LLVMMemoryBufferRef))                                                              \
  X(void, LLVMDisposeMemoryBuffer, (LLVMMemoryBufferRef))                                                          \
  X(CLLVMOptionalError, LLVMRunPasses,                                                                             \
    (LLVMModuleRef, CLLVMText, CLLVMOptionalTargetMachine, LLVMPassBuilderOptionsRef))                             \
  X(LLVMPassBuilderOptionsRef, LLVMCreatePassBuilderOptions, (void))                                               \
  X(void, LLVMDisposePassBuilderOptions, (LLVMPassBuilderOptionsRef))                                              \
  X(CLLVMMessage, LLVMGetErrorMessage, (LLVMErrorRef))                                                             \
  X(void, LLVMDisposeErrorMessage, (CLLVMMessage))
