#pragma once

#include "core/logic/base/time.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace synscope {

/// One data stream as one end counted it.
struct IperfStreamResult {
  int id = 1;
  std::uint64_t bytes = 0;                   ///< After the omit time: sent, or received.
  std::optional<std::uint64_t> retransmits;  ///< Segments, of a TCP sender; nullopt is written as -1.
  Duration jitter{};                         ///< UDP receiver.
  std::int64_t errors = 0;                   ///< UDP receiver: lost datagrams, with the omit time.
  std::int64_t packets = 0;                  ///< UDP: sent, or the highest number seen; with the omit time. TCP: 0.
  std::optional<std::int64_t> omittedErrors, omittedPackets;  ///< Of those, in the omit time: both or none.
  std::optional<Duration> time;                               ///< Measured, without omit; nullopt from 3.1 and older.

  bool operator==(const IperfStreamResult&) const = default;
};

/// What one end tells the other when the test is over.
struct IperfResults {
  double cpuPercent = 0, cpuUserPercent = 0, cpuSystemPercent = 0;  ///< Of one core; over 100 with threads.
  int hasRetransmits = -1;  ///< 1: those of the streams are real. 0: sends but cannot count. -1: sends nothing.
  std::string congestion;   ///< TCP; empty: not told.
  std::string serverOutput;
  bool serverOutputIsJson = false;
  std::vector<IperfStreamResult> streams;

  bool operator==(const IperfResults&) const = default;
};

inline constexpr std::size_t kIperfClientResultsMax = std::size_t{64} << 20U;  ///< A client takes a server's output.
inline constexpr std::size_t kIperfServerResultsMax = std::size_t{1} << 20U;   ///< 256 streams need a tenth of it.

std::string encodeIperfResults(const IperfResults& results);

/// nullopt: no JSON, or a required key is missing. Numbers beyond sense are cut to what makes sense; text is hostile.
std::optional<IperfResults> decodeIperfResults(std::string_view json, std::size_t maxBytes);

}  // namespace synscope
