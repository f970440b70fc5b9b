#pragma once

#include "core/engine/base/unique_fd.h"
#include "core/engine/latency/latency_tls.h"
#include "core/logic/latency/latency_sample.h"
#include "core/logic/reach/attempt.h"

#include <memory>
#include <vector>

namespace synscope {

/// A connection (for UDP a socket) that outlives the request that opened it.
struct LatencyLink {
  UniqueFd fd;
  std::unique_ptr<LatencyTls> tls;
};

/// One request from its first call to its answer or its time-out. It never waits: whoever owns it watches fd() for what
/// it wants. Times are those of arrival at this machine, where the system tells, not of our getting round to reading.
class LatencyRequest {
 public:
  enum class Want { kConnected, kReadable, kNothing };

  LatencyRequest(const LatencySettings& settings, const LatencyLane& lane, std::uint64_t seq);
  virtual ~LatencyRequest() = default;

  /// Makes the first call. kNothing: it has ended already.
  virtual Want start() = 0;
  /// The socket is ready or has failed; `arrived` is when the waiting for it ended.
  virtual Want onReady(TimePoint arrived) = 0;
  virtual void onTimeout() = 0;
  /// Ends it, whatever it waits for: this machine has nothing left to wait with.
  void giveUp() { endAs(AttemptEnd::kNotSent, SocketError::kOutOfMemory); }

  qintptr fd() const { return m_link.fd.get(); }
  const LatencySample& sample() const { return m_sample; }
  /// Whether the next hop's state would tell more about the failure; then judgeNeighbour() with it.
  bool wantsNeighbour() const;
  void judgeNeighbour(std::optional<NeighbourState> state);
  /// After the end: what a later request can go on with, where there is such a thing.
  std::unique_ptr<LatencyLink> takeLink();

 protected:
  /// Ends as what the attempt amounts to.
  Want endAs(AttemptEnd end, SocketError error);
  /// Ends with the port open, and a later step failed for this reason.
  Want endLater(Reason reason);
  Want endWell();
  /// A bind of the source address, where the settings ask for one.
  SocketError bindAsAsked(qintptr fd) const;

  const LatencySettings& m_settings;
  LatencyLane m_lane;
  LatencySample m_sample;
  Attempt m_attempt;
  LatencyLink m_link;
  bool m_keepsLink = false;
};

}  // namespace synscope
