#pragma once

#include "core/engine/reach/scanner.h"

#include <atomic>
#include <mutex>

namespace synscope {

/// What a scan hands over from its thread: rows in batches, progress as one value. Every call is thread-safe.
class ScanFeed {
 public:
  void publish(std::vector<ScanRow>& rows, const ScanProgress& progress);
  std::vector<ScanRow> drain();
  ScanProgress progress() const;

  void stop() { m_stopped = true; }
  bool stopped() const { return m_stopped; }

 private:
  mutable std::mutex m_mutex;
  std::vector<ScanRow> m_rows;
  ScanProgress m_progress;
  std::atomic<bool> m_stopped = false;
};

}  // namespace synscope
