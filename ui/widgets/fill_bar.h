#pragma once

#include "ui/theme/tokens.h"

#include <QWidget>

namespace synscope {

/// How full something is: a quiet bar in the colour of a tone.
class FillBar : public QWidget {
  Q_OBJECT

 public:
  explicit FillBar(QWidget* parent = nullptr);

  /// @param share 0 to 1; more is shown as 1.
  void setShare(double share, Tone tone);

  QSize sizeHint() const override { return {160, 8}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  double m_share = 0;
  Tone m_tone = Tone::kGood;
};

}  // namespace synscope
