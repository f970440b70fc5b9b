#include "ui/latency/outage_model.h"

#include "ui/plots/plot_unit.h"
#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"

#include <QDateTime>

#include <algorithm>

namespace synscope {

void OutageModel::setLanes(const std::vector<LatencyNumbersModel::Lane>& lanes, TimePoint begin,
                           std::int64_t startedAtMs) {
  std::vector<Row> rows;
  const auto seconds = [](Duration time) { return toMs(time) / 1000; };
  for (const auto& lane : lanes) {
    for (const LatencyOutage& outage : lane.summary.outages)
      rows.push_back({lane.label, seconds(outage.begin - begin),
                      outage.end ? std::optional(seconds(*outage.end - outage.begin)) : std::nullopt, outage.failed,
                      outage.verdict});
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.begin > b.begin; });
  if (rows == m_rows && startedAtMs == m_startedAtMs) return;
  const bool same = rows.size() == m_rows.size();
  if (!same) beginResetModel();
  m_rows = std::move(rows);
  m_startedAtMs = startedAtMs;
  if (!same) return endResetModel();
  if (!m_rows.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

void OutageModel::retranslate() {
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
  if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

int OutageModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int OutageModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kColumns;
}

QVariant OutageModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::AlignVCenter | Qt::AlignLeft);
  if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
  const Row& row = m_rows[static_cast<std::size_t>(index.row())];
  const QDateTime at = QDateTime::fromMSecsSinceEpoch(m_startedAtMs + static_cast<qint64>(row.begin * 1000));
  switch (index.column()) {
    case kTarget: return row.label;
    case kBegin:
      return QStringLiteral("%1  (%2)")
          .arg(at.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz")), plotElapsed(row.begin, 0.1));
    case kLength:
      return row.seconds ? shownLatency(Duration(static_cast<Duration::rep>(*row.seconds * 1e9))) : tr("lasts");
    case kFailed: return shownCount(row.failed);
    default: return words({"state." + std::string(name(row.verdict)), {}});
  }
}

QVariant OutageModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::AlignVCenter | Qt::AlignLeft);
  const QString names[] = {tr("Target"), tr("Began"), tr("Lasted"), tr("Requests failed"), tr("What came back")};
  return role == Qt::DisplayRole ? QVariant(names[section]) : QVariant();
}

}  // namespace synscope
