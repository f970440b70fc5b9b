#pragma once

#include "ui/theme/tokens.h"

#include <QWidget>

namespace synscope {

/// One line icon in the colour of a tone, at a fixed size.
class IconLabel : public QWidget {
  Q_OBJECT

 public:
  IconLabel(QString icon, Tone tone, int size, QWidget* parent = nullptr);

  void setIcon(const QString& icon, Tone tone);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString m_icon;
  Tone m_tone;
};

}  // namespace synscope
