#include "ui/workbench/connection_table_view.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/row_delegate.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QSortFilterProxyModel>

#include <algorithm>

namespace synscope {
namespace {

constexpr auto kSortEvery = std::chrono::seconds(1);
constexpr int kCellPadding = 18;

}  // namespace

ConnectionTableView::ConnectionTableView(bool udp, QWidget* parent)
    : Localized(parent),
      m_udp(udp),
      m_model(new ConnectionModel(udp, this)),
      m_sorted(new QSortFilterProxyModel(this)) {
  m_sorted->setSourceModel(m_model);
  m_sorted->setSortRole(ConnectionModel::kSortRole);
  m_sorted->setDynamicSortFilter(false);
  setModel(m_sorted);
  setupRows(*this);
  setSelectionMode(ExtendedSelection);
  setHorizontalScrollMode(ScrollPerPixel);
  setupHeader();
  retranslate();
}

void ConnectionTableView::setupHeader() {
  verticalHeader()->setDefaultSectionSize(fontMetrics().height() + RowDelegate::kPadding - 4);
  horizontalHeader()->setSectionResizeMode(ConnectionModel::kPeer, QHeaderView::Stretch);
  horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
  horizontalHeader()->setSortIndicatorClearable(true);
  setSortingEnabled(true);
  for (const int column : {ConnectionModel::kState, ConnectionModel::kRtt, ConnectionModel::kRetransmits})
    setColumnHidden(column, m_udp);
}

/// Wide enough for what may come, so that nothing moves while it changes.
void ConnectionTableView::fitColumns() {
  const auto fit = [this](int column, const char* widest) {
    const int text = fontMetrics().horizontalAdvance(QLatin1String(widest)) + kCellPadding;
    setColumnWidth(column, std::max(text, horizontalHeader()->sectionSizeHint(column)));
  };
  fit(ConnectionModel::kState, "ESTABLISHED 00");
  fit(ConnectionModel::kIn, "000.0 MiB");
  fit(ConnectionModel::kOut, "000.0 MiB");
  fit(ConnectionModel::kRate, "000.0 MiB/s");
  fit(ConnectionModel::kRtt, "000.0 ms");
  fit(ConnectionModel::kRetransmits, "0,000");
  fit(ConnectionModel::kSince, "000 min");
}

void ConnectionTableView::showTable(const std::shared_ptr<const ConnectionTable>& table, TimePoint now) {
  m_model->showTable(table, now);
  if (m_sorted->sortColumn() < 0 || now - m_sortedAt < kSortEvery) return;
  m_sortedAt = now;
  m_sorted->invalidate();
}

std::vector<ConnectionId> ConnectionTableView::selected() const {
  std::vector<ConnectionId> ids;
  for (const QModelIndex& each : selectionModel()->selectedRows()) {
    if (const ConnectionRow* row = m_model->at(m_sorted->mapToSource(each).row())) ids.push_back(row->id);
  }
  return ids;
}

ConnectionId ConnectionTableView::current() const {
  const ConnectionRow* row = m_model->at(m_sorted->mapToSource(currentIndex()).row());
  if (row != nullptr && selectionModel()->isRowSelected(currentIndex().row())) return row->id;
  for (int last = m_model->rowCount() - 1; last >= 0; --last) {
    if (m_model->at(last)->open) return m_model->at(last)->id;
  }
  return m_model->rowCount() > 0 ? m_model->at(m_model->rowCount() - 1)->id : 0;
}

void ConnectionTableView::copySelected() const {
  QStringList lines;
  for (const QModelIndex& row : selectionModel()->selectedRows()) {
    QStringList cells;
    for (int column = 0; column < ConnectionModel::kColumns; ++column) {
      if (!isColumnHidden(column)) cells.append(row.siblingAtColumn(column).data().toString());
    }
    lines.append(cells.join(QLatin1Char('\t')));
  }
  if (!lines.isEmpty()) QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

void ConnectionTableView::contextMenuEvent(QContextMenuEvent* event) {
  const std::vector<ConnectionId> chosen = selected();
  if (chosen.empty()) return;
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  const auto close = [this, menu, chosen](const QString& words, CloseMode mode) {
    menu->addAction(words, this, [this, chosen, mode] { Q_EMIT closeRequested(chosen, mode); });
  };
  if (m_udp) {
    close(tr("Forget this peer"), CloseMode::kFin);
  } else {
    close(tr("Close (FIN)"), CloseMode::kFin);
    close(tr("Half-close: FIN, and go on reading"), CloseMode::kHalf);
    close(tr("Reset (RST)"), CloseMode::kReset);
  }
  menu->addSeparator();
  menu->addAction(lineIcon(QStringLiteral("copy")), tr("Copy"), this, &ConnectionTableView::copySelected);
  menu->popup(event->globalPos());
}

void ConnectionTableView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) {
  QTableView::selectionChanged(selected, deselected);
  Q_EMIT selectionMoved();
}

void ConnectionTableView::retranslate() {
  setAccessibleName(m_udp ? tr("Peers") : tr("Connections"));
  m_model->retranslate();
  fitColumns();
}

}  // namespace synscope
