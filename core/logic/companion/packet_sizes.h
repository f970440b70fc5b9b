#pragma once

#include "core/logic/base/ip_endpoint.h"
#include "core/logic/companion/full_size_search.h"

#include <string>

namespace synscope {

/// Which sizes of packets pass between this machine and a companion, once that is found out.
struct PacketSizes {
  IpEndpoint address;                   ///< Of the companion.
  std::string companion, program;       ///< How the other machine calls itself, and its version: hostile text.
  std::optional<std::uint32_t> ownMtu;  ///< Of the route or interface here, bytes.
  FullSizeResult there, back;
  int connections = 0;  ///< That were made for it.
  MtuVerdict verdict;
};

}  // namespace synscope
