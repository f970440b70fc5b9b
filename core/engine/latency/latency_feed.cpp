#include "core/engine/latency/latency_feed.h"

#include <iterator>
#include <utility>

namespace synscope {

void LatencyFeed::publish(std::vector<LatencySample>& samples, const std::map<std::uint32_t, LatencyProgress>& progress,
                          std::uint64_t orders, bool finished) {
  {
    const std::lock_guard lock(m_mutex);
    auto& to = m_news.samples;
    to.insert(to.end(), std::make_move_iterator(samples.begin()), std::make_move_iterator(samples.end()));
    for (const auto& [lane, come] : progress)  // What is not among them any more has still not been told.
      m_news.progress.insert_or_assign(lane, come);
    m_news.orders = orders;
    m_news.finished = finished;
    if (std::exchange(m_told, true)) return samples.clear();
  }
  samples.clear();
  m_tell();
}

LatencyFeed::News LatencyFeed::take() {
  const std::lock_guard lock(m_mutex);
  m_told = false;
  return std::exchange(m_news, News{{}, {}, m_news.orders, m_news.finished});
}

}  // namespace synscope
