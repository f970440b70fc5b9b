#pragma once

#include "core/engine/companion/companion_check.h"
#include "core/engine/companion/mtu_check.h"
#include "core/engine/companion/peer_announcement.h"

#include <vector>

namespace synscope {

class Console;

/// The verdict of both ends for a person: the answer, why, what to do, what changed on the way, what each saw.
void printFinding(const CompanionFinding& finding, Console& console);

/// The same for sizes of packets.
void printMtuFinding(const MtuFinding& finding, Console& console);

/// One line for each, or that there is nobody.
void printPeers(const std::vector<FoundPeer>& peers, Console& console);

}  // namespace synscope
