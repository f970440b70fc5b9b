#pragma once

#include "core/logic/base/result.h"
#include "core/logic/latency/latency_recording.h"
#include "core/logic/latency/latency_replay.h"

#include <QFile>

namespace synscope {

/// Writes a recording. What is added reaches the system with the next flush(), at the latest 64 KiB later; a program
/// that is killed loses what came since, a machine that loses power what the system had not written yet.
class LatencyRecorder {
 public:
  /// Error kFileUnwritable; an existing file is replaced.
  std::optional<Error> open(const std::string& path, const LatencyRecordingHeader& header);
  bool isOpen() const { return m_file.isOpen(); }
  /// Of no effect where nothing is open. An error (kDiskFull, kFileUnwritable) closes the recording.
  std::optional<Error> add(const LatencyRecord& record);
  std::optional<Error> flush();
  /// Bytes that the system has been given.
  std::uint64_t written() const { return m_written; }
  /// Ends the recording and deletes it.
  void discard();
  /// Ends the recording.
  std::optional<Error> close();

 private:
  QFile m_file;
  std::string m_waiting;
  std::uint64_t m_written = 0;
};

/// Reads a recording in pieces. Errors: kFileUnreadable, and kBadRecording where the file is none.
std::optional<Error> replayLatencyFile(const std::string& path, LatencyReplay& replay);

}  // namespace synscope
