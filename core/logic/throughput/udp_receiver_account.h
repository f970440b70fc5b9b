#pragma once

#include "core/logic/throughput/iperf_results.h"
#include "core/logic/throughput/throughput_report.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace synscope {

/// Counts the datagrams of one stream at their receiver by iperf3's rules, in constant time and memory each. A late
/// datagram and a duplicate look the same: both are out of order and take one off the lost. What is missing after the
/// last one that came is never counted as lost. Other than iperf3, it goes on where numbers of 32 bits begin anew.
/// Invariant: nothing a sender writes into a header overflows a count; lost stays at the most it can hold.
class UdpReceiverAccount {
 public:
  explicit UdpReceiverAccount(bool counters64) : m_counters64(counters64) {}

  /// One datagram; one that is shorter than its header is ignored. `arrival` is a time of this end's monotonic clock,
  /// taken at the receiving call.
  void datagram(std::span<const std::byte> bytes, TimePoint arrival) { batch(bytes, bytes.size(), arrival); }
  /// What one receiving call gave (UDP_GRO): datagrams of `segment` bytes, the last may be shorter.
  void batch(std::span<const std::byte> bytes, std::size_t segment, TimePoint arrival);
  /// The kernel's count of datagrams it dropped for a full buffer since the socket was opened (SO_RXQ_OVFL).
  void bufferDrops(std::uint64_t total) { m_drops = total; }
  /// The omit time is over: what was before is left out of counts(), and jitter begins anew.
  void endOmit();

  std::uint64_t bytes() const { return m_bytes - m_omittedBytes; }  ///< After the omit time.
  std::uint64_t totalBytes() const { return m_bytes; }
  /// After the omit time. `lost` is below 0 where late datagrams of the omit time came after it.
  DatagramCounts counts() const;
  /// Since the first datagram, omit time included: for successive samples.
  DatagramCounts total() const;
  /// bytes, jitter, packets, errors and the omitted ones, as they are told to the peer.
  void fill(IperfStreamResult& result) const;

 private:
  /// What changes with each datagram; copied out and back around a batch, so that it stays in registers.
  struct Running {
    std::uint64_t highest = 0, lost = 0, outOfOrder = 0;
    std::int64_t transit = 0;  ///< Of the datagram before, ns.
    double jitter = 0;         ///< ns.
    bool hasTransit = false;

    void take(std::uint64_t number, std::int64_t newTransit);
  };
  struct Omitted {
    std::uint64_t packets = 0, lost = 0, outOfOrder = 0;
    std::optional<std::uint64_t> drops;
  };

  Running m_running;
  Omitted m_omitted;
  std::uint64_t m_bytes = 0, m_omittedBytes = 0;
  std::optional<std::uint64_t> m_drops;
  bool m_counters64;
  bool m_hasOmitted = false;
};

}  // namespace synscope
