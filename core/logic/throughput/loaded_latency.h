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

/// Compares the medians: the worse direction decides grade and round trips per minute (60 s over its median, the idea
/// of draft-ietf-ippm-responsiveness; here of handshakes beside the load, not of requests within it). Without an idle
/// median there is no grade, without a loaded one neither.
LoadedLatency judgeLoadedLatency(std::optional<LatencyNumbers> idle, std::optional<LatencyNumbers> up,
                                 std::optional<LatencyNumbers> down);

/// What the load of one direction added to the median: below zero where it was better than idle.
std::optional<Duration> addedLatency(const std::optional<LatencyNumbers>& idle,
                                     const std::optional<LatencyNumbers>& loaded);

}  // namespace synscope
