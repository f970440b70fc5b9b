#include "ui/widgets/row_delegate.h"

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

}  // namespace synscope
