#pragma once

#include "core/logic/base/phrase.h"
#include "core/logic/companion/companion_view.h"

#include <vector>

namespace synscope {

/// Which of the sightings is our attempt: the one from our own address and port; else one from another address, which
/// ours may have been translated to on the way, by preference from our port; else the latest. nullptr where there is
/// none: another port of our own address is another connection.
const CompanionSighting* sightingOf(const Attempt& ours, const CompanionView& theirs);

/// Whether that sighting is ours beyond doubt. Where address and port were both translated, another machine behind the
/// same translation looks the same.
bool isSurely(const Attempt& ours, const CompanionSighting& seen);

/// What changed between our sending and their seeing: address and port, MSS, options; and how many routers took from
/// the TTL. Phrases `two-sided.note.*`.
std::vector<Phrase> notesOf(const Attempt& ours, const CompanionView& theirs, const CompanionSighting* seen);

}  // namespace synscope
