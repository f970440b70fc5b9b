#include "core/logic/throughput/udp_receiver_account.h"

#include "core/logic/throughput/iperf_datagram.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace synscope {
namespace {

constexpr std::uint64_t kMostLost = std::numeric_limits<std::int64_t>::max();

/// Numbers of 32 bits begin anew after 4 billion datagrams: the one that is nearest to the highest so far is meant.
std::uint64_t unwrapped(std::uint64_t number, std::uint64_t highest) {
  constexpr std::uint64_t kTurn = std::uint64_t{1} << 32U, kHalf = kTurn / 2;
  const std::uint64_t near = highest / kTurn * kTurn + number;
  if (near + kHalf < highest) return near + kTurn;
  return near >= kTurn && near > highest + kHalf ? near - kTurn : near;
}

std::int64_t asSigned(std::uint64_t count) {
  return static_cast<std::int64_t>(std::min(count, kMostLost));
}

}  // namespace

/// RFC 3550 section 6.4.1 for jitter; seconds of 32 bits keep the difference of two transits inside 64 bits.
inline void UdpReceiverAccount::Running::take(std::uint64_t number, std::int64_t newTransit) {
  if (number > highest) {
    lost = std::min(kMostLost, lost + std::min(kMostLost, number - highest - 1));
    highest = number;
  } else {
    ++outOfOrder;
    if (lost > 0) --lost;
  }
  if (hasTransit) jitter += (std::abs(static_cast<double>(newTransit - transit)) - jitter) / 16;
  transit = newTransit;
  hasTransit = true;
}

void UdpReceiverAccount::batch(std::span<const std::byte> bytes, std::size_t segment, TimePoint arrival) {
  const std::size_t header = iperfDatagramHeader(m_counters64);
  if (segment < header) return;
  const std::int64_t now = arrival.time_since_epoch().count();
  Running running = m_running;
  while (bytes.size() >= header) {
    const std::size_t length = std::min(segment, bytes.size());
    const auto datagram = *readIperfDatagram(bytes, m_counters64);
    running.take(m_counters64 ? datagram.number : unwrapped(datagram.number, running.highest),
                 now - datagram.sentAt.count());
    m_bytes += length;
    bytes = bytes.subspan(length);
  }
  m_running = running;
}

void UdpReceiverAccount::endOmit() {
  m_omitted = {m_running.highest, m_running.lost, m_running.outOfOrder, m_drops};
  m_omittedBytes = m_bytes;
  m_hasOmitted = true;
  m_running.jitter = 0;
  m_running.hasTransit = false;
}

DatagramCounts UdpReceiverAccount::total() const {
  DatagramCounts counts;
  counts.packets = m_running.highest;
  counts.lost = asSigned(m_running.lost);
  counts.outOfOrder = m_running.outOfOrder;
  counts.bufferDrops = m_drops;
  counts.jitter = Duration(static_cast<Duration::rep>(m_running.jitter));
  return counts;
}

DatagramCounts UdpReceiverAccount::counts() const {
  DatagramCounts counts = total();
  counts.packets -= m_omitted.packets;
  counts.lost -= asSigned(m_omitted.lost);
  counts.outOfOrder -= m_omitted.outOfOrder;
  if (counts.bufferDrops) *counts.bufferDrops -= std::min(*counts.bufferDrops, m_omitted.drops.value_or(0));
  return counts;
}

void UdpReceiverAccount::fill(IperfStreamResult& result) const {
  result.bytes = bytes();
  result.jitter = *total().jitter;
  result.errors = asSigned(m_running.lost);
  result.packets = asSigned(m_running.highest);
  result.omittedErrors = m_hasOmitted ? asSigned(m_omitted.lost) : 0;
  result.omittedPackets = m_hasOmitted ? asSigned(m_omitted.packets) : 0;
}

}  // namespace synscope
