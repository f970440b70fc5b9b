#pragma once

#include "core/logic/throughput/throughput_report.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace synscope {

/// Grades of latency under load, by how much the load adds to the median round-trip time. The steps are those that
/// public bufferbloat tests have settled on: what is added, not what was there before, is what queues do.
///
/// | grade | added, ms | what it means                                          |
/// |-------|-----------|--------------------------------------------------------|
/// | A+    | under 5   | nobody notices that the line is full                   |
/// | A     | under 30  | calls and games go on as if it were idle               |
/// | B     | under 60  | calls are fine, games feel it                          |
/// | C     | under 200 | calls and pages get sluggish                           |
/// | D     | under 400 | calls break up                                         |
/// | F     | from 400  | hardly anything else can be done while the line is full |
struct LatencyGrade {
  std::string_view name;  ///< "A+".
  std::string_view key;   ///< Of the catalogue: "latency-grade.a-plus".
  Duration below{};       ///< Added latency under this has the grade.
};

/// From best to worst; the last has no end.
std::span<const LatencyGrade> latencyGrades();

const LatencyGrade& latencyGrade(Duration added);

/// Catalogue key of a grade's name; empty where it is no grade.
std::string_view latencyGradeKey(std::string_view gradeName);

/// The loads a test can have, in the order they are told.
std::span<const LoadState> allLoads();

/// What one load did to the median.
struct LoadEffect {
  std::optional<Duration> added;              ///< Below zero where it was better than idle.
  std::string_view grade;                     ///< Empty where a median is missing.
  std::optional<double> roundTripsPerMinute;  ///< 60 s over the loaded median.
};

LoadEffect effectOf(const std::optional<LatencyNumbers>& idle, const std::optional<LatencyNumbers>& loaded);

/// Compares the medians: the worst load decides grade and round trips per minute (60 s over its median, the idea
/// of draft-ietf-ippm-responsiveness; here of handshakes beside the load, not of requests within it). Without an idle
/// median there is no grade, without a loaded one neither.
LoadedLatency judgeLoadedLatency(std::optional<LatencyNumbers> idle, std::optional<LatencyNumbers> up,
                                 std::optional<LatencyNumbers> down, std::optional<LatencyNumbers> both = std::nullopt);

/// Everything from the raw round trips. Two kinds of them are put down as not counted:
/// * acknowledgements, all of them, where their median is 20 ms or more above the quickest idle handshake: the peer
///   delays its ACKs (RFC 9293 section 3.8.6.3 allows 500 ms), which says nothing about the way;
/// * the least RTT, where there is anything better for idle.
LoadedLatency loadedLatencyOf(std::vector<LoadSample> samples);

/// How the idle latency came to be known.
struct LatencyBaseline {
  std::uint64_t handshakes = 0, acknowledgements = 0;
  std::uint64_t leftOut = 0;  ///< Delayed acknowledgements.
  bool inferred = false;      ///< Nothing but the least RTT while data flowed.
};

LatencyBaseline baselineOf(std::span<const LoadSample> samples);

/// Round trips under that load which got no answer.
std::uint64_t unansweredOf(std::span<const LoadSample> samples, LoadState load);

}  // namespace synscope
