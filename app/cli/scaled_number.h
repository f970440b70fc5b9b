#pragma once

#include <QString>

#include <cstdint>
#include <optional>

namespace synscope {

/// A number with a suffix K, M, G or T in either case, as iperf3 reads it: "10M", "1.5g", "64K".
/// @param base 1024 for sizes, 1000 for rates. nullopt: no such number, negative, or beyond 2^63.
std::optional<std::uint64_t> scaledNumber(const QString& text, std::uint64_t base);

}  // namespace synscope
