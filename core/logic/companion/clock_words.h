#pragma once

#include "core/logic/base/phrase.h"
#include "core/logic/companion/clock_match.h"

#include <optional>

namespace synscope {

/// How well the times of the other end are known, as a phrase; nullopt where the clocks were not compared.
std::optional<Phrase> clockWords(const ClockMatch& clock);

}  // namespace synscope
