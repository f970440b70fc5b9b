#include "app/gui/process_age.h"

#include <ctime>
#include <fstream>
#include <sstream>
#include <string>
#include <unistd.h>

namespace synscope {

/// Field 22 of /proc/self/stat, in clock ticks since boot (proc(5)); its resolution is one tick, usually 10 ms.
std::optional<Duration> processAge() {
  std::string line;
  std::getline(std::ifstream("/proc/self/stat"), line);
  const auto afterName = line.rfind(')');
  if (afterName == std::string::npos) return std::nullopt;
  std::istringstream fields(line.substr(afterName + 1));
  std::string skipped;
  for (int field = 3; field < 22; ++field)
    fields >> skipped;
  long long ticks = 0;
  timespec now{};
  if (!(fields >> ticks) || clock_gettime(CLOCK_BOOTTIME, &now) != 0) return std::nullopt;
  const auto sinceBoot = std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
  return sinceBoot - std::chrono::nanoseconds(ticks * 1'000'000'000LL / sysconf(_SC_CLK_TCK));
}

}  // namespace synscope
