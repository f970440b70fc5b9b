#pragma once

#include <QJsonObject>

namespace synscope {

/// Writes a document as one line on standard error (JSON Lines), where standard output belongs to data.
void writeJsonLine(const QJsonObject& document);

}  // namespace synscope
