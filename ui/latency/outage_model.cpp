#include "ui/latency/outage_model.h"

#include "ui/latency/latency_words.h"
#include "ui/plots/plot_unit.h"
#include "ui/shell/shown_text.h"

#include <QDateTime>

#include <algorithm>

namespace synscope {

void OutageModel::setLanes(const std::vector<LatencyNumbersModel::Lane>& lanes) {
  std::vector<Row> rows;
  const auto seconds = [](Duration time) { return toMs(time) / 1000; };
  for (const auto& lane : lanes) {
    for (const LatencyOutage& outage : lane.summary.outages) {
      const auto end = outage.end ? outage.end : lane.end;
      rows.push_back({lane.label, lane.startedAtMs, seconds(outage.begin - lane.begin),
                      end ? std::optional(seconds(*end - outage.begin)) : std::nullopt, end && !outage.end,
                      outage.failed, outage.verdict, outage.reason});
    }
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return std::pair(a.startedAtMs, a.begin) > std::pair(b.startedAtMs, b.begin);
  });
  if (rows == m_rows) return;
  const bool same = rows.size() == m_rows.size();
  if (!same) beginResetModel();
  m_rows = std::move(rows);
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
  const QDateTime at = QDateTime::fromMSecsSinceEpoch(row.startedAtMs + static_cast<qint64>(row.begin * 1000));
  switch (index.column()) {
    case kTarget: return row.label;
    case kBegin:
      return QStringLiteral("%1  (%2)")
          .arg(at.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz")), plotElapsed(row.begin, 0.1));
    case kLength: return lengthOf(row);
    case kFailed: return shownCount(row.failed);
    default: return failureLabel(row.verdict, row.reason);
  }
}

QString OutageModel::lengthOf(const Row& row) const {
  if (!row.seconds) return tr("lasts");
  const QString time = shownLatency(Duration(static_cast<Duration::rep>(*row.seconds * 1e9)));
  return row.untilTheEnd ? tr("%1, to the end").arg(time) : time;
}

QVariant OutageModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::AlignVCenter | Qt::AlignLeft);
  const QString names[] = {tr("Target"), tr("Began"), tr("Lasted"), tr("Requests failed"), tr("What came back")};
  return role == Qt::DisplayRole ? QVariant(names[section]) : QVariant();
}

}  // namespace synscope
