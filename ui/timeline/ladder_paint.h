#pragma once

#include "core/logic/timeline/ladder_layout.h"
#include "ui/theme/tokens.h"

#include <QFont>
#include <QFontMetricsF>

class QPainter;

namespace synscope {

/// Draws the primitives of a ladder in the fonts and colours of the window.
class LadderPaint {
 public:
  LadderPaint();

  void paint(QPainter& painter, const LadderItem& item, const Tokens& tokens) const;
  /// For LadderLayout: copies of the fonts, so it may outlive this.
  LadderMeasure measure() const;
  const QFont& font(LadderFace face) const { return m_fonts[static_cast<std::size_t>(face)]; }

 private:
  void paintText(QPainter& painter, const LadderItem& item, const Tokens& tokens) const;

  std::array<QFont, 3> m_fonts;
};

/// Colours of an ink: full, and as a tint.
Tokens::Pair colours(LadderInk ink, const Tokens& tokens);

/// A pen for a line of that kind; the gaps of dashes grow with its width.
QPen penFor(LadderStroke stroke, const QColor& color, double width);

}  // namespace synscope
