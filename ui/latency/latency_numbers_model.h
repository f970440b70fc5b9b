#pragma once

#include "core/logic/latency/latency_summary.h"

#include <QAbstractTableModel>

#include <vector>

namespace synscope {

/// One row per lane and step with everything known of it in numbers.
class LatencyNumbersModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column {
    kTarget,
    kStep,
    kSent,
    kOk,
    kFailed,
    kLoss,
    kAgain,  ///< Requests that needed another SYN.
    kMin,
    kAverage,
    kP50,
    kP90,
    kP95,
    kP99,
    kMax,
    kDeviation,
    kJitter,
    kWall,
    kGood,
    kBad,
    kColumns
  };

  /// A lane, how it is called, and the run it belongs to.
  struct Lane {
    QString label;
    LatencySummary summary;
    TimePoint begin{};               ///< Of the run.
    std::int64_t startedAtMs = 0;    ///< Unix time of `begin`.
    std::optional<TimePoint> end{};  ///< Of the run, once it is over.
  };

  using QAbstractTableModel::QAbstractTableModel;

  /// Rows keep their places while no lane or step is new.
  void setLanes(std::vector<Lane> lanes);
  const LatencySummary& lane(int row) const { return m_lanes[m_rows[static_cast<std::size_t>(row)].lane].summary; }
  void retranslate();
  /// Header and rows, columns apart by tabs.
  QString asText() const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  struct Row {
    std::size_t lane = 0;
    std::optional<LatencyStep> step;  ///< nullopt: nothing came back yet.

    bool operator==(const Row&) const = default;
  };

  QString text(const Row& row, int column) const;
  QString laneText(const Lane& lane, int column) const;
  QString stepText(const LatencyNumbers& numbers, int column) const;

  std::vector<Lane> m_lanes;
  std::vector<Row> m_rows;
};

}  // namespace synscope
