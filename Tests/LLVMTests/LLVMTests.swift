import LLVM
import Testing
