#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace synscope {

/// Options of the TCP header (IANA "TCP Option Kind Numbers").
enum class TcpOptionKind : std::uint8_t {
  kEnd,             ///< 0, RFC 9293 section 3.2.
  kNoOperation,     ///< 1
  kMaximumSegment,  ///< 2
  kWindowScale,     ///< 3, RFC 7323.
  kSackPermitted,   ///< 4, RFC 2018.
  kSack,            ///< 5
  kTimestamps,      ///< 8, RFC 7323.
  kMd5,             ///< 19, RFC 2385.
  kUserTimeout,     ///< 28, RFC 5482.
  kAuthentication,  ///< 29, RFC 5925.
  kMultipath,       ///< 30, RFC 6824 and RFC 8684.
  kFastOpen,        ///< 34, RFC 7413.
  kExperiment,      ///< 253 and 254, RFC 6994.
  kOther,           ///< A kind this version does not know.
};

/// "mss", "window-scale", "sack-permitted" …
std::string_view name(TcpOptionKind kind);

inline constexpr TcpOptionKind kTcpOptionKinds[] = {TcpOptionKind::kEnd,
                                                    TcpOptionKind::kNoOperation,
                                                    TcpOptionKind::kMaximumSegment,
                                                    TcpOptionKind::kWindowScale,
                                                    TcpOptionKind::kSackPermitted,
                                                    TcpOptionKind::kSack,
                                                    TcpOptionKind::kTimestamps,
                                                    TcpOptionKind::kMd5,
                                                    TcpOptionKind::kUserTimeout,
                                                    TcpOptionKind::kAuthentication,
                                                    TcpOptionKind::kMultipath,
                                                    TcpOptionKind::kFastOpen,
                                                    TcpOptionKind::kExperiment,
                                                    TcpOptionKind::kOther};

/// One option as it came.
struct TcpOption {
  std::uint8_t number = 0;
  std::vector<std::byte> value;  ///< Without kind and length; at most 38 bytes.

  TcpOptionKind kind() const;
  bool operator==(const TcpOption&) const = default;
};

/// All options in order, the end mark included. Reading stops at the end mark and at the first option whose length
/// makes no sense.
/// @param bytes What lies between the fixed header and the data.
std::vector<TcpOption> decodeTcpOptions(std::span<const std::byte> bytes);

/// The values of the options of a SYN; nullopt where the option is missing or has a wrong length.
std::optional<std::uint16_t> maximumSegmentOf(std::span<const TcpOption> options);
/// Shift count as sent; more than 14 counts as 14 (RFC 7323 section 2.3).
std::optional<std::uint8_t> windowScaleOf(std::span<const TcpOption> options);
std::optional<std::uint32_t> timestampOf(std::span<const TcpOption> options);
bool permitsSack(std::span<const TcpOption> options);

/// "mss=1460", "timestamps=12345,0", "nop", "kind-77(4 bytes)".
std::string textOf(const TcpOption& option);
/// "mss=1460 sack-permitted nop window-scale=7"
std::string textOf(std::span<const TcpOption> options);

}  // namespace synscope
