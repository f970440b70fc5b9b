#pragma once

#include "core/engine/base/unique_fd.h"
#include "core/logic/base/time.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace synscope {

/// Waits for many sockets at once (Linux: epoll(7), elsewhere poll(2)). One thread waits; any thread may wake it.
class Poller {
 public:
  enum class Want { kConnected, kReadable };

  Poller();
  ~Poller();

  /// False where the system had no descriptors left for it.
  bool valid() const;
  /// Reports `tag` from wait() when the socket is ready or has failed. Returns false where it could not be added.
  bool add(qintptr fd, std::uint32_t tag, Want want);
  /// Must come before the socket is closed.
  void remove(qintptr fd);
  /// Tags of what is ready, within `most` (nullopt: until wake()). The vector is valid until the next call.
  const std::vector<std::uint32_t>& wait(std::optional<Duration> most);
  /// Makes a wait() in another thread return.
  void wake();

 private:
  class Private;
  std::unique_ptr<Private> d;
};

}  // namespace synscope
