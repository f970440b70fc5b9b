#pragma once

#include "ui/theme/tokens.h"

#include <QWidget>

#include <optional>

namespace synscope {

/// A rounded surface that groups what belongs together. With a tone it is tinted and carries a bar at its left edge.
class Card : public QWidget {
  Q_OBJECT

 public:
  explicit Card(QWidget* parent = nullptr);

  void setTone(std::optional<Tone> tone);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  std::optional<Tone> m_tone;
};

}  // namespace synscope
