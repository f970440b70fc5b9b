#include "core/engine/reach/udp_scan.h"

#include "core/engine/base/clock.h"
#include "core/engine/reach/local_facts.h"
#include "core/engine/reach/native_socket.h"
#include "core/logic/reach/udp_payload.h"

#include <algorithm>

namespace synscope {
namespace {

/// Records and datagrams taken in one go, so that a peer that floods cannot hold the loop.
constexpr int kBatch = 256;
/// An ICMP error that waits makes the next send fail in its place (ip(7), IP_RECVERR).
constexpr int kSendTries = 4;

std::uint64_t keyOf(std::uint32_t host, std::uint16_t port) {
  return std::uint64_t{host} << 16U | port;
}

/// Tag of a time-out: 48 bits of key, 16 bits that tell repeats apart.
std::uint64_t tagOf(std::uint64_t key, std::uint32_t generation) {
  return std::uint64_t{generation & 0xFFFFU} << 48U | key;
}

std::uint64_t keyOf(std::uint64_t tag) {
  return tag & 0xFFFF'FFFF'FFFFU;
}

bool isShortage(SocketError error) {
  return error == SocketError::kOutOfDescriptors || error == SocketError::kOutOfMemory;
}

bool mayBeOfAnEarlierDatagram(SocketError error) {
  switch (error) {
    case SocketError::kConnectionRefused:
    case SocketError::kHostUnreachable:
    case SocketError::kNetworkUnreachable:
    case SocketError::kProtocolNotAvailable:
    case SocketError::kAccessDenied:
    case SocketError::kMessageTooLong: return true;
    default: return false;
  }
}

/// The zone says how to get to an address, not which it is.
IpAddress withoutZone(const IpAddress& address) {
  if (address.isV4()) return address;
  std::array<std::uint8_t, 16> octets{};
  std::ranges::copy(address.octets(), octets.begin());
  return IpAddress::v6(octets);
}

}  // namespace

UdpScan::UdpScan(const ScanRequest& request, ScanFeed& feed, Poller& poller) : ScanRun(request, feed, poller) {
  for (std::uint32_t host = 0; host < request.addresses.size(); ++host)
    m_hosts.try_emplace(withoutZone(request.addresses[host]), host);
}

SocketError UdpScan::openSocket(IpFamily family) {
  UniqueFd& fd = m_sockets[static_cast<std::size_t>(family)];
  if (fd) return SocketError::kNone;
  OpenedSocket opened = openUdp(family);
  if (opened.error != SocketError::kNone) return opened.error;
  const auto tag = static_cast<std::uint32_t>(family);
  if (!poller().add(opened.fd.get(), tag, Poller::Want::kReadable)) return SocketError::kOutOfMemory;
  fd = std::move(opened.fd);
  return SocketError::kNone;
}

void UdpScan::attempt(const ScanTarget& target) {
  const IpFamily family = request().addresses[target.host].family();
  const TimePoint startedAt = monotonicNow();
  const std::uint64_t key = keyOf(target.host, target.port);
  m_inFlight[key] = {target, startedAt, ++m_generation};
  const std::uint64_t tag = tagOf(key, m_generation);
  SocketError error = openSocket(family);
  if (error == SocketError::kNone) error = send(target, family);
  if (error == SocketError::kNone) return waitFor(tag, startedAt + plan().timeoutOf(target));
  if (m_inFlight.contains(key)) settleLocal(target, error, startedAt);
}

SocketError UdpScan::send(const ScanTarget& target, IpFamily family) {
  const qintptr fd = m_sockets[static_cast<std::size_t>(family)].get();
  const std::vector<std::byte> payload = udpPayload(target.port, m_generation);
  SocketError error = SocketError::kNone;
  for (int n = 0; n < kSendTries; ++n) {
    error = sendDatagram(fd, {request().addresses[target.host], target.port}, payload);
    if (error == SocketError::kNone) return error;
    readErrors(fd);
    if (!mayBeOfAnEarlierDatagram(error)) return error;
  }
  return error;
}

void UdpScan::settleLocal(const ScanTarget& target, SocketError error, TimePoint startedAt) {
  m_inFlight.erase(keyOf(target.host, target.port));
  if (isShortage(error)) return runShort(target, error);
  const TimePoint now = monotonicNow();
  Attempt failed = begun(target, startedAt);
  failed.end = AttemptEnd::kNotSent;
  failed.error = error;
  failed.elapsed = now - startedAt;
  settle(target, failed, now);
}

void UdpScan::onReady(std::uint32_t family) {
  const qintptr fd = m_sockets[family].get();
  readErrors(fd);
  readReplies(fd);
}

void UdpScan::readErrors(qintptr fd) {
  const TimePoint now = monotonicNow();
  for (QueuedError& record : drainErrorQueue(fd, kBatch)) {
    if (!record.destination || !record.icmp) continue;
    InFlight* entry = find(*record.destination);
    if (!entry) continue;
    Attempt failed = begun(entry->target, entry->startedAt);
    failed.end = AttemptEnd::kFailed;
    failed.error = record.error;
    failed.icmp = std::move(record.icmp);
    end(*entry, std::move(failed), now);
  }
}

void UdpScan::readReplies(qintptr fd) {
  const TimePoint now = monotonicNow();
  for (int n = 0; n < kBatch; ++n) {
    const auto datagram = receiveDatagram(fd);
    if (!datagram) return;
    InFlight* entry = find(datagram->from);
    if (!entry) continue;
    Attempt answered = begun(entry->target, entry->startedAt);
    answered.end = AttemptEnd::kAnswered;
    answered.local = localEndpoint(fd);
    answered.selfConnected =
        answered.local && answered.local->port == datagram->from.port && isOwnAddress(datagram->from.address);
    end(*entry, std::move(answered), now);
  }
}

UdpScan::InFlight* UdpScan::find(const IpEndpoint& peer) {
  const auto host = m_hosts.find(withoutZone(peer.address));
  if (host == m_hosts.end()) return nullptr;
  const auto found = m_inFlight.find(keyOf(host->second, peer.port));
  return found == m_inFlight.end() ? nullptr : &found->second;
}

void UdpScan::end(InFlight& entry, Attempt attempt, TimePoint now) {
  const ScanTarget target = entry.target;
  m_inFlight.erase(keyOf(target.host, target.port));
  attempt.elapsed = now - attempt.startedAt;
  attempt.datagramsSent = 1;
  settle(target, attempt, now);
}

bool UdpScan::isOpen(std::uint64_t tag) const {
  const auto found = m_inFlight.find(keyOf(tag));
  return found != m_inFlight.end() && tag == tagOf(found->first, found->second.generation);
}

void UdpScan::onTimeout(std::uint64_t tag) {
  if (!isOpen(tag)) return;
  const auto found = m_inFlight.find(keyOf(tag));
  end(found->second, begun(found->second.target, found->second.startedAt), monotonicNow());
}

}  // namespace synscope
