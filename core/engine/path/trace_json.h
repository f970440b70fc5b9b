#pragma once

#include "core/logic/path/hop.h"

#include <QJsonArray>
#include <QJsonObject>

namespace synscope {

/// CONTRACT "path": one object for each hop, in ascending TTL; what is not known is null.
QJsonArray hopsJson(const Trace& trace);

/// CONTRACT "synscope/trace/1".
QJsonObject traceJson(const Trace& trace);

}  // namespace synscope
