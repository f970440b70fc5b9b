#pragma once

#include <string>

namespace synscope {

/// The congestion controls that a program of this system may choose, separated by spaces; empty where the system does
/// not tell.
std::string allowedCongestionNames();

}  // namespace synscope
