#include "core/engine/latency/udp_latency_request.h"

#include "core/engine/base/clock.h"
#include "core/engine/endpoint/stream_calls.h"
#include "core/engine/latency/stamped_receive.h"
#include "core/engine/reach/native_socket.h"

#include <algorithm>

namespace synscope {
namespace {

constexpr int kMostStrangers = 64;  ///< Datagrams of others that are thrown away at once.

void put(std::span<std::byte> place, std::uint64_t number) {
  for (std::size_t i = 0; i < 8; ++i)
    place[i] = static_cast<std::byte>(number >> (56 - 8 * i));
}

}  // namespace

UdpLatencyRequest::UdpLatencyRequest(const LatencySettings& settings, const LatencyLane& lane, std::uint64_t seq,
                                     std::uint64_t run, std::unique_ptr<LatencyLink> link)
    : LatencyRequest(settings, lane, seq) {
  m_attempt.protocol = Protocol::kUdp;
  m_keepsLink = settings.keepAlive;
  put(std::span(m_content).subspan(0, 8), run);
  put(std::span(m_content).subspan(8, 8), lane.id);
  put(std::span(m_content).subspan(16, 8), seq);
  if (!link) return;
  m_link = std::move(*link);
  m_sample.reused = true;
}

SocketError UdpLatencyRequest::open() {
  if (m_link.fd) return SocketError::kNone;
  OpenedSocket opened = openUdp(m_lane.address.address.family());
  m_link.fd = std::move(opened.fd);
  if (opened.error != SocketError::kNone) return opened.error;
  stampArrivals(fd());
  if (const SocketError error = bindAsAsked(fd()); error != SocketError::kNone) return error;
  return startConnect(fd(), m_lane.address).error;
}

LatencyRequest::Want UdpLatencyRequest::start() {
  m_sample.at = monotonicNow();
  const bool wasOpen = m_link.fd.valid();
  if (const SocketError error = open(); error != SocketError::kNone) return endAs(AttemptEnd::kNotSent, error);
  if (wasOpen) takeError(fd());  // An error of an earlier datagram would be taken for one of this.
  m_attempt.datagramsSent = 1;
  m_sample.at = monotonicNow();
  const std::array<std::span<const std::byte>, 1> pieces{m_content};
  const StreamResult sent = sendPieces(fd(), pieces);
  if (sent.bytes == m_content.size()) return Want::kReadable;
  return endAs(AttemptEnd::kNotSent, sent.error == SocketError::kNone ? SocketError::kOther : sent.error);
}

LatencyRequest::Want UdpLatencyRequest::onReady(TimePoint arrived) {
  std::array<std::byte, 64> buffer;
  for (int i = 0; i < kMostStrangers; ++i) {
    const StampedRead read = receiveStamped(fd(), buffer);
    if (read.result.error != SocketError::kNone) return onFailure(read.result.error, arrived);
    if (std::ranges::equal(std::span(buffer).first(read.result.bytes), m_content)) {
      m_sample.echo = std::max(read.at - m_sample.at, Duration{});
      return endWell();
    }
    if (read.result.bytes == 0) return Want::kReadable;
  }
  return Want::kReadable;
}

LatencyRequest::Want UdpLatencyRequest::onFailure(SocketError error, TimePoint arrived) {
  SocketFailure failure = takeError(fd());
  if (failure.error == SocketError::kNone) failure.error = error;
  m_attempt.icmp = std::move(failure.icmp);
  m_attempt.elapsed = arrived - m_sample.at;
  return endAs(AttemptEnd::kFailed, failure.error);
}

void UdpLatencyRequest::onTimeout() {
  m_attempt.elapsed = m_settings.timeout;
  endAs(AttemptEnd::kSilent, SocketError::kNone);
}

}  // namespace synscope
