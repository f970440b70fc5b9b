#pragma once

#include <QPainter>
#include <QStyleOption>

namespace synscope::calm {

/// The drawing of each control. Painters are left as they were found.

void roundedPanel(QPainter* painter, const QRectF& rect, const QColor& fill, const QColor& border, double radius);
void chevron(QPainter* painter, const QRectF& rect, const QColor& color, bool up);
void button(QPainter* painter, const QStyleOption* option, bool primary, bool flat);
void toolButton(QPainter* painter, const QStyleOption* option);
void lineEdit(QPainter* painter, const QStyleOption* option);
void checkBox(QPainter* painter, const QStyleOption* option);
void radioButton(QPainter* painter, const QStyleOption* option);
void focusRing(QPainter* painter, const QStyleOption* option);
void comboBox(QPainter* painter, const QStyleOption* option, const QRect& arrow);
void spinBox(QPainter* painter, const QStyleOption* option, const QRect& up, const QRect& down);
void scrollBar(QPainter* painter, const QStyleOption* option, const QRect& slider);
void headerSection(QPainter* painter, const QStyleOption* option);
void tab(QPainter* painter, const QStyleOption* option, bool current);
void progress(QPainter* painter, const QRect& rect, const QPalette& palette, double share);

}  // namespace synscope::calm
