#pragma once

#include "core/logic/base/time.h"

#include <QtGlobal>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace synscope {

/// What a descriptor of ours tells about its connection beside TCP_INFO; nullopt where the system does not tell.

/// Bytes that have arrived and nobody has read (FIONREAD).
std::optional<std::uint64_t> unreadBytes(qintptr fd);

/// TCP_USER_TIMEOUT; nullopt also where none is set.
std::optional<Duration> userTimeout(qintptr fd);

/// IP and TCP header of the SYN that opened an accepted connection (TCP_SAVED_SYN). The listener must have asked for it
/// with TCP_SAVE_SYN; the kernel gives it once. Empty where it does not.
std::vector<std::byte> savedSyn(qintptr fd);

}  // namespace synscope
