#pragma once

#include "core/logic/latency/latency_sample.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace synscope {

/// The recording of a measurement: one file for a run, UTF-8 text, one JSON object (RFC 8259) on each line, written as
/// things happen. A line that is cut off, as the last one of a program that was killed, is passed over.
///
///   {"schema":"synscope/latency-recording/1","begin_ns":N,"epoch_ns":N,"method":"http","tls":true,"keep_alive":false,
///    "interval_ns":N,"timeout_ns":N}                                       the first line; begin_ns is the monotonic
///                                         clock at the beginning, epoch_ns the time of day at its zero, ns since 1970
///   {"lane":1,"host":"example.org","port":443,"address":"192.0.2.1"}       a lane begins
///   {"lane":1,"retired":true}                                              its name has another address now
///   {"lane":1,"sent":17,"missed":0}                                        so many requests have been sent so far
///   {"lane":1,"seq":1,"at_ns":N,"verdict":"open","reason":"syn-ack","ok":true,"reused":true,"connect_ns":N,"tls_ns":N,
///    "first_byte_ns":N,"echo_ns":N,"wall_ns":N,"kernel_rtt_ns":N,"syn_retransmits":N}  a request has ended; what is
///    not known, and
///                                                                          "reused" where it is false, is left out
///   {"end":true}                                                           the run ended by itself or was stopped
///
/// Times of requests are of the monotonic clock, ns, like begin_ns. Verdict and reason are those of `probe`.
struct LatencyRecordingHeader {
  TimePoint begin{};
  std::int64_t epochNs = 0;
  LatencyMethod method = LatencyMethod::kConnect;
  bool tls = false;
  bool keepAlive = false;
  Duration interval{};
  Duration timeout{};

  bool operator==(const LatencyRecordingHeader&) const = default;
};

struct LatencyLaneOpened {
  LatencyLane lane;

  bool operator==(const LatencyLaneOpened&) const = default;
};

struct LatencyLaneRetired {
  std::uint32_t lane = 0;

  bool operator==(const LatencyLaneRetired&) const = default;
};

struct LatencySentSoFar {
  std::uint32_t lane = 0;
  std::uint64_t sent = 0;
  std::uint64_t missed = 0;

  bool operator==(const LatencySentSoFar&) const = default;
};

struct LatencyRecordingEnd {
  bool operator==(const LatencyRecordingEnd&) const = default;
};

using LatencyRecord = std::variant<LatencyRecordingHeader, LatencyLaneOpened, LatencyLaneRetired, LatencySentSoFar,
                                   LatencySample, LatencyRecordingEnd>;

/// A line as above, with the line feed.
std::string encodeLatencyRecord(const LatencyRecord& record);

/// @param line Without the line feed; hostile. nullopt for what is no such line, or longer than 4,096 bytes.
std::optional<LatencyRecord> decodeLatencyRecord(std::string_view line);

inline constexpr std::size_t kLongestLatencyLine = 4096;

}  // namespace synscope
