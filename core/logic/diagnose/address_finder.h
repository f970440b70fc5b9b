#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace synscope {

/// A part of a text that is an address.
struct FoundAddress {
  enum class Kind { kV4, kV6, kMac };

  Kind kind = Kind::kV4;
  std::size_t offset = 0;  ///< Bytes.
  std::size_t length = 0;  ///< Bytes; a %zone belongs to it, brackets, ports and prefix lengths do not.
};

/// Every IPv4, IPv6 and MAC address in any text, in order, without overlap. Errs on the side of finding: "1.2.3.4" is
/// taken for an address even where it was meant as a version.
std::vector<FoundAddress> findAddresses(std::string_view text);

/// Every word that looks like a domain name ("mail.example.net"), in order. Errs on the side of finding.
std::vector<std::string_view> findDomainNames(std::string_view text);

}  // namespace synscope
