#pragma once

#include <QLayout>

#include <vector>

namespace synscope {

/// Puts widgets side by side and begins a new line where there is no more room. Hidden widgets take none.
class FlowLayout : public QLayout {
 public:
  explicit FlowLayout(int spacing, QWidget* parent = nullptr);
  ~FlowLayout() override;

  void addItem(QLayoutItem* item) override;
  int count() const override { return static_cast<int>(m_items.size()); }
  QLayoutItem* itemAt(int index) const override;
  QLayoutItem* takeAt(int index) override;
  Qt::Orientations expandingDirections() const override { return {}; }
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  QSize sizeHint() const override { return minimumSize(); }
  QSize minimumSize() const override;
  void setGeometry(const QRect& rect) override;

 private:
  /// Returns the height used; moves the widgets only where asked to.
  int place(const QRect& rect, bool move) const;

  std::vector<QLayoutItem*> m_items;
};

}  // namespace synscope
