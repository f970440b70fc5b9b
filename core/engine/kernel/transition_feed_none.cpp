#include "core/engine/kernel/transition_feed.h"

namespace synscope {

class TransitionFeed::Ring {};

TransitionFeed::TransitionFeed() : m_capability{false, "capability.transitions.not-linux", {}} {}

TransitionFeed::~TransitionFeed() = default;

void TransitionFeed::drain(const Changed&) {}

}  // namespace synscope
