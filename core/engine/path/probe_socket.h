#pragma once

#include "core/engine/base/unique_fd.h"
#include "core/logic/base/ip_endpoint.h"
#include "core/logic/path/hop.h"

#include <QObject>
#include <QSocketNotifier>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

namespace synscope {

/// What came back to one probe.
struct ProbeAnswer {
  HopAnswer answer = HopAnswer::kSilent;
  std::optional<IpAddress> from;
  std::optional<IcmpReport> icmp;
  TimePoint at{};
  bool timed = true;  ///< false: the kernel had repeated the SYN, and which one was answered is not known.
};

/// One socket that sends one SYN or one datagram and waits for what it brings; an own socket for every probe, so that
/// the source port tells the probes apart even where a router quotes no more than eight bytes (RFC 792). Invariant:
/// answered() comes at most once, and never after close(). A connection that opens is reset at once.
class ProbeSocket : public QObject {
  Q_OBJECT

 public:
  struct Options {
    std::optional<int> ttl;              ///< 1 to 255.
    std::optional<int> minimumTtl;       ///< 1 to 255: answers that arrive with less are dropped by the kernel.
    std::span<const std::byte> payload;  ///< UDP; used during start() only.
  };

  ProbeSocket(IpEndpoint target, Protocol protocol, QObject* parent = nullptr);

  /// Opens and sends. Anything but kNone: nothing left this machine, and nobody here said why in an ICMP error.
  SocketError start(const Options& options);
  /// Looks at once for an answer; the socket does so by itself whenever something comes.
  void look();
  void close();

  TimePoint sentAt() const { return m_sentAt; }
  std::uint16_t sourcePort() const { return m_sourcePort; }

 Q_SIGNALS:
  void answered(const synscope::ProbeAnswer& answer);

 private:
  SocketError open(const Options& options);
  SocketError send(std::span<const std::byte> payload);
  void watch();
  std::optional<ProbeAnswer> take();
  std::optional<ProbeAnswer> takeTcp();
  std::optional<ProbeAnswer> takeUdp();
  ProbeAnswer fromTarget(HopAnswer answer) const;

  IpEndpoint m_target;
  Protocol m_protocol;
  UniqueFd m_fd;
  std::unique_ptr<QSocketNotifier> m_notifier;
  std::optional<ProbeAnswer> m_early;  ///< Came with the sending call itself.
  TimePoint m_sentAt{};
  std::uint16_t m_sourcePort = 0;
};

}  // namespace synscope
