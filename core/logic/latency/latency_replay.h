#pragma once

#include "core/logic/latency/latency_recording.h"
#include "core/logic/latency/latency_statistics.h"

#include <functional>

namespace synscope {

/// Sums a recording up again: the same numbers, to the last bit, as the run itself had with what was written. Takes the
/// file in pieces of any size; hostile input costs a bounded amount of memory: of the lanes that were retired, the
/// oldest are forgotten when there are too many.
class LatencyReplay {
 public:
  /// Lanes that are kept; lines of others are counted as damaged.
  static constexpr std::size_t kMostLanes = 1000;

  /// @param onSample Called with every sample, in the order they ended; may be empty.
  explicit LatencyReplay(std::function<void(const LatencySample&)> onSample = {}) : m_onSample(std::move(onSample)) {}

  void add(std::string_view piece);
  /// After the last piece: what stands after the last line feed was cut off.
  void finish();

  /// nullopt: what was read is no recording.
  const std::optional<LatencyRecordingHeader>& header() const { return m_header; }
  LatencyTable table() const;
  std::uint64_t samples() const { return m_samples; }
  /// Lines that could not be read, beside a last one that was cut off.
  std::uint64_t damaged() const { return m_damaged; }
  /// The run came to its end, and was not killed.
  bool complete() const { return m_complete; }

 private:
  void takeLine(std::string_view line);
  bool take(const LatencyRecord& record);
  bool open(const LatencyLane& lane);
  LatencyStatistics* find(std::uint32_t lane);

  std::function<void(const LatencySample&)> m_onSample;
  std::optional<LatencyRecordingHeader> m_header;
  std::map<std::uint32_t, LatencyStatistics> m_lanes;
  std::string m_rest;       ///< Of a line that has not ended yet.
  bool m_skipping = false;  ///< Within a line that is too long.
  bool m_complete = false;
  std::uint64_t m_samples = 0, m_damaged = 0;
};

}  // namespace synscope
