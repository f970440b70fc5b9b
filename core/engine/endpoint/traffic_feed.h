#pragma once

#include "core/logic/endpoint/connection_row.h"

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <vector>

namespace synscope {

/// Records on their way from the net thread to a view: a bounded buffer, emptied once per frame. What does not fit is
/// counted, never silently lost (the log on disk has its own way and keeps them).
class TrafficFeed {
 public:
  explicit TrafficFeed(std::size_t mostBytes = 8U << 20U);

  void add(TrafficRecord record);

  struct Batch {
    std::vector<TrafficRecord> records;
    std::uint64_t droppedRecords = 0;  ///< Since the last drain().
    std::uint64_t droppedBytes = 0;
  };
  Batch drain();

 private:
  std::mutex m_mutex;
  std::size_t m_mostBytes;
  std::size_t m_bytes = 0;
  Batch m_waiting;
};

}  // namespace synscope
