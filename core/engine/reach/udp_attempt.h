#pragma once

#include "core/engine/base/job.h"
#include "core/logic/reach/attempt.h"
#include "core/logic/timeline/timeline.h"

#include <memory>
#include <optional>

namespace synscope {

/// Sends one datagram (and again after a third and two thirds of the time-out) to a UDP port from an unconnected socket
/// and waits for a reply or an ICMP error that quotes it.
class UdpAttempt : public Job {
  Q_OBJECT

 public:
  struct Options {
    Duration timeout = std::chrono::seconds(3);
    std::optional<int> ttl;  ///< 1 to 255.
    int sends = 3;           ///< 1 to 10.
  };

  /// @param payload What to send; see udpPayload() in core/logic/reach/udp_payload.h.
  UdpAttempt(IpEndpoint target, std::vector<std::byte> payload, Options options, QObject* parent = nullptr);
  ~UdpAttempt() override;

  void start() override;
  void cancel() override;
  const Attempt& result() const;
  const Timeline& timeline() const;

 private:
  class Private;
  std::unique_ptr<Private> d;
};

}  // namespace synscope
