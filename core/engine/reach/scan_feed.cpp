#include "core/engine/reach/scan_feed.h"

#include <iterator>
#include <utility>

namespace synscope {

void ScanFeed::publish(std::vector<ScanRow>& rows, const ScanProgress& progress) {
  const std::lock_guard lock(m_mutex);
  if (m_rows.empty())
    m_rows.swap(rows);
  else
    m_rows.insert(m_rows.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
  rows.clear();
  m_progress = progress;
}

std::vector<ScanRow> ScanFeed::drain() {
  const std::lock_guard lock(m_mutex);
  return std::exchange(m_rows, {});
}

ScanProgress ScanFeed::progress() const {
  const std::lock_guard lock(m_mutex);
  return m_progress;
}

}  // namespace synscope
