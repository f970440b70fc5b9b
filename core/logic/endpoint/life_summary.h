#pragma once

#include "core/logic/base/phrase.h"
#include "core/logic/endpoint/connection_life.h"

#include <vector>

namespace synscope {

/// Where a connection stands, or how it ended, in one to three phrases of the catalogue ("teardown.…"): who closed
/// first, by FIN or reset and why; what it waits for now; whether it was half-closed. Never empty.
std::vector<Phrase> lifeSummary(const ConnectionLife& life);

}  // namespace synscope
