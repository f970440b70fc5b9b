#pragma once

#include "core/logic/base/phrase.h"
#include "core/logic/endpoint/connection_life.h"

#include <array>
#include <string_view>
#include <vector>

namespace synscope {

/// What a summary can say beside "teardown.<name of TeardownReason>", for the test that each has its words.
inline constexpr std::array<std::string_view, 7> kLifeStandings = {
    "teardown.none",           "teardown.opening",        "teardown.open",       "teardown.close-wait-waits",
    "teardown.fin-wait-waits", "teardown.time-wait-runs", "teardown.half-closed"};

/// Where a connection stands, or how it ended, in one to three phrases of the catalogue ("teardown.…"): who closed
/// first, by FIN or reset and why; what it waits for now; whether it was half-closed. Never empty.
std::vector<Phrase> lifeSummary(const ConnectionLife& life);

}  // namespace synscope
