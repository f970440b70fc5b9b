#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace synscope {

/// Pictures of the views of a timeline, each handed over with its name when it is ready to be drawn.
void lifeShots(const std::function<void(const QString& name, QWidget& widget)>& shoot);

}  // namespace synscope
