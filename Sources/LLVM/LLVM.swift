// LLVM
