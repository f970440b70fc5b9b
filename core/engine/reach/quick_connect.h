#pragma once

#include "core/logic/base/ip_endpoint.h"
#include "core/logic/reach/socket_error.h"

#include <QtGlobal>

#include <memory>
#include <vector>

namespace synscope {

/// What connect(2) on a non-blocking socket led to, asked at once.
struct QuickConnect {
  enum class State {
    kPending,
    kConnected,
    kRefused,  ///< The answer was there already, and was a refusal; the socket can be used again.
    kFailed,   ///< Another answer was there already.
    kNotSent,  ///< connect(2) itself failed: nothing left this machine.
  };
  State state = State::kPending;
  SocketError error = SocketError::kNone;
};

/// The hosts of a scan as the system wants them, made once. The hot path of the scanner: on loopback the answer to a
/// SYN is there before connect(2) returns, and asking connect(2) again brings it (Linux: two calls for a closed port).
class QuickConnector {
 public:
  explicit QuickConnector(const std::vector<IpAddress>& hosts);
  ~QuickConnector();

  QuickConnect connect(qintptr fd, std::size_t host, std::uint16_t port);

 private:
  class Private;
  std::unique_ptr<Private> d;
};

}  // namespace synscope
