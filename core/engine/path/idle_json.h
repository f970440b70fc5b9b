#pragma once

#include "core/logic/base/error.h"
#include "core/logic/path/idle_ladder.h"

#include <QJsonObject>

namespace synscope {

/// "synscope/idle/1": the verdict with its bracket, and every connection. What is not known is null.
QJsonObject idleJson(const IpEndpoint& target, const std::vector<IdleRung>& rungs);

/// The same where the name did not resolve: no verdict, and "error".
QJsonObject idleJson(const std::string& host, std::uint16_t port, const Error& error);

}  // namespace synscope
