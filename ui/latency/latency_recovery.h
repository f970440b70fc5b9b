#pragma once

#include "ui/history/kept_job.h"
#include "ui/history/run_store.h"
#include "ui/latency/latency_record.h"

#include <utility>
#include <vector>

namespace synscope {

/// Where the samples of a run go as they come, until the run is kept whole.
QString samplesFile(const RunStore& store, const QString& id);

/// Sums up what a program that was killed left behind, in a bounded amount of memory however long the recordings are.
/// Files that somebody still writes are left alone; those without a single request are removed.
class LatencyRecovery : public KeptJob {
  Q_OBJECT

 public:
  explicit LatencyRecovery(const RunStore& store);
  ~LatencyRecovery() override;

  /// Whether there is anything to do.
  bool isNeeded() const { return !m_files.isEmpty(); }
  /// The runs as the page would have kept them, when the job has ended; each has its id.
  std::vector<std::shared_ptr<LatencyRunRecord>> takeRecovered() { return std::exchange(m_recovered, {}); }

 protected:
  void work() override;

 private:
  void recover(const QString& file);
  std::shared_ptr<LatencyRunRecord> replay(const QString& file);

  QStringList m_files;
  qint64 m_total = 0, m_done = 0;
  std::vector<std::shared_ptr<LatencyRunRecord>> m_recovered;
};

}  // namespace synscope
