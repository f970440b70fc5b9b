#pragma once

#include "core/logic/base/result.h"
#include "ui/history/kept_job.h"
#include "ui/history/run_store.h"

#include <QStringList>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace synscope {

/// Reads kept runs. What it found is taken when it has ended.
template <typename Record>
class RunReading : public KeptJob {
 public:
  using Read = std::function<Result<Record>(const QByteArray&)>;
  using Records = std::vector<std::shared_ptr<Record>>;

  RunReading(RunStore store, QStringList ids, Read read)
      : m_store(std::move(store)), m_ids(std::move(ids)), m_read(std::move(read)) {}
  ~RunReading() override { finishThread(); }

  Records takeRecords() { return std::exchange(m_records, {}); }
  /// Why others could not be read.
  const std::vector<Error>& errors() const { return m_errors; }

 protected:
  void work() override {
    for (qsizetype index = 0; index < m_ids.size() && !cancelled(); ++index) {
      auto found = m_read(m_store.read(m_ids[index]));
      if (found) {
        m_records.push_back(std::make_shared<Record>(std::move(found).value()));
        m_records.back()->id = m_ids[index];
      } else {
        m_errors.push_back(found.error());
      }
      Q_EMIT progressed(static_cast<double>(index + 1) / static_cast<double>(m_ids.size()));
    }
  }

 private:
  RunStore m_store;
  QStringList m_ids;
  Read m_read;
  Records m_records;
  std::vector<Error> m_errors;
};

}  // namespace synscope
