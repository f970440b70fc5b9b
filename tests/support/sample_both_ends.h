#pragma once

#include "core/engine/companion/companion_check.h"
#include "core/engine/companion/mtu_check.h"

#include <string_view>

namespace synscope {

/// What a check from both ends of 10.9.3.20 port 443 finds, judged by the real rules: "both-open", "answer-lost",
/// "lost-on-the-way", "reset-before-them" or "rejected-on-the-way".
CompanionFinding sampleCompanionFinding(std::string_view code);

/// Large packets vanish on the way back.
MtuFinding sampleMtuFinding();

}  // namespace synscope
