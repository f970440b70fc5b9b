#pragma once

#include "app/cli/console.h"
#include "core/logic/latency/latency_json.h"
#include "core/logic/latency/latency_statistics.h"

namespace synscope {

/// Shows a measurement, or a recording of one, as it goes: as JSON, or a line for each request and a summary with a
/// histogram at the end.
class LatencyReport {
 public:
  static constexpr std::size_t kMostLanes = 1024;
  static constexpr std::size_t kMostErrors = 1000;

  /// @param begin What the times of samples count from.
  LatencyReport(Console& console, bool json, LatencyMethod method, TimePoint begin);

  void begin();
  /// Of lanes that take turns, as a name changes its addresses, the latest kMostLanes are remembered.
  void open(const LatencyLane& lane);
  void add(const LatencySample& sample);
  /// A name without addresses, a recording that cannot be written. The first kMostErrors stand in the JSON.
  void addError(const Error& error);
  void end(const LatencyTable& table);

  /// The highest met.
  int exitCode() const { return m_exitCode; }

 private:
  LatencySummary ofAll(const LatencyTable& table) const;
  void writeJsonEnd(const LatencyTable& table);
  QString sampleLine(const LatencySample& sample) const;
  QString stepsOf(const LatencySample& sample) const;
  QString bar(const LatencySample& sample) const;

  Console& m_console;
  bool m_json;
  LatencyMethod m_method;
  LatencyStep m_step;
  TimePoint m_begin;
  bool m_drawsBars;
  bool m_firstSample = true;
  std::map<std::uint32_t, LatencyLane> m_lanes;
  LatencyStatistics m_all;  ///< Over all lanes, numbered as they ended.
  std::uint64_t m_ended = 0;
  std::vector<Error> m_errors;
  int m_exitCode = 0;
};

}  // namespace synscope
