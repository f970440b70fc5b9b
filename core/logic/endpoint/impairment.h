#pragma once

#include "core/logic/base/time.h"

#include <cstdint>
#include <optional>

namespace synscope {

/// What an impairing relay does to what passes through it, in each direction. Everything drawn by lot comes from
/// `seed`.
struct ImpairmentSettings {
  Duration delay{};   ///< One way.
  Duration jitter{};  ///< Added to the delay, evenly from 0 to this. TCP keeps its order.
  std::optional<std::uint64_t> bytesPerSecond = {};       ///< Rate limit.
  std::optional<std::uint64_t> stallAfterBytes = {};      ///< TCP: once this much has passed nothing moves …
  std::optional<Duration> stallFor = {};                  ///< … for this long; nullopt: for ever.
  std::optional<std::uint64_t> halfCloseAfterBytes = {};  ///< TCP: a FIN goes on instead of the next byte.
  std::optional<std::uint64_t> resetAfterBytes = {};      ///< TCP: both connections are reset.
  double lossPercent = 0;                                 ///< UDP, 0 to 100, of datagrams.
  double duplicatePercent = 0;                            ///< UDP.
  double reorderPercent = 0;  ///< UDP: these overtake those before them (sent without delay).
  std::uint64_t seed = 1;
};

/// What was done to datagrams so far.
struct ImpairmentCounters {
  std::uint64_t lost = 0, duplicated = 0, reordered = 0;
  std::uint64_t overflowed = 0;  ///< Lost because too much was under way.

  bool operator==(const ImpairmentCounters&) const = default;

  ImpairmentCounters& operator+=(const ImpairmentCounters& other) {
    lost += other.lost;
    duplicated += other.duplicated;
    reordered += other.reordered;
    overflowed += other.overflowed;
    return *this;
  }
};

}  // namespace synscope
