#pragma once

#include "core/engine/base/job.h"
#include "core/logic/reach/attempt.h"
#include "core/logic/timeline/timeline.h"

#include <functional>
#include <memory>
#include <optional>

namespace synscope {

/// One TCP connection attempt with a native non-blocking socket: exactly one connect(2), its error queue, and TCP_INFO
/// while it is connecting. (QTcpSocket would send two SYNs on every failure and lose the error queue.)
///
/// ended() comes when the kernel or the error queue has decided, or the time is over. An open connection is closed at
/// once with a reset (no TIME_WAIT left behind), unless it was asked for with keepOpen and taken with takeSocket().
class TcpAttempt : public Job {
  Q_OBJECT

 public:
  struct Options {
    Duration timeout = std::chrono::seconds(3);
    std::optional<int> ttl;             ///< IP_TTL or IPV6_UNICAST_HOPS, 1 to 255.
    std::optional<int> minimumTtl;      ///< IP_MINTTL or IPV6_MINHOPCOUNT: answers with less are dropped by the kernel.
    std::optional<int> maximumSegment;  ///< TCP_MAXSEG, bytes.
    /// Called with the new socket before connect(2): options, source address, interface. An error of it ends the
    /// attempt as kNotSent.
    std::function<SocketError(qintptr fd, IpFamily family)> prepare;
    std::uint32_t flowLabel = 0;  ///< See startConnect().
    bool keepOpen = false;
    bool askNeighbour = true;  ///< On silence, look up the state of the next hop.
  };

  TcpAttempt(IpEndpoint target, Options options, QObject* parent = nullptr);
  ~TcpAttempt() override;

  void start() override;
  void cancel() override;
  const Attempt& result() const;

  /// What happened, in order: the call, SYN_SENT, each SYN sent again, what came back.
  const Timeline& timeline() const;

  /// The connected, non-blocking socket, now the caller's to close; -1 where there is none.
  qintptr takeSocket();

 Q_SIGNALS:
  /// The kernel sent the SYN again for the n-th time (n from 1).
  void synRetransmitted(quint32 n);

 private:
  class Private;
  std::unique_ptr<Private> d;
};

}  // namespace synscope
