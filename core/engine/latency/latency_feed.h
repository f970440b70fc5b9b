#pragma once

#include "core/logic/latency/latency_sample.h"

#include <functional>
#include <map>
#include <mutex>
#include <vector>

namespace synscope {

/// How far a lane has come.
struct LatencyProgress {
  std::uint64_t sent = 0;
  std::uint64_t missed = 0;  ///< Starts passed over because they came too late.

  bool operator==(const LatencyProgress&) const = default;
};

/// What the measuring thread hands over. Thread-safe; samples are few enough (one for each request) never to be
/// dropped here: their number is bounded by what was sent.
class LatencyFeed {
 public:
  struct News {
    std::vector<LatencySample> samples;                 ///< In the order they ended.
    std::map<std::uint32_t, LatencyProgress> progress;  ///< Of lanes that may have come further.
    std::uint64_t orders = 0;                           ///< So many orders were taken when this was written.
    bool finished = false;  ///< Every lane has reached its count, or is retired, and nothing is on its way.
  };

  /// @param tell Called in the measuring thread when there is news and take() has been called since the last time.
  explicit LatencyFeed(std::function<void()> tell) : m_tell(std::move(tell)) {}

  void publish(std::vector<LatencySample>& samples, const std::map<std::uint32_t, LatencyProgress>& progress,
               std::uint64_t orders, bool finished);
  News take();

 private:
  std::function<void()> m_tell;
  std::mutex m_mutex;
  News m_news;
  bool m_told = false;
};

}  // namespace synscope
