#pragma once

#include "core/engine/endpoint/thread_job.h"
#include "core/engine/endpoint/traffic_log.h"
#include "core/logic/endpoint/record_set.h"
#include "core/logic/endpoint/traffic_export.h"
#include "core/logic/endpoint/traffic_search.h"

#include <mutex>
#include <optional>

namespace synscope {

/// What is exported: of the records from `first` to before `end`, those that pass the filter and are in `only`.
struct TrafficSelection {
  std::uint64_t first = 0;
  std::uint64_t end = UINT64_MAX;
  TrafficFilter filter = {};
  std::optional<RecordSet> only = std::nullopt;

  bool takes(std::uint64_t number, const TrafficRecordView& record) const {
    return filter.takes(record) && (!only || only->contains(number));
  }
};

/// Writes records of a log into a file, which appears only when it is complete (QSaveFile).
class TrafficExportJob : public ThreadJob {
  Q_OBJECT

 public:
  TrafficExportJob(std::shared_ptr<const TrafficLog> log, QString file, TrafficExportOptions options,
                   TrafficSelection selection, QObject* parent = nullptr);
  ~TrafficExportJob() override;

  /// After ended(): how many records were written, or why there is no file. Error kFileUnwritable; nullopt: cancelled.
  std::optional<Result<std::uint64_t>> result() const;

 Q_SIGNALS:
  /// At most ten times a second.
  void progressed(quint64 done, quint64 total);

 protected:
  void work() override;

 private:
  class Output;
  void writeAll(Output& output, std::uint64_t end);
  void tell(std::uint64_t done, std::uint64_t total);

  std::shared_ptr<const TrafficLog> m_log;
  QString m_file;
  TrafficExportOptions m_options;
  TrafficSelection m_selection;
  mutable std::mutex m_mutex;
  std::optional<Result<std::uint64_t>> m_result;
};

}  // namespace synscope
