#pragma once

#include <QStyledItemDelegate>

class QTableView;

namespace synscope {

/// Roomy rows for tables and lists; the selected row is softly filled, without a focus frame.
class RowDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  static constexpr int kPadding = 14;  ///< Added to the height of the text.

  using QStyledItemDelegate::QStyledItemDelegate;

  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// How tables look and behave here: whole rows, no grid or frame, RowDelegate.
void setupRows(QTableView& table);

}  // namespace synscope
