#pragma once

#include <optional>
#include <string>

namespace synscope {

/// In what rates are told: whatever fits, or always the same, as with iperf3's -f. Bits in units of 1000, bytes of
/// 1024.
enum class RateUnit {
  kFitting,
  kKilobits,
  kMegabits,
  kGigabits,
  kTerabits,
  kKilobytes,
  kMegabytes,
  kGigabytes,
  kTerabytes
};

/// k m g t for bits, K M G T for bytes; nullopt for anything else.
std::optional<RateUnit> rateUnit(char letter);

/// "1.10 GBytes", " 640 KBytes", "0.00 Bytes": four characters for the number.
std::string bytesText(double bytes);
/// "9.42 Gbits/sec".
std::string bitRateText(double bitsPerSecond, RateUnit unit = RateUnit::kFitting);

}  // namespace synscope
