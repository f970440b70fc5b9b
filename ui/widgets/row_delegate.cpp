#include "ui/widgets/row_delegate.h"

#include <QHeaderView>
#include <QTableView>

namespace synscope {

QSize RowDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const QSize size = QStyledItemDelegate::sizeHint(option, index);
  return QSize(size.width() + kPadding, option.fontMetrics.height() + kPadding);
}

void RowDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  QStyleOptionViewItem calm(option);
  calm.state &= ~QStyle::State_HasFocus;
  QStyledItemDelegate::paint(painter, calm, index);
}

void setupRows(QTableView& table) {
  table.setItemDelegate(new RowDelegate(&table));
  table.setFrameShape(QFrame::NoFrame);
  table.setShowGrid(false);
  table.setSelectionBehavior(QAbstractItemView::SelectRows);
  table.setTabKeyNavigation(false);
  table.setWordWrap(false);
  table.verticalHeader()->hide();
  table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  table.verticalHeader()->setDefaultSectionSize(table.fontMetrics().height() + RowDelegate::kPadding);
  table.horizontalHeader()->setHighlightSections(false);
}

}  // namespace synscope
