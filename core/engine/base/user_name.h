#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace synscope {

/// The login name of a user id, where the system has one (getpwuid_r(3)). May ask a directory on the network and take
/// as long; not for the GUI thread. Hostile text.
std::optional<std::string> userName(std::uint32_t uid);

}  // namespace synscope
