#include "core/engine/latency/latency_feed.h"

#include <iterator>
#include <utility>

namespace synscope {

void LatencyFeed::publish(std::vector<LatencySample>& samples, const std::map<std::uint32_t, LatencyProgress>& progress,
                          bool finished) {
  {
    const std::lock_guard lock(m_mutex);
    auto& to = m_news.samples;
    to.insert(to.end(), std::make_move_iterator(samples.begin()), std::make_move_iterator(samples.end()));
    m_news.progress = progress;
    m_news.finished = finished;
    if (std::exchange(m_told, true)) return samples.clear();
  }
  samples.clear();
  m_tell();
}

LatencyFeed::News LatencyFeed::take() {
  const std::lock_guard lock(m_mutex);
  m_told = false;
  return std::exchange(m_news, News{{}, m_news.progress, m_news.finished});
}

}  // namespace synscope
