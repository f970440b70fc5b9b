#pragma once

#include "core/engine/endpoint/traffic_store.h"

#include <QFile>

#include <thread>

namespace synscope {

/// The thread that brings a store's bytes to its file. What the disk does not take stays in the store and is tried
/// again; the end of the object is the end of the thread, after a last attempt.
class TrafficWriter {
 public:
  /// @param file Open for writing, unbuffered.
  TrafficWriter(TrafficStore& store, std::unique_ptr<QFile> file, const TrafficLogOptions& options);
  ~TrafficWriter();

 private:
  void run();
  void writeAll();
  bool write(const TrafficPart& part);
  bool hasRoom(std::size_t bytes);

  TrafficStore& m_store;
  std::unique_ptr<QFile> m_file;
  TrafficLogOptions m_options;
  std::uint64_t m_roomLeft = 0;  ///< Bytes that may be written before the disk is asked again.
  std::thread m_thread;
};

}  // namespace synscope
