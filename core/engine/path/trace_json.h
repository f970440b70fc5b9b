#pragma once

#include "core/logic/base/error.h"
#include "core/logic/path/hop.h"

#include <QJsonArray>
#include <QJsonObject>

#include <cstdint>
#include <optional>

namespace synscope {

/// CONTRACT "path": one object for each hop, in ascending TTL; what is not known is null.
QJsonArray hopsJson(const Trace& trace);

/// CONTRACT "synscope/trace/1".
QJsonObject traceJson(const Trace& trace);

/// The same where there is no address to trace to: what was never known is null, "error" says why. Without an error
/// the look-up was cancelled.
QJsonObject traceJson(const std::optional<Error>& error, Protocol protocol, std::uint16_t port);

}  // namespace synscope
