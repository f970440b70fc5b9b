#pragma once

#include "core/logic/path/idle_ladder.h"

#include <QJsonObject>

namespace synscope {

/// "synscope/idle/1": the verdict with its bracket, and every connection. What is not known is null.
QJsonObject idleJson(const IpEndpoint& target, const std::vector<IdleRung>& rungs);

}  // namespace synscope
