#pragma once

#include "ui/history/run_store.h"

#include <QAbstractTableModel>

namespace synscope {

/// Kept runs as rows.
class HistoryModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kWhen, kTitle, kAnswer, kColumns };

  using QAbstractTableModel::QAbstractTableModel;

  void setRuns(std::vector<KeptRun> runs);
  const KeptRun& run(int row) const { return m_runs[static_cast<std::size_t>(row)]; }
  void retranslate();

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  std::vector<KeptRun> m_runs;
};

}  // namespace synscope
