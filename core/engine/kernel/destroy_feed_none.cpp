#include "core/engine/kernel/destroy_feed.h"

#include <QSocketNotifier>

namespace synscope {

DestroyFeed::DestroyFeed(Destroyed) : m_capability{false, "capability.socket-table.not-linux", {}} {}

DestroyFeed::~DestroyFeed() = default;

void DestroyFeed::read() {}

}  // namespace synscope
