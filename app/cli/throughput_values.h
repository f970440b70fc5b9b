#pragma once

#include "app/cli/invocation.h"

#include <cstdint>

namespace synscope {

/// Values of the options of `throughput`, read as iperf3 reads them. Where an option was not given its target stays as
/// it is; what cannot be read names the option, the value and the range.
using UsageProblem = std::optional<UsageError>;

/// "-p", "--cport".
QString dashed(const char* name);
UsageError badValue(const Invocation& invocation, const char* name, const std::string& range);
UsageError notOneOf(const Invocation& invocation, const char* name, const char* choices);

/// "64K": suffixes K M G T of `base`. @param range Of the message.
UsageProblem readScaled(const Invocation& invocation, const char* name, std::uint64_t base, std::uint64_t most,
                        const char* range, std::uint64_t& target);
/// Seconds, fractions too.
UsageProblem readTime(const Invocation& invocation, const char* name, double least, double most, Duration& target);
UsageProblem readMilliseconds(const Invocation& invocation, const char* name, int least, int most, Duration& target);
UsageProblem readPort(const Invocation& invocation, const char* name, int least, std::uint16_t& target);
/// "32", "0x20", "040".
UsageProblem readAnyBase(const Invocation& invocation, const char* name, unsigned most, unsigned& target);
/// "10M" or "10M/5". @param most Of what stands behind the slash, from 1 on.
UsageProblem readRate(const Invocation& invocation, const char* name, int most, std::uint64_t& bitsPerSecond,
                      std::optional<int>& behind);
/// A code point of RFC 2474 as a number, or by its name in RFC 2597, RFC 3246, RFC 5865, RFC 8622.
UsageProblem readDscp(const Invocation& invocation, const char* name, unsigned& tos);

inline constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 60U, kMostRate = 1'000'000'000'000'000;

}  // namespace synscope
