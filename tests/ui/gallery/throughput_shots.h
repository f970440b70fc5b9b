#pragma once

#include <QSize>
#include <QString>

#include <functional>

class QWidget;

namespace synscope {

class SettingsStore;

/// Pictures of the Throughput page, each handed over with its name when it is ready to be drawn.
void throughputShots(SettingsStore& settings, const QString& folder, QSize size,
                     const std::function<void(const QString& name, QWidget& widget)>& shoot);

}  // namespace synscope
