#pragma once

#include "core/logic/base/time.h"

#include <QJsonObject>

namespace synscope {

/// Milliseconds with microseconds after the point, which is what the clocks are good for.
double roundedMs(Duration duration);

/// Writes a document as one line on standard error (JSON Lines), where standard output belongs to data.
void writeJsonLine(const QJsonObject& document);

}  // namespace synscope
