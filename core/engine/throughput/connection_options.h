#pragma once

#include "core/logic/reach/socket_error.h"
#include "core/logic/throughput/throughput_settings.h"

#include <QtGlobal>

namespace synscope {

/// What control and data sockets of a client have in common, before connect(2): the only interface they use, and how
/// long TCP goes on with what is not acknowledged.
SocketError applyConnectionOptions(qintptr fd, const ThroughputConnection& connection, Protocol protocol);

}  // namespace synscope
