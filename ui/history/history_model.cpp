#include "ui/history/history_model.h"

#include "ui/shell/language.h"

namespace synscope {

void HistoryModel::setRuns(std::vector<KeptRun> runs) {
  beginResetModel();
  m_runs = std::move(runs);
  endResetModel();
}

void HistoryModel::retranslate() {
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
  if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

int HistoryModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_runs.size());
}

int HistoryModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kColumns;
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
  const KeptRun& run = m_runs[static_cast<std::size_t>(index.row())];
  switch (index.column()) {
    case kWhen: return shownLocale().toString(run.when.toLocalTime(), QLocale::ShortFormat);
    case kTitle: return run.title;
    default: return run.answer;
  }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::AlignVCenter | Qt::AlignLeft);
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case kWhen: return tr("When");
    case kTitle: return tr("What");
    default: return tr("How it went");
  }
}

}  // namespace synscope
