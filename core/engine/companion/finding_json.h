#pragma once

#include "core/engine/companion/companion_check.h"

#include <QJsonObject>

namespace synscope {

/// What both ends of a diagnosis saw: who the companion is, the verdict, both views, the clocks and the timeline.
QJsonObject bothEndsJson(const BothEnds& ends);

/// "synscope/companion/1": the verdict of both ends, what each saw, and who the companion is. What is not known is
/// null.
QJsonObject companionFindingJson(const IpEndpoint& target, Protocol protocol, const CompanionFinding& finding);

}  // namespace synscope
