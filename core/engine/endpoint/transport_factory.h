#pragma once

#include "core/engine/endpoint/life_watch.h"
#include "core/engine/endpoint/transport.h"

#include <memory>

namespace synscope {

/// The sockets for these settings. `listener` and `life` (may be null) must live longer than the transport.
std::unique_ptr<Transport> makeTransport(const EndpointSettings& settings, TransportListener& listener,
                                         LifeWatch* life);

}  // namespace synscope
