#pragma once

#include <QAbstractButton>

namespace synscope {

/// One line of the navigation: icon and name, softly filled while current.
class NavigationButton : public QAbstractButton {
  Q_OBJECT

 public:
  NavigationButton(QString icon, QWidget* parent = nullptr);

  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  QString m_icon;
};

}  // namespace synscope
