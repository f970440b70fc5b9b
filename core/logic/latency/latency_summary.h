#pragma once

#include "core/logic/base/time.h"
#include "core/logic/latency/latency_sample.h"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace synscope {

/// A stretch of requests that all failed.
struct LatencyOutage {
  TimePoint begin{};             ///< Start of its first failed request.
  std::optional<TimePoint> end;  ///< Start of the first good one after it; nullopt while it lasts.
  std::uint64_t failed = 0;
  PortState verdict = PortState::kFiltered;  ///< Of its first request.
  Reason reason = Reason::kTimeout;          ///< Of the same.
};

/// One bar of a histogram: [from, to).
struct LatencyBin {
  Duration from{}, to{};
  std::uint64_t count = 0;
};

/// Numbers of one series. nullopt where there is no sample to speak of.
struct LatencyNumbers {
  std::uint64_t count = 0;
  std::optional<Duration> min, average, p50, p90, p95, p99, max, last;
  std::optional<Duration> deviation;  ///< Standard deviation of the population.
  std::optional<Duration> jitter;     ///< RFC 3550 section 6.4.1, over successive samples.
  std::uint64_t window = 0;           ///< Samples the percentiles are exact over: the latest ones.
  std::vector<LatencyBin> histogram;  ///< Of all time; bins of 1/16 of a power of two.
};

/// What is known of one lane at one moment: a snapshot that may cross threads.
/// Samples with a retransmitted SYN are counted apart and are in no series.
struct LatencySummary {
  LatencyLane lane;
  std::uint64_t sent = 0, ok = 0, failed = 0;
  std::uint64_t missed = 0;         ///< Starts passed over because this program was late; not sent.
  std::uint64_t pending = 0;        ///< Sent, time not over: neither ok nor lost.
  std::uint64_t retransmitted = 0;  ///< Ok, but only after SYNs were sent again: no sample of the network's latency.
  std::uint64_t synRetransmits = 0;
  std::uint64_t lost = 0;             ///< Of the failed ones those that were met with silence.
  std::optional<double> lossPercent;  ///< `lost` of those that have ended.
  std::map<PortState, std::uint64_t> failures;
  std::map<Reason, std::uint64_t> openFailures;  ///< Of the failed ones whose port was open: what failed then.
  std::map<LatencyStep, LatencyNumbers> series;
  std::optional<Duration> kernelRtt;   ///< Median of tcpi_rtt over the window.
  std::optional<Duration> wall;        ///< Median of the same handshakes as this program saw them.
  std::vector<LatencyOutage> outages;  ///< The latest 1,000.
  std::uint64_t outageCount = 0;
  std::uint64_t longestGood = 0, longestBad = 0;  ///< Streaks, requests.
};

struct LatencyTable {
  std::uint64_t generation = 0;
  TimePoint begin{};
  std::vector<LatencySummary> lanes;
};

}  // namespace synscope
