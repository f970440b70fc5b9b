#include "ui/workbench/connection_model.h"

#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/icon.h"

#include <algorithm>

namespace synscope {
namespace {

constexpr auto kAgeStep = std::chrono::seconds(1);

bool isNumber(int column) {
  return column >= ConnectionModel::kIn;
}

QString notReported() {
  return QStringLiteral("–");
}

/// "12 s", "3 min", "2 h".
QString age(Duration duration) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration).count();
  if (seconds < 120) return ConnectionModel::tr("%1 s").arg(seconds);
  return seconds < 7200 ? ConnectionModel::tr("%1 min").arg(seconds / 60)
                        : ConnectionModel::tr("%1 h").arg(seconds / 3600);
}

}  // namespace

ConnectionModel::ConnectionModel(bool udp, QObject* parent) : QAbstractTableModel(parent), m_udp(udp) {}

void ConnectionModel::showTable(const std::shared_ptr<const ConnectionTable>& table, TimePoint now) {
  m_now = now;
  if (table->generation != m_generation || m_rows.size() != table->rows.size()) {
    m_generation = table->generation;
    dropEnded(table->rows);
    updateKept(table->rows);
    appendNew(table->rows);
  }
  if (now - m_agesShownAt >= kAgeStep) sampleRates();
}

void ConnectionModel::removeRange(std::size_t first, std::size_t last) {
  beginRemoveRows({}, static_cast<int>(first), static_cast<int>(last - 1));
  m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(first), m_rows.begin() + static_cast<std::ptrdiff_t>(last));
  endRemoveRows();
}

/// From the end, in runs of neighbours.
void ConnectionModel::dropEnded(const std::vector<ConnectionRow>& rows) {
  const auto stays = [&rows](ConnectionId id) {
    const auto found = std::lower_bound(rows.begin(), rows.end(), id,
                                        [](const ConnectionRow& row, ConnectionId wanted) { return row.id < wanted; });
    return found != rows.end() && found->id == id;
  };
  for (std::size_t last = m_rows.size(); last > 0;) {
    if (stays(m_rows[last - 1].row.id)) {
      --last;
      continue;
    }
    std::size_t first = last - 1;
    while (first > 0 && !stays(m_rows[first - 1].row.id))
      --first;
    removeRange(first, last);
    last = first;
  }
}

/// Precondition: every row here is also in `rows`, in the same order.
void ConnectionModel::updateKept(const std::vector<ConnectionRow>& rows) {
  std::size_t from = 0;
  for (Shown& shown : m_rows) {
    while (rows[from].id != shown.row.id)
      ++from;
    shown.row = rows[from];
  }
  if (!m_rows.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1), {Qt::DisplayRole});
}

void ConnectionModel::appendNew(const std::vector<ConnectionRow>& rows) {
  const ConnectionId newest = m_rows.empty() ? 0 : m_rows.back().row.id;
  const auto first =
      std::find_if(rows.begin(), rows.end(), [newest](const ConnectionRow& row) { return row.id > newest; });
  if (first == rows.end()) return;
  beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(rows.end() - first) - 1);
  for (auto row = first; row != rows.end(); ++row)
    m_rows.push_back({*row, {}});
  endInsertRows();
}

void ConnectionModel::sampleRates() {
  m_agesShownAt = m_now;
  for (Shown& shown : m_rows)
    shown.rate.sample(m_now, shown.row.bytesIn + shown.row.bytesOut);
  if (!m_rows.empty()) Q_EMIT dataChanged(index(0, kRate), index(rowCount() - 1, kSince), {Qt::DisplayRole});
}

const ConnectionRow* ConnectionModel::at(int row) const {
  return row >= 0 && row < rowCount() ? &m_rows[static_cast<std::size_t>(row)].row : nullptr;
}

int ConnectionModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ConnectionModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kColumns;
}

QVariant ConnectionModel::data(const QModelIndex& index, int role) const {
  if (at(index.row()) == nullptr || index.column() >= kColumns) return {};
  const Shown& shown = m_rows[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole: return text(shown, index.column());
    case Qt::ToolTipRole: return toolTip(shown);
    case kSortRole: return sortKey(shown, index.column());
    case Qt::TextAlignmentRole:
      return QVariant::fromValue(Qt::AlignVCenter | (isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::DecorationRole:
      if (index.column() != kPeer) return {};
      return lineIcon(shown.row.outgoing ? QStringLiteral("arrow-right") : QStringLiteral("computer"),
                      shown.row.open ? Tone::kGood : Tone::kNeutral);
    default: return {};
  }
}

QString ConnectionModel::stateText(const ConnectionRow& row) const {
  const QString state = synscope::shown(name(row.state));
  if (!row.expiresMs) return state;
  return QStringLiteral("%1 · %2 s").arg(state).arg((*row.expiresMs + 999) / 1000);
}

QString ConnectionModel::text(const Shown& shown, int column) const {
  const ConnectionRow& row = shown.row;
  switch (column) {
    case kPeer: return synscope::shown(row.peer.toString());
    case kState: return stateText(row);
    case kIn: return shownBytes(row.bytesIn);
    case kOut: return shownBytes(row.bytesOut);
    case kRate: return shownRate(shown.rate.perSecond());
    case kRtt: return row.rttUs ? shownTime(std::chrono::microseconds(*row.rttUs)) : notReported();
    case kRetransmits: return row.retransmits ? shownCount(*row.retransmits) : notReported();
    default: return age(std::max(Duration{}, m_now - row.since));
  }
}

QVariant ConnectionModel::sortKey(const Shown& shown, int column) const {
  const ConnectionRow& row = shown.row;
  switch (column) {
    case kIn: return QVariant::fromValue<qulonglong>(row.bytesIn);
    case kOut: return QVariant::fromValue<qulonglong>(row.bytesOut);
    case kRate: return shown.rate.perSecond();
    case kRtt: return row.rttUs ? static_cast<double>(*row.rttUs) : -1.0;
    case kRetransmits: return row.retransmits ? static_cast<double>(*row.retransmits) : -1.0;
    case kSince: return QVariant::fromValue<qlonglong>(-row.since.time_since_epoch().count());
    default: return text(shown, column);
  }
}

QString ConnectionModel::toolTip(const Shown& shown) const {
  const ConnectionRow& row = shown.row;
  QStringList lines{tr("%1 ↔ %2").arg(synscope::shown(row.local.toString()), synscope::shown(row.peer.toString()))};
  if (!m_udp) lines.append(label({"tcp-state." + std::string(name(row.state)), {}}));
  lines.append(m_udp ? tr("%1 datagrams in, %2 out").arg(shownCount(row.messagesIn), shownCount(row.messagesOut))
                     : tr("%1 reads, %2 writes").arg(shownCount(row.messagesIn), shownCount(row.messagesOut)));
  if (row.bytesQueued > 0) lines.append(tr("%1 wait to be sent").arg(shownBytes(row.bytesQueued)));
  if (row.partner != 0) lines.append(tr("joined with no. %1").arg(row.partner));
  return lines.join(QLatin1Char('\n'));
}

QVariant ConnectionModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignRight : Qt::AlignLeft));
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case kPeer: return tr("Peer");
    case kState: return tr("State");
    case kIn: return tr("In");
    case kOut: return tr("Out");
    case kRate: return tr("Rate");
    case kRtt: return tr("RTT");
    case kRetransmits: return tr("Sent again");
    default: return tr("For");
  }
}

void ConnectionModel::retranslate() {
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
  if (!m_rows.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

}  // namespace synscope
