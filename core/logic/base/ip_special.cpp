#include "core/logic/base/ip_special.h"

#include "core/logic/base/enum_values.h"

#include <algorithm>
#include <array>

namespace synscope {
namespace {

/// The first `length` bits of an address, and what they are set aside for. The first row that fits decides.
struct Prefix {
  std::array<std::uint8_t, 16> bits;
  int length;
  AddressClass addressClass;
};

// IANA IPv4 Special-Purpose Address Registry.
constexpr std::array kV4Prefixes{
    Prefix{{255, 255, 255, 255}, 32, AddressClass::kBroadcast},
    Prefix{{0}, 8, AddressClass::kUnspecified},
    Prefix{{10}, 8, AddressClass::kPrivate},
    Prefix{{100, 64}, 10, AddressClass::kCarrierNat},
    Prefix{{127}, 8, AddressClass::kLoopback},
    Prefix{{169, 254}, 16, AddressClass::kLinkLocal},
    Prefix{{172, 16}, 12, AddressClass::kPrivate},
    Prefix{{192, 0, 2}, 24, AddressClass::kDocumentation},
    Prefix{{192, 168}, 16, AddressClass::kPrivate},
    Prefix{{198, 18}, 15, AddressClass::kBenchmarking},
    Prefix{{198, 51, 100}, 24, AddressClass::kDocumentation},
    Prefix{{203, 0, 113}, 24, AddressClass::kDocumentation},
    Prefix{{224}, 4, AddressClass::kMulticast},
    Prefix{{240}, 4, AddressClass::kReserved},
};

// IANA IPv6 Special-Purpose Address Registry; RFC 4291 section 2.4; 2000::/3 is what is handed out as global unicast.
constexpr std::array kV6Prefixes{
    Prefix{{0}, 128, AddressClass::kUnspecified},
    Prefix{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128, AddressClass::kLoopback},
    Prefix{{0xfc}, 7, AddressClass::kUniqueLocal},
    Prefix{{0xfe, 0x80}, 10, AddressClass::kLinkLocal},
    Prefix{{0xff}, 8, AddressClass::kMulticast},
    Prefix{{0x20, 0x01, 0x00, 0x02, 0x00, 0x00}, 48, AddressClass::kBenchmarking},
    Prefix{{0x20, 0x01, 0x0d, 0xb8}, 32, AddressClass::kDocumentation},
    Prefix{{0x3f, 0xff, 0x00}, 20, AddressClass::kDocumentation},              // RFC 9637
    Prefix{{0x00, 0x64, 0xff, 0x9b}, 96, AddressClass::kGlobal},               // NAT64, RFC 6052
    Prefix{{0x00, 0x64, 0xff, 0x9b, 0x00, 0x01}, 48, AddressClass::kPrivate},  // Local NAT64, RFC 8215
    Prefix{{0x20}, 3, AddressClass::kGlobal},
    Prefix{{0}, 0, AddressClass::kReserved},
};

bool startsWith(std::span<const std::uint8_t> octets, const Prefix& prefix) {
  const auto whole = static_cast<std::size_t>(prefix.length / 8);
  if (!std::equal(octets.begin(), octets.begin() + static_cast<std::ptrdiff_t>(whole), prefix.bits.begin())) {
    return false;
  }
  const int rest = prefix.length % 8;
  if (rest == 0) return true;
  const int shift = 8 - rest;
  return octets[whole] >> shift == prefix.bits[whole] >> shift;
}

template <std::size_t N>
AddressClass look(std::span<const std::uint8_t> octets, const std::array<Prefix, N>& prefixes) {
  const auto found =
      std::find_if(prefixes.begin(), prefixes.end(), [&](const Prefix& prefix) { return startsWith(octets, prefix); });
  return found == prefixes.end() ? AddressClass::kGlobal : found->addressClass;
}

// RFC 4291 section 2.5.5.2.
constexpr Prefix kV4Mapped{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96, AddressClass::kGlobal};

}  // namespace

AddressClass classify(const IpAddress& address) {
  const auto octets = address.octets();
  if (address.isV4()) return look(octets, kV4Prefixes);
  if (startsWith(octets, kV4Mapped)) return look(octets.subspan(12), kV4Prefixes);
  return look(octets, kV6Prefixes);
}

std::string_view name(AddressClass addressClass) {
  switch (addressClass) {
    case AddressClass::kGlobal: return "global";
    case AddressClass::kUnspecified: return "unspecified";
    case AddressClass::kLoopback: return "loopback";
    case AddressClass::kPrivate: return "private";
    case AddressClass::kCarrierNat: return "carrier-nat";
    case AddressClass::kLinkLocal: return "link-local";
    case AddressClass::kUniqueLocal: return "unique-local";
    case AddressClass::kDocumentation: return "documentation";
    case AddressClass::kBenchmarking: return "benchmarking";
    case AddressClass::kMulticast: return "multicast";
    case AddressClass::kBroadcast: return "broadcast";
    case AddressClass::kReserved: return "reserved";
  }
  return "reserved";
}

std::span<const AddressClass> allAddressClasses() {
  static constexpr auto kAll = enumValues<AddressClass, AddressClass::kReserved>();
  return kAll;
}

}  // namespace synscope
