#include "core/engine/latency/tcp_latency_request.h"

#include "core/engine/base/clock.h"
#include "core/engine/diagnose/stream_io.h"
#include "core/engine/latency/stamped_receive.h"
#include "core/engine/reach/native_socket.h"

#include <algorithm>
#include <array>

namespace synscope {
namespace {

using ReadBuffer = std::array<std::byte, 16 * 1024>;

bool isOpen(const LatencyTls& tls) {
  return tls.state() == LatencyTls::State::kOpen && !tls.closed();
}

}  // namespace

TcpLatencyRequest::TcpLatencyRequest(const LatencySettings& settings, const LatencyLane& lane, std::uint64_t seq,
                                     const TlsContext* context, std::unique_ptr<LatencyLink> link)
    : LatencyRequest(settings, lane, seq), m_context(context) {
  m_attempt.protocol = Protocol::kTcp;
  if (!link) return;
  m_link = std::move(*link);
  m_sample.reused = true;
}

TcpLatencyRequest::~TcpLatencyRequest() {
  if (m_link.fd) setResetOnClose(m_link.fd.get());
}

bool TcpLatencyRequest::isUsable(LatencyLink& link) {
  if (link.tls && !isOpen(*link.tls)) return false;
  ReadBuffer buffer;
  const StreamResult waiting = receiveInto(link.fd.get(), buffer);
  if (waiting.ended || waiting.error != SocketError::kNone) return false;
  if (waiting.bytes == 0) return true;
  if (!link.tls) return false;
  link.tls->add(link.fd.get(), std::span(buffer).first(waiting.bytes));  // Session tickets, RFC 8446 section 4.6.1.
  return isOpen(*link.tls) && link.tls->take().empty();
}

LatencyRequest::Want TcpLatencyRequest::start() {
  m_sample.at = monotonicNow();
  return m_sample.reused ? beginRequest() : connect();
}

LatencyRequest::Want TcpLatencyRequest::connect() {
  OpenedSocket opened = openTcp(m_lane.address.address.family());
  m_link.fd = std::move(opened.fd);
  if (opened.error != SocketError::kNone) return endAs(AttemptEnd::kNotSent, opened.error);
  if (const SocketError error = bindAsAsked(fd()); error != SocketError::kNone)
    return endAs(AttemptEnd::kNotSent, error);
  m_sample.at = monotonicNow();
  const StartedConnect started = startConnect(fd(), m_lane.address);
  const TimePoint returned = monotonicNow();
  if (started.state == ConnectStart::kFailed) {
    const bool refused = started.error == SocketError::kConnectionRefused;
    return endAs(refused ? AttemptEnd::kFailed : AttemptEnd::kNotSent, started.error);
  }
  // On loopback the handshake is over when the call returns, though it says that it is under way.
  if (peerEndpoint(fd())) return onConnected(returned);
  return Want::kConnected;
}

LatencyRequest::Want TcpLatencyRequest::onReady(TimePoint arrived) {
  switch (m_phase) {
    case Phase::kConnecting: return onConnecting(arrived);
    case Phase::kTls: return onRecords();
    case Phase::kAnswer:
    case Phase::kRest: return onAnswer();
  }
  return Want::kNothing;
}

/// A late ICMP error does not undo a handshake: connected comes first (see TcpAttempt).
LatencyRequest::Want TcpLatencyRequest::onConnecting(TimePoint arrived) {
  if (peerEndpoint(fd())) return onConnected(arrived);
  SocketFailure failure = takeError(fd());
  if (failure.error == SocketError::kNone) return Want::kConnected;
  m_attempt.elapsed = arrived - m_sample.at;
  m_attempt.icmp = std::move(failure.icmp);
  noteTcpInfo();
  const bool silent = failure.error == SocketError::kTimedOut && !m_attempt.icmp;
  return endAs(silent ? AttemptEnd::kSilent : AttemptEnd::kFailed, failure.error);
}

LatencyRequest::Want TcpLatencyRequest::onConnected(TimePoint arrived) {
  m_sample.wall = m_sample.connect = arrived - m_sample.at;
  noteTcpInfo();
  if (m_sample.kernelRtt && *m_sample.kernelRtt <= *m_sample.wall) m_sample.connect = m_sample.kernelRtt;
  m_attempt.local = localEndpoint(fd());
  m_attempt.selfConnected = m_attempt.local == m_lane.address;
  if (m_attempt.selfConnected || m_settings.method == LatencyMethod::kConnect) return endWell();
  stampArrivals(fd());
  setErrorQueue(fd(), m_lane.address.address.family(), false);
  return isInsideTls() ? beginTls() : beginRequest();
}

void TcpLatencyRequest::noteTcpInfo() {
  const auto info = tcpInfo(fd());
  if (!info) return;
  const std::uint32_t total = info->totalRetransmits.value_or(0);
  const bool connecting = info->state == TcpState::kSynSent;
  m_sample.synRetransmits = connecting ? std::max<std::uint32_t>(total, info->retransmits.value_or(0)) : total;
  if (connecting && info->retransmits.value_or(0) > 0)
    m_attempt.retransmitStayedLocal = info->retransmitsInFlight.value_or(1) == 0;
  // With a lost SYN or SYN-ACK the kernel's sample may hold the time-out as well.
  if (m_sample.connect && info->rttUs && m_sample.synRetransmits == 0U)
    m_sample.kernelRtt = std::chrono::microseconds(*info->rttUs);
}

LatencyRequest::Want TcpLatencyRequest::beginTls() {
  m_phase = Phase::kTls;
  m_link.tls = std::make_unique<LatencyTls>(*m_context, m_lane.target.host);
  m_stepBegan = monotonicNow();
  m_link.tls->start(fd());
  return m_link.tls->state() == LatencyTls::State::kFailed ? endLater(tlsReason()) : Want::kReadable;
}

/// The handshake's end: when its last record arrived and we had worked it off, without the time it waited for us.
LatencyRequest::Want TcpLatencyRequest::onRecords() {
  ReadBuffer buffer;
  const StampedRead read = receiveStamped(fd(), buffer);
  if (read.result.bytes == 0) return onBroken(read.result);
  const TimePoint begun = monotonicNow();
  m_link.tls->add(fd(), std::span(buffer).first(read.result.bytes));
  const TimePoint done = read.at + (monotonicNow() - begun);
  if (m_link.tls->state() == LatencyTls::State::kFailed) return endLater(tlsReason());
  if (m_link.tls->state() == LatencyTls::State::kHandshake) return Want::kReadable;
  m_sample.tls = done - m_stepBegan;
  if (m_settings.method == LatencyMethod::kTls) return endWell();
  const Want next = beginRequest();
  const auto early = m_link.tls->take();  // A server that speaks first may have done so in the same segment.
  return next == Want::kReadable && !early.empty() ? onPlaintext(early, std::max(read.at, m_stepBegan)) : next;
}

Reason TcpLatencyRequest::tlsReason() const {
  return m_link.tls->refusedCertificate() ? Reason::kTlsCertificate : Reason::kTlsFailed;
}

LatencyRequest::Want TcpLatencyRequest::beginRequest() {
  m_phase = Phase::kAnswer;
  m_stepBegan = monotonicNow();
  if (m_sample.reused) m_sample.at = m_stepBegan;
  if (m_settings.method != LatencyMethod::kHttp) return Want::kReadable;
  const auto request = headRequest(m_lane.target, m_settings.path, m_settings.keepAlive);
  const bool sent = m_link.tls ? m_link.tls->send(fd(), request) : writeStream(fd(), request) == request.size();
  return sent ? Want::kReadable : endLater(Reason::kClosedEarly);
}

LatencyRequest::Want TcpLatencyRequest::onAnswer() {
  ReadBuffer buffer;
  const StampedRead read = receiveStamped(fd(), buffer);
  const auto bytes = std::span(buffer).first(read.result.bytes);
  if (bytes.empty()) return onBroken(read.result);
  if (!m_link.tls) return onPlaintext(bytes, read.at);
  m_link.tls->add(fd(), bytes);
  const auto plaintext = m_link.tls->take();
  if (!plaintext.empty()) return onPlaintext(plaintext, read.at);
  if (m_link.tls->closed()) return onBroken({0, true});
  return m_link.tls->state() == LatencyTls::State::kFailed ? endLater(tlsReason()) : Want::kReadable;
}

LatencyRequest::Want TcpLatencyRequest::onPlaintext(std::span<const std::byte> bytes, TimePoint at) {
  if (m_phase == Phase::kRest) return takeRest(bytes);
  m_sample.firstByte = std::max(at - m_stepBegan, Duration{});
  if (m_settings.method != LatencyMethod::kHttp) return endWell();
  m_phase = Phase::kRest;
  return takeRest(bytes);
}

/// The sample is complete with its first byte; the rest of the header only shows whether the connection can be kept.
LatencyRequest::Want TcpLatencyRequest::takeRest(std::span<const std::byte> bytes) {
  const bool more = m_answer.add(bytes);
  if (!m_answer.isHttp()) {
    m_sample.firstByte.reset();
    return endLater(Reason::kOtherProtocol);
  }
  if (more && m_settings.keepAlive) return Want::kReadable;
  m_keepsLink = m_settings.keepAlive && m_answer.complete() && m_answer.reusable();
  return endWell();
}

LatencyRequest::Want TcpLatencyRequest::onBroken(const StreamResult& result) {
  if (!result.ended && result.error == SocketError::kNone) return Want::kReadable;
  if (m_phase == Phase::kRest) return endWell();
  const bool reset = result.error == SocketError::kConnectionReset;
  return endLater(reset ? Reason::kResetEarly : Reason::kClosedEarly);
}

void TcpLatencyRequest::onTimeout() {
  m_attempt.elapsed = m_settings.timeout;
  if (m_phase == Phase::kRest) {
    endWell();
  } else if (m_phase != Phase::kConnecting) {
    endLater(Reason::kAnswerTimeout);
  } else {
    noteTcpInfo();
    endAs(AttemptEnd::kSilent, SocketError::kNone);
  }
}

}  // namespace synscope
