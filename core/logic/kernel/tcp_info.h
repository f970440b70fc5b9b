#pragma once

#include "core/logic/kernel/tcp_state.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace synscope {

/// What a kernel tells about one TCP connection at one moment, the same for every system. What a system (or an older
/// kernel) does not report is nullopt.
struct TcpInfo {
  TcpState state = TcpState::kUnknown;
  std::optional<std::uint8_t> congestionState;  ///< Linux tcpi_ca_state: 0 open … 4 loss.
  std::optional<std::uint8_t> retransmits;  ///< Time-outs in a row of the oldest segment; SYN_SENT: SYNs sent again.
  std::optional<std::uint8_t> probes;       ///< Unanswered zero-window or keepalive probes.
  std::optional<std::uint8_t> backoff;      ///< Doublings of the retransmission time-out.
  std::optional<bool> timestamps, selectiveAck, windowScaling, ecn;  ///< Agreed in the handshake.
  std::optional<int> sendWindowScale, receiveWindowScale;
  std::optional<bool> deliveryRateAppLimited;

  std::optional<std::uint32_t> rtoUs, atoUs;
  std::optional<std::uint32_t> sendMss, receiveMss, advertisedMss;  ///< Bytes.
  std::optional<std::uint32_t> unacked;                    ///< Segments in flight; LISTEN on Linux: accept queue now.
  std::optional<std::uint32_t> sacked;                     ///< Segments; LISTEN on Linux: backlog.
  std::optional<std::uint32_t> lost, retransmitsInFlight;  ///< Segments. SYN_SENT: see facts of TcpAttempt.
  std::optional<std::uint32_t> lastDataSentMs, lastDataReceivedMs, lastAckReceivedMs;  ///< Ago.
  std::optional<std::uint32_t> pathMtu;                                                ///< Bytes.
  std::optional<std::uint32_t> rttUs, rttVarianceUs, minRttUs, receiverRttUs;          ///< nullopt until measured.
  std::optional<std::uint32_t> sendSsthresh, cwnd, reordering;  ///< Segments; no sendSsthresh before the first loss.
  std::optional<std::uint32_t> receiveSsthresh, receiveSpace;   ///< Bytes.
  std::optional<std::uint32_t> totalRetransmits;                ///< Segments, over the connection's life.
  std::optional<std::uint64_t> pacingRate, maxPacingRate, deliveryRate;  ///< Bytes per second.
  std::optional<std::uint64_t> bytesAcked, bytesReceived, bytesSent, bytesRetransmitted;
  std::optional<std::uint32_t> segmentsOut, segmentsIn, dataSegmentsIn, dataSegmentsOut;
  std::optional<std::uint32_t> notSentBytes;
  std::optional<std::uint64_t> busyUs, receiverLimitedUs, senderLimitedUs;
  std::optional<std::uint32_t> delivered, deliveredEcn, duplicateSacks, reorderingsSeen, outOfOrderReceived;
  std::optional<std::uint32_t> sendWindow, receiveWindow;  ///< Bytes.

  bool operator==(const TcpInfo&) const = default;
};

/// Reads struct tcp_info of Linux (include/uapi/linux/tcp.h, layout up to 6.18) from what getsockopt(TCP_INFO) or
/// INET_DIAG_INFO returned. A field that lies beyond the bytes given stays nullopt; newer, longer structs are fine.
/// Returns nullopt where not even the state is there.
std::optional<TcpInfo> decodeLinuxTcpInfo(std::span<const std::byte> bytes);

}  // namespace synscope
