#include "ui/throughput/interval_model.h"

#include "ui/plots/plot_unit.h"
#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"

#include <algorithm>

namespace synscope {
namespace {

const QString kNone = QStringLiteral("–");

bool has(const std::vector<StreamInterval>& streams, bool sender) {
  return std::any_of(streams.begin(), streams.end(), [sender](const auto& each) { return each.sender == sender; });
}

QString lostText(const DatagramCounts& counts) {
  const double packets = static_cast<double>(counts.packets);
  const QString percent =
      packets > 0 ? plotValue(PlotUnit::kPercent, static_cast<double>(counts.lost) / packets * 100) : kNone;
  return QStringLiteral("%1 (%2)").arg(shownLocale().toString(static_cast<qlonglong>(counts.lost)), percent);
}

}  // namespace

/// Rows that are there stay; those of a growing report come at the end.
void IntervalModel::setReport(std::shared_ptr<const ThroughputReport> report) {
  std::vector<Row> rows = report ? rowsOf(*report) : std::vector<Row>{};
  m_report = std::move(report);
  const int before = rowCount(), after = static_cast<int>(rows.size());
  if (after < before) {
    beginResetModel();
    m_rows = std::move(rows);
    return endResetModel();
  }
  if (after > before) beginInsertRows({}, before, after - 1);
  m_rows = std::move(rows);
  if (after > before) endInsertRows();
  if (before > 0) Q_EMIT dataChanged(index(0, 0), index(before - 1, kColumns - 1));
}

std::vector<IntervalModel::Row> IntervalModel::rowsOf(const ThroughputReport& report) const {
  return m_kind == Kind::kIntervals ? intervalRows(report) : streamRows(report);
}

std::vector<IntervalModel::Row> IntervalModel::intervalRows(const ThroughputReport& report) const {
  std::vector<Row> rows;
  for (const ThroughputInterval& interval : report.intervals) {
    for (const bool sender : {true, false}) {
      if (!has(interval.streams, sender)) continue;
      const StreamInterval sum = interval.sum(sender);
      rows.push_back({QStringLiteral("%1 – %2").arg(plotElapsed(toMs(interval.begin) / 1000, 0.1),
                                                    plotElapsed(toMs(interval.end) / 1000, 0.1)),
                      sender, interval.omitted, sum.bytes, sum.bitsPerSecond(), sum.retransmits, sum.rttUs,
                      sum.cwndBytes, sum.datagrams, sum.cpuPercent});
    }
  }
  return rows;
}

std::vector<IntervalModel::Row> IntervalModel::streamRows(const ThroughputReport& report) const {
  std::vector<Row> rows;
  for (const StreamTotal& total : report.streams) {
    const double time =
        std::chrono::duration<double>(total.receivedTime > Duration{} ? total.receivedTime : total.sentTime).count();
    const std::uint64_t bytes = total.receivedTime > Duration{} ? total.receivedBytes : total.sentBytes;
    rows.push_back({QStringLiteral("%1  %2 → %3")
                        .arg(total.stream)
                        .arg(shown((total.sender ? total.local : total.peer).toString()),
                             shown((total.sender ? total.peer : total.local).toString())),
                    total.sender, false, bytes, time > 0 ? static_cast<double>(bytes) * 8 / time : 0, total.retransmits,
                    std::nullopt, std::nullopt, total.datagrams, total.cpuPercent});
  }
  return rows;
}

void IntervalModel::retranslate() {
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
  if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

int IntervalModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int IntervalModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kColumns;
}

QVariant IntervalModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue(Qt::AlignVCenter | (index.column() > kDirection ? Qt::AlignRight : Qt::AlignLeft));
  if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
  return text(m_rows[static_cast<std::size_t>(index.row())], index.column());
}

QString IntervalModel::text(const Row& row, int column) const {
  switch (column) {
    case kWhat: return row.omitted ? tr("%1 (left out)").arg(row.what) : row.what;
    case kDirection: return row.sender ? tr("sent") : tr("received");
    case kBytes: return shownBytes(row.bytes);
    case kRate: return shownBitRate(row.rate);
    case kRetransmits: return row.retransmits ? shownCount(*row.retransmits) : kNone;
    case kRtt: return row.rttUs ? shownLatency(std::chrono::microseconds(*row.rttUs)) : kNone;
    case kCwnd: return row.cwndBytes ? shownBytes(*row.cwndBytes) : kNone;
    case kLost: return row.datagrams ? lostText(*row.datagrams) : kNone;
    case kCpu: return row.cpuPercent ? plotValue(PlotUnit::kPercent, *row.cpuPercent) : kNone;
    default: return row.datagrams && row.datagrams->jitter ? shownLatency(*row.datagrams->jitter) : kNone;
  }
}

QVariant IntervalModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue(Qt::AlignVCenter | (section > kDirection ? Qt::AlignRight : Qt::AlignLeft));
  if (role != Qt::DisplayRole) return {};
  const QString first = m_kind == Kind::kIntervals ? tr("Time") : tr("Stream");
  const QString names[] = {first,     tr("Direction"), tr("Bytes"), tr("Rate"),   tr("Sent again"),
                           tr("RTT"), tr("cwnd"),      tr("Lost"),  tr("Jitter"), tr("CPU here")};
  return names[section];
}

}  // namespace synscope
