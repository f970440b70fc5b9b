#pragma once

#include "core/engine/base/unique_fd.h"

#include <sys/resource.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <unistd.h>
#include <vector>

namespace synscope::test {

/// Leaves this process a given number of descriptors that it can still open, and takes the limit back at its end.
/// The limit never falls below the highest one in use: poll(2) fails with EINVAL for more descriptors than the limit.
class DescriptorLimit {
 public:
  /// @param spare Descriptors that can still be opened.
  explicit DescriptorLimit(rlim_t spare) {
    ::getrlimit(RLIMIT_NOFILE, &m_before);
    rlimit less = m_before;
    less.rlim_cur = highestOpen() + 1;
    ::setrlimit(RLIMIT_NOFILE, &less);
    fillHoles();
    less.rlim_cur += spare;
    ::setrlimit(RLIMIT_NOFILE, &less);
  }
  ~DescriptorLimit() { ::setrlimit(RLIMIT_NOFILE, &m_before); }
  DescriptorLimit(const DescriptorLimit&) = delete;
  DescriptorLimit& operator=(const DescriptorLimit&) = delete;

 private:
  static rlim_t highestOpen() {
    rlim_t highest = 0;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd"))
      highest = std::max<rlim_t>(highest, std::stoul(entry.path().filename()));
    return highest;
  }

  void fillHoles() {
    for (int fd = ::dup(0); fd >= 0; fd = ::dup(0))
      m_fillers.emplace_back(fd);
  }

  rlimit m_before{};
  std::vector<UniqueFd> m_fillers;
};

}  // namespace synscope::test
