#pragma once

#include "ui/latency/latency_numbers_model.h"

#include <QAbstractTableModel>

namespace synscope {

/// Stretches in which every request failed, newest first.
class OutageModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kTarget, kBegin, kLength, kFailed, kWhy, kColumns };

  using QAbstractTableModel::QAbstractTableModel;

  void setLanes(const std::vector<LatencyNumbersModel::Lane>& lanes);
  void retranslate();

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  struct Row {
    QString label;
    std::int64_t startedAtMs = 0;   ///< Unix time at which the run began.
    double begin = 0;               ///< Seconds since the run began.
    std::optional<double> seconds;  ///< nullopt while it lasts.
    bool untilTheEnd = false;       ///< Nothing was answered any more when the run ended.
    std::uint64_t failed = 0;
    PortState verdict = PortState::kFiltered;
    Reason reason = Reason::kTimeout;

    bool operator==(const Row&) const = default;
  };

  QString lengthOf(const Row& row) const;

  std::vector<Row> m_rows;
};

}  // namespace synscope
