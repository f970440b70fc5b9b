#include "core/engine/path/probe_socket.h"

#include "core/engine/base/clock.h"
#include "core/engine/reach/native_socket.h"

#include <utility>

namespace synscope {
namespace {

constexpr Duration kSynRepeat = std::chrono::seconds(1);  // RFC 6298 section 2.1

ProbeAnswer fromIcmp(const IcmpReport& icmp) {
  ProbeAnswer answer;
  const bool expired = meaning(icmp) == IcmpMeaning::kTtlExceeded;
  answer.answer = expired ? HopAnswer::kTtlExceeded : HopAnswer::kIcmpUnreachable;
  answer.from = icmp.from;
  answer.icmp = icmp;
  answer.at = monotonicNow();
  return answer;
}

/// Whether the kernel has sent the SYN more than once; only asked when that is possible at all.
bool repeated(qintptr fd, TimePoint sentAt) {
  if (monotonicNow() - sentAt < kSynRepeat) return false;
  const auto info = tcpInfo(fd);
  return !info || info->totalRetransmits.value_or(1) > 0;
}

}  // namespace

ProbeSocket::ProbeSocket(IpEndpoint target, Protocol protocol, QObject* parent)
    : QObject(parent), m_target(std::move(target)), m_protocol(protocol) {}

SocketError ProbeSocket::start(const Options& options) {
  SocketError error = open(options);
  if (error != SocketError::kNone) return error;
  m_sentAt = monotonicNow();
  error = send(options.payload);
  if (error != SocketError::kNone) m_early = take();
  if (error != SocketError::kNone && !m_early) return error;
  if (const auto local = localEndpoint(m_fd.get())) m_sourcePort = local->port;
  watch();
  return SocketError::kNone;
}

void ProbeSocket::look() {
  if (!m_fd) return;
  const auto answer = m_early ? m_early : take();
  if (!answer) return;
  close();
  Q_EMIT answered(*answer);
}

void ProbeSocket::close() {
  if (m_notifier) m_notifier->setEnabled(false);
  m_fd.reset();
}

SocketError ProbeSocket::open(const Options& options) {
  const IpFamily family = m_target.address.family();
  OpenedSocket opened = m_protocol == Protocol::kTcp ? openTcp(family) : openUdp(family);
  if (opened.error != SocketError::kNone) return opened.error;
  m_fd = std::move(opened.fd);
  SocketError error = SocketError::kNone;
  if (options.ttl) error = setTtl(m_fd.get(), family, *options.ttl);
  if (error == SocketError::kNone && options.minimumTtl) error = setMinimumTtl(m_fd.get(), family, *options.minimumTtl);
  return error;
}

SocketError ProbeSocket::send(std::span<const std::byte> payload) {
  if (m_protocol == Protocol::kUdp) return sendDatagram(m_fd.get(), m_target, payload);
  setResetOnClose(m_fd.get());
  const StartedConnect started = startConnect(m_fd.get(), m_target);
  return started.state == ConnectStart::kFailed ? started.error : SocketError::kNone;
}

void ProbeSocket::watch() {
  const auto kind = m_protocol == Protocol::kTcp ? QSocketNotifier::Write : QSocketNotifier::Read;
  m_notifier = std::make_unique<QSocketNotifier>(m_fd.get(), kind);
  connect(m_notifier.get(), &QSocketNotifier::activated, this, &ProbeSocket::look);
}

std::optional<ProbeAnswer> ProbeSocket::take() {
  return m_protocol == Protocol::kTcp ? takeTcp() : takeUdp();
}

std::optional<ProbeAnswer> ProbeSocket::takeTcp() {
  const SocketFailure failure = takeError(m_fd.get());
  if (failure.error == SocketError::kConnectionRefused && !failure.icmp) return fromTarget(HopAnswer::kRst);
  if (failure.icmp) {
    ProbeAnswer answer = fromIcmp(*failure.icmp);
    answer.timed = !repeated(m_fd.get(), m_sentAt);
    return answer;
  }
  const auto peer = failure.error == SocketError::kNone ? peerEndpoint(m_fd.get()) : std::nullopt;
  if (peer) {
    // A socket that connected to itself (RFC 9293 section 3.5, simultaneous open) found nobody.
    return fromTarget(peer == localEndpoint(m_fd.get()) ? HopAnswer::kRst : HopAnswer::kSynAck);
  }
  if (failure.error != SocketError::kNone) close();
  return std::nullopt;
}

std::optional<ProbeAnswer> ProbeSocket::takeUdp() {
  for (const QueuedError& record : drainErrorQueue(m_fd.get())) {
    if (record.icmp) return fromIcmp(*record.icmp);
  }
  const auto reply = receiveDatagram(m_fd.get());
  if (!reply) return std::nullopt;
  ProbeAnswer answer = fromTarget(HopAnswer::kReply);
  answer.from = reply->from.address;
  return answer;
}

ProbeAnswer ProbeSocket::fromTarget(HopAnswer answer) const {
  ProbeAnswer result;
  result.answer = answer;
  result.from = m_target.address;
  result.at = monotonicNow();
  result.timed = m_protocol == Protocol::kUdp || !repeated(m_fd.get(), m_sentAt);
  return result;
}

}  // namespace synscope
