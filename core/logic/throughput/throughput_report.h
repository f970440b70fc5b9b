#pragma once

#include "core/logic/base/error.h"
#include "core/logic/base/ip_endpoint.h"
#include "core/logic/kernel/tcp_info.h"
#include "core/logic/latency/latency_summary.h"
#include "core/logic/reach/judge.h"
#include "core/logic/throughput/load_sample.h"
#include "core/logic/throughput/throughput_settings.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace synscope {

/// UDP as its receiver counts it (facts as iperf3 defines them: late ones are taken off the lost).
struct DatagramCounts {
  std::uint64_t packets = 0;  ///< Sent, or the highest number seen by the receiver.
  std::int64_t lost = 0;
  std::uint64_t outOfOrder = 0;
  std::optional<std::uint64_t>
      bufferDrops;                 ///< Of the lost, those our own kernel dropped for a full buffer (SO_RXQ_OVFL).
  std::optional<Duration> jitter;  ///< RFC 3550 section 6.4.1.

  bool operator==(const DatagramCounts&) const = default;
};

/// What one stream did in one stretch of time, at this end.
struct StreamInterval {
  int stream = 1;      ///< iperf3's id: 1, 3, 4, 5 …
  bool sender = true;  ///< This end sends.
  Duration begin{}, end{};
  bool omitted = false;
  std::uint64_t bytes = 0;
  std::optional<std::uint64_t> retransmits;  ///< Segments sent again within it; TCP sender only.
  std::optional<std::uint32_t> rttUs, rttVarianceUs, cwndBytes, sendWindowBytes;
  std::optional<DatagramCounts> datagrams;
  std::optional<double> cpuPercent;  ///< Of one core: the stream's own thread; of a sum, all of them.

  double bitsPerSecond() const;
};

/// One line of the report: every stream, then the sums by direction.
struct ThroughputInterval {
  Duration begin{}, end{};
  bool omitted = false;
  std::vector<StreamInterval> streams;
  std::optional<double> cpuPercent;  ///< Of one core, this end: the threads of all streams.

  StreamInterval sum(bool sender) const;
};

/// Moments worth a mark on the plot.
struct ThroughputMark {
  enum class Kind { kOmitEnds, kRetransmits, kStall, kStreamDied, kCpuBound, kEnd, kTurn };
  Kind kind{};
  Duration at{};
  int stream = 0;  ///< 0: all.
};

std::string_view name(ThroughputMark::Kind kind);

/// Totals of one stream; each end counts for itself, and the results exchange brings the other's.
struct StreamTotal {
  int stream = 1;
  bool sender = true;  ///< This end sends.
  IpEndpoint local, peer;
  std::uint64_t sentBytes = 0, receivedBytes = 0;
  Duration sentTime{}, receivedTime{};
  std::optional<std::uint64_t> retransmits;
  std::optional<DatagramCounts> datagrams;  ///< As the receiver counted.
  std::optional<TcpInfo> info;              ///< The last one of this end's socket.
  std::optional<double> cpuPercent;         ///< Of one core: the thread that moves this stream's bytes at this end.
};

/// Why the rate was what it was. Codes are `why.<name>` in the catalogue.
enum class SlowCause {
  kUnknown,
  kRateLimit,         ///< A rate was asked for, and reached.
  kReceiverWindow,    ///< The peer's window: its program does not read fast enough, or its buffer is too small.
  kSenderBuffer,      ///< Our send buffer is smaller than what the way holds.
  kApplication,       ///< The sending program did not always have data.
  kNetworkLoss,       ///< Congestion window held down by loss.
  kCongestionWindow,  ///< Sending all the time, no loss to speak of: the way is full, or cwnd still grows.
  kBufferbloat,       ///< The way is full, and its queue has multiplied the round-trip time.
  kSenderCpu,
  kReceiverCpu,
  kReceiverBuffer,  ///< UDP: the receiver's kernel dropped for a full buffer.
  kPolicer,         ///< Loss without growth of the round-trip time, at a steady rate.
  kShortTest,       ///< Too short to leave slow start.
  kNothingArrived,  ///< UDP: sent, and the receiver got none of it.
  kSameMachine,     ///< Both ends are on one machine: no line is involved.
  kStoppedEarly,    ///< A person ended it before there was enough to judge by.
};

std::string_view name(SlowCause cause);

/// A number that speaks for the verdict: catalogue key `why-number.<name>`, value, unit in the sentence.
struct WhyNumber {
  std::string name;
  double value = 0;
};

struct WhyVerdict {
  SlowCause cause = SlowCause::kUnknown;
  int confidence = 0;  ///< 0 to 100.
  bool sender = true;  ///< Concerns what this end sends.
  std::optional<double> busyPercent, receiverLimitedPercent, senderLimitedPercent;
  std::vector<WhyNumber> numbers;
  std::vector<SlowCause> also;  ///< What holds beside it, strongest first.
};

/// Latency without load and with, and what the difference is worth. Each load has numbers of its own; grade and round
/// trips per minute are those of the worst.
struct LoadedLatency {
  std::optional<LatencyNumbers> idle, up, down, both;
  std::optional<double> roundTripsPerMinute;  ///< 60 s over the median of the loaded round-trip times.
  std::string grade;                          ///< "A+" … "F": by the growth of the median; empty: not measured.
  std::vector<LoadSample> samples;            ///< What all of it is made of, in order of time.

  const std::optional<LatencyNumbers>& of(LoadState load) const;
};

/// Everything of one test, at one end: a snapshot that may cross threads.
struct ThroughputReport {
  std::uint64_t generation = 0;
  ThroughputSettings settings;
  bool client = true;
  IpEndpoint local, peer;  ///< Of the control connection.
  std::string host;
  std::string peerVersion;  ///< "iperf 3.12", ours; empty: not told.
  std::string congestion, peerCongestion;
  std::optional<std::uint32_t> mss;
  std::uint32_t blockLength = 0;
  std::int64_t startedAtMs = 0;  ///< Unix time.
  Duration elapsed{};
  std::vector<ThroughputInterval> intervals;
  std::vector<ThroughputMark> marks;
  std::vector<StreamTotal> streams;
  /// Of one core, this end: the threads that move the bytes of this test, and no others of the process.
  std::optional<double> cpuPercent, cpuUserPercent, cpuSystemPercent;
  int processors = 0;  ///< That this end may use; 0: not told.
  std::optional<double> peerCpuPercent, peerCpuUserPercent, peerCpuSystemPercent;
  std::optional<WhyVerdict> why;
  std::optional<WhyVerdict> whyOther;  ///< Of the other direction, where there are two.
  std::optional<LoadedLatency> latency;
  std::string serverOutput;
  std::optional<Error> error;              ///< It ended early; what there is is kept.
  std::optional<PortVerdict> unreachable;  ///< Why no control connection came about.
  bool interrupted = false;                ///< A person ended it early.
  bool finished = false;                   ///< Nothing more comes: well, broken off or interrupted.

  /// This end sends, on some stream at least: the direction that is told first where there are two.
  bool sends() const;
  /// Sums over the streams that this end sends (or, `sender` false, receives), as their sender or receiver counted.
  StreamTotal sum(bool sender) const;
};

}  // namespace synscope
