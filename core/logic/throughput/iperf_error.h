#pragma once

#include "core/logic/base/error.h"

#include <cstdint>
#include <span>
#include <string>

namespace synscope {

/// Numbers of SERVER_ERROR that our server sends, or our client acts on. The words of all known ones are
/// `iperf-error.<number>` in the catalogue.
namespace iperfError {
inline constexpr std::uint32_t kDuration = 5, kParallel = 6, kBlockSize = 7, kWindow = 8, kMss = 10, kOmit = 12,
                               kBurst = 15, kDatagramSize = 20, kTos = 21, kRateLimit = 27, kTooLong = 37,
                               kCookieNotReceived = 106, kUnexpectedClose = 109, kUnknownByte = 110, kParameters = 114,
                               kResultsNotSent = 116, kResults = 117, kServerTerminated = 120, kMssNotSet = 123,
                               kWindowNotSet = 124, kFlowLabel = 127, kCongestion = 134, kWindowTooSmall = 141,
                               kAuthorisation = 142, kNoData = 144, kGuardTime = 160, kListen = 202,
                               kStreamAccept = 204, kStreamId = 208;
}

/// All numbers that have words.
std::span<const std::uint32_t> knownIperfErrors();

/// "iperf-error.142", or "iperf-error.unknown" where the number has no words of its own.
std::string iperfErrorKey(std::uint32_t number);

/// The server's SERVER_ERROR as an Error: `operation` is the catalogue key, `subject` the number and, where there is
/// one, the errno of the server's operating system, which has no words here: the numbering is that system's own.
Error iperfRefusal(std::uint32_t number, std::uint32_t osCode = 0);

}  // namespace synscope
