#include "ui/latency/latency_numbers_model.h"

#include "ui/latency/latency_words.h"
#include "ui/plots/plot_unit.h"
#include "ui/shell/shown_text.h"

namespace synscope {
namespace {

const QString kNone = QStringLiteral("–");

QString timeText(std::optional<Duration> time) {
  return time ? shownLatency(*time) : kNone;
}

bool isOfLane(int column) {
  return column == LatencyNumbersModel::kTarget ||
         (column >= LatencyNumbersModel::kSent && column <= LatencyNumbersModel::kAgain) ||
         column >= LatencyNumbersModel::kWall;
}

}  // namespace

void LatencyNumbersModel::setLanes(std::vector<Lane> lanes) {
  std::vector<Row> rows;
  for (std::size_t index = 0; index < lanes.size(); ++index) {
    if (lanes[index].summary.series.empty()) rows.push_back({index, std::nullopt});
    for (const auto& [step, numbers] : lanes[index].summary.series)
      rows.push_back({index, step});
  }
  const bool same = rows == m_rows;
  if (!same) beginResetModel();
  m_lanes = std::move(lanes);
  m_rows = std::move(rows);
  if (!same)
    endResetModel();
  else if (!m_rows.empty())
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

void LatencyNumbersModel::retranslate() {
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
  if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

int LatencyNumbersModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int LatencyNumbersModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kColumns;
}

QVariant LatencyNumbersModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const Row& row = m_rows[static_cast<std::size_t>(index.row())];
  if (role == Qt::ToolTipRole && index.column() == kFailed && m_lanes[row.lane].summary.failed > 0)
    return failuresText(m_lanes[row.lane].summary);
  if (role == Qt::DisplayRole || role == Qt::ToolTipRole) return text(row, index.column());
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue(Qt::AlignVCenter | (index.column() > kStep ? Qt::AlignRight : Qt::AlignLeft));
  return {};
}

QString LatencyNumbersModel::text(const Row& row, int column) const {
  const Lane& lane = m_lanes[row.lane];
  if (isOfLane(column)) return laneText(lane, column);
  if (!row.step) return column == kStep ? QString() : kNone;
  return column == kStep ? stepLabel(*row.step) : stepText(lane.summary.series.at(*row.step), column);
}

QString LatencyNumbersModel::laneText(const Lane& lane, int column) const {
  const LatencySummary& summary = lane.summary;
  switch (column) {
    case kTarget: return summary.lane.retired ? tr("%1 (no longer this address)").arg(lane.label) : lane.label;
    case kSent: return shownCount(summary.sent);
    case kOk: return shownCount(summary.ok);
    case kFailed: return shownCount(summary.failed);
    case kLoss: return summary.lossPercent ? plotValue(PlotUnit::kPercent, *summary.lossPercent) : kNone;
    case kAgain: return shownCount(summary.retransmitted);
    case kWall: return timeText(summary.wall);
    case kGood: return shownCount(summary.longestGood);
    default: return shownCount(summary.longestBad);
  }
}

QString LatencyNumbersModel::stepText(const LatencyNumbers& numbers, int column) const {
  switch (column) {
    case kMin: return timeText(numbers.min);
    case kAverage: return timeText(numbers.average);
    case kP50: return timeText(numbers.p50);
    case kP90: return timeText(numbers.p90);
    case kP95: return timeText(numbers.p95);
    case kP99: return timeText(numbers.p99);
    case kMax: return timeText(numbers.max);
    case kDeviation: return timeText(numbers.deviation);
    default: return timeText(numbers.jitter);
  }
}

QVariant LatencyNumbersModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue(Qt::AlignVCenter | (section > kStep ? Qt::AlignRight : Qt::AlignLeft));
  const QString names[] = {tr("Target"), tr("Step"),      tr("Sent"),        tr("OK"),          tr("Failed"),
                           tr("Loss"),   tr("SYN again"), tr("Min"),         tr("Mean"),        tr("p50"),
                           tr("p90"),    tr("p95"),       tr("p99"),         tr("Max"),         tr("Deviation"),
                           tr("Jitter"), tr("Wall time"), tr("Best streak"), tr("Worst streak")};
  const QString hints[] = {
      QString(),
      QString(),
      tr("Requests sent"),
      tr("Requests in which every step was completed in time"),
      tr("Requests that were refused, met with silence, or failed in a later step"),
      tr("Met with silence, of those whose time is over"),
      tr("Came through only after the SYN was sent again; in no average, because the second it cost says nothing about "
         "the way"),
      QString(),
      QString(),
      tr("Half of the requests took no longer"),
      QString(),
      QString(),
      tr("99 of 100 requests took no longer"),
      QString(),
      tr("Standard deviation"),
      tr("Mean change from one sample to the next (RFC 3550)"),
      tr("What the system measured between the SYN and its answer; the rest of “Connect” is work on this machine"),
      tr("Most good requests in a row"),
      tr("Most failed requests in a row")};
  if (role == Qt::DisplayRole) return names[section];
  return role == Qt::ToolTipRole ? QVariant(hints[section]) : QVariant();
}

QString LatencyNumbersModel::asText() const {
  QStringList lines, header;
  for (int column = 0; column < kColumns; ++column)
    header.append(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
  lines.append(header.join(QLatin1Char('\t')));
  for (int row = 0; row < rowCount(); ++row) {
    QStringList cells;
    for (int column = 0; column < kColumns; ++column)
      cells.append(index(row, column).data().toString());
    lines.append(cells.join(QLatin1Char('\t')));
  }
  return lines.join(QLatin1Char('\n'));
}

}  // namespace synscope
