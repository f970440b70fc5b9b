#pragma once

#include <QAbstractButton>

namespace synscope {

/// "› More": shows and hides what stands under it. Flush with the left edge of what is around it.
class DisclosureButton : public QAbstractButton {
  Q_OBJECT

 public:
  explicit DisclosureButton(QWidget* parent = nullptr);

  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;
};

}  // namespace synscope
