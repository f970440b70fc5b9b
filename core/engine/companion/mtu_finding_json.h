#pragma once

#include "core/engine/companion/mtu_check.h"

#include <QJsonObject>

namespace synscope {

/// "synscope/mtu/1": the verdict, and what passes each way. What is not known is null.
QJsonObject packetSizesJson(const PacketSizes& sizes);
/// The same where there may be none, but an error.
QJsonObject mtuFindingJson(const IpEndpoint& companion, const MtuFinding& finding);

}  // namespace synscope
