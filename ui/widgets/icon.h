#pragma once

#include "ui/theme/tokens.h"

#include <QIcon>
#include <QPixmap>
#include <QString>

class QPainter;

namespace synscope {

/// Our line icons (24-pixel grid, resources/icons). `name` is the file without its ending.

/// Takes its colour from the application palette whenever it is painted, so it follows a change of theme.
QIcon lineIcon(const QString& name);

/// Like lineIcon(), in the colour of a tone.
QIcon lineIcon(const QString& name, Tone tone);

/// Like lineIcon(), in the colour that stands on the main button.
QIcon lineIconOnAccent(const QString& name);

void paintLineIcon(QPainter* painter, const QString& name, const QRectF& rect, const QColor& color);

}  // namespace synscope
