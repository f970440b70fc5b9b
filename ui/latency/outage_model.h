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

  /// @param startedAtMs Unix time of `begin`.
  void setLanes(const std::vector<LatencyNumbersModel::Lane>& lanes, TimePoint begin, std::int64_t startedAtMs);
  void retranslate();

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  struct Row {
    QString label;
    double begin = 0;               ///< Seconds since the run began.
    std::optional<double> seconds;  ///< nullopt while it lasts.
    std::uint64_t failed = 0;
    PortState verdict = PortState::kFiltered;

    bool operator==(const Row&) const = default;
  };

  std::vector<Row> m_rows;
  std::int64_t m_startedAtMs = 0;
};

}  // namespace synscope
