#include "ui/ports/scan_model.h"

#include "ui/diagnose/verdict_look.h"
#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"
#include "ui/widgets/icon.h"

namespace synscope {

ScanModel::ScanModel(QObject* parent) : QAbstractTableModel(parent) {
  cacheWords();
}

void ScanModel::start(std::vector<ScanHostLabel> hosts, Protocol protocol) {
  beginResetModel();
  m_rows.reset(std::move(hosts), protocol);
  endResetModel();
}

void ScanModel::feed(std::vector<ScanRow> rows) {
  if (rows.empty()) return;
  const int before = m_rows.shownCount();
  const int added = m_rows.take(std::move(rows));
  if (added == 0) return;
  beginInsertRows({}, before, before + added - 1);
  m_rows.showTaken();
  endInsertRows();
  if (m_rows.unsettled()) settle();
}

void ScanModel::settle() {
  Q_EMIT layoutAboutToBeChanged();
  m_rows.settle();
  Q_EMIT layoutChanged();
}

void ScanModel::setShownStates(const std::array<bool, kPortStates>& shown) {
  beginResetModel();
  m_rows.setShownStates(shown);
  endResetModel();
}

void ScanModel::setText(const QString& text) {
  beginResetModel();
  m_rows.setText(text);
  endResetModel();
}

void ScanModel::retranslate() {
  cacheWords();
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
  if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

void ScanModel::cacheWords() {
  for (std::size_t state = 0; state < kPortStates; ++state)
    m_stateWords[state] = words({"state." + std::string(name(static_cast<PortState>(state))), {}});
}

const ScanRow* ScanModel::at(int row) const {
  return row >= 0 && row < m_rows.shownCount() ? &m_rows.shownRow(row) : nullptr;
}

int ScanModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : m_rows.shownCount();
}

int ScanModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kColumns;
}

QVariant ScanModel::data(const QModelIndex& index, int role) const {
  const ScanRow* row = at(index.row());
  if (row == nullptr || index.column() >= kColumns) return {};
  const bool number = index.column() == kPort || index.column() == kTime;
  switch (role) {
    case Qt::ToolTipRole:
    case Qt::DisplayRole: return text(*row, index.column());
    case Qt::TextAlignmentRole:
      return QVariant::fromValue(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::DecorationRole: {
      if (index.column() != kState) return {};
      const Look look = lookOf(row->verdict.state);
      return lineIcon(look.icon, look.tone);
    }
    default: return {};
  }
}

QString ScanModel::text(const ScanRow& row, int column) const {
  const ScanHostLabel& host = m_rows.host(row);
  switch (column) {
    case kHost: return host.name;
    case kPort: return QString::number(row.port);
    case kService: return m_rows.service(row);
    case kState: return m_stateWords[static_cast<std::size_t>(row.verdict.state)];
    case kReason: return reasonText(row);
    default: return shownTime(row.elapsed);
  }
}

QString ScanModel::reasonText(const ScanRow& row) const {
  if (!row.icmp) return words({"reason." + std::string(name(row.verdict.reason)), {}});
  return tr("%1, from %2").arg(words({catalogueKey(*row.icmp), {}}), shown(row.icmp->from.toString()));
}

QVariant ScanModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue(Qt::AlignVCenter |
                               (section == kPort || section == kTime ? Qt::AlignRight : Qt::AlignLeft));
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case kHost: return tr("Host");
    case kPort: return tr("Port");
    case kService: return tr("Service");
    case kState: return tr("State");
    case kReason: return tr("Reason");
    case kTime: return tr("Time");
    default: return {};
  }
}

void ScanModel::sort(int column, Qt::SortOrder order) {
  if (column < 0 || column >= kColumns) return;
  Q_EMIT layoutAboutToBeChanged();
  m_rows.setOrder(static_cast<ScanRows::Order>(column), order == Qt::DescendingOrder);
  Q_EMIT layoutChanged();
}

}  // namespace synscope
