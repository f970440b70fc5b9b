#include "ui/widgets/flow_layout.h"

#include <QWidget>

#include <algorithm>

namespace synscope {

FlowLayout::FlowLayout(int spacing, QWidget* parent) : QLayout(parent) {
  setContentsMargins(0, 0, 0, 0);
  setSpacing(spacing);
}

FlowLayout::~FlowLayout() {
  for (const QLayoutItem* item : m_items)
    delete item;
}

void FlowLayout::addItem(QLayoutItem* item) {
  m_items.push_back(item);
}

QLayoutItem* FlowLayout::itemAt(int index) const {
  return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem* FlowLayout::takeAt(int index) {
  QLayoutItem* const item = itemAt(index);
  if (item != nullptr) m_items.erase(m_items.begin() + index);
  return item;
}

int FlowLayout::heightForWidth(int width) const {
  return place(QRect(0, 0, width, 0), false);
}

QSize FlowLayout::minimumSize() const {
  QSize size;
  for (const QLayoutItem* item : m_items)
    if (!item->isEmpty()) size = size.expandedTo(item->minimumSize());
  return size;
}

void FlowLayout::setGeometry(const QRect& rect) {
  QLayout::setGeometry(rect);
  place(rect, true);
}

int FlowLayout::place(const QRect& rect, bool move) const {
  QPoint at = rect.topLeft();
  int lineHeight = 0;
  for (QLayoutItem* item : m_items) {
    if (item->isEmpty()) continue;
    const QSize size = item->sizeHint();
    if (at.x() > rect.x() && at.x() + size.width() > rect.x() + rect.width()) {
      at = {rect.x(), at.y() + lineHeight + spacing()};
      lineHeight = 0;
    }
    if (move) item->setGeometry(QRect(at, size));
    at.rx() += size.width() + spacing();
    lineHeight = std::max(lineHeight, size.height());
  }
  return at.y() + lineHeight - rect.y();
}

}  // namespace synscope
