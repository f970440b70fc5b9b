#pragma once

#include "core/logic/throughput/throughput_report.h"

#include <QAbstractTableModel>

#include <memory>

namespace synscope {

/// The lines of the report: one row per interval and direction, streams summed up; or, for totals, one per stream.
class IntervalModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum class Kind { kIntervals, kStreams };
  enum Column { kWhat, kDirection, kBytes, kRate, kRetransmits, kRtt, kCwnd, kLost, kJitter, kCpu, kColumns };

  explicit IntervalModel(Kind kind, QObject* parent = nullptr) : QAbstractTableModel(parent), m_kind(kind) {}

  void setReport(std::shared_ptr<const ThroughputReport> report);
  void retranslate();

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  struct Row {
    QString what;
    bool sender = true, omitted = false;
    std::uint64_t bytes = 0;
    double rate = 0;
    std::optional<std::uint64_t> retransmits;
    std::optional<std::uint32_t> rttUs, cwndBytes;
    std::optional<DatagramCounts> datagrams;
    std::optional<double> cpuPercent;
  };

  std::vector<Row> rowsOf(const ThroughputReport& report) const;
  std::vector<Row> intervalRows(const ThroughputReport& report) const;
  std::vector<Row> streamRows(const ThroughputReport& report) const;
  QString text(const Row& row, int column) const;

  Kind m_kind;
  std::shared_ptr<const ThroughputReport> m_report;
  std::vector<Row> m_rows;
};

}  // namespace synscope
