#pragma once

#include <QSize>
#include <QString>

#include <functional>

class QWidget;

namespace synscope {

/// "From both ends" and "Left idle" as they stand below a diagnosis.
void endsShots(QSize size, const std::function<void(const QString& name, QWidget& widget)>& shoot);

}  // namespace synscope
