#include "CTestEnvironment.h"

#include <stdlib.h>

// Tests are about the code generator as it is, not about code that an earlier one left in the cache of whoever runs
// them. Before `main`, because the cache is found once; what a test starts inherits it. Tests of the cache name folders
// of their own.
__attribute__((constructor)) static void leave_the_users_cache_alone(void) {
  setenv("RAVEL_CACHE", "off", 1);
  unsetenv("RAVEL_KERNELS");
}
