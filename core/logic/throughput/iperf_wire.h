#pragma once

#include "core/logic/base/byte_writer.h"
#include "core/logic/base/rng.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace synscope {

/// Single bytes on iperf3's control connection.
enum class IperfState : std::uint8_t {
  kTestStart = 1,
  kTestRunning = 2,
  kTestEnd = 4,
  kParameterExchange = 9,
  kCreateStreams = 10,
  kServerTerminate = 11,
  kClientTerminate = 12,
  kExchangeResults = 13,
  kDisplayResults = 14,
  kIperfStart = 15,  ///< Never on the wire.
  kIperfDone = 16,
  kServerError = 0xfe,
  kAccessDenied = 0xff,
};

/// nullopt: no byte of iperf3's.
std::optional<IperfState> iperfState(std::byte byte);

/// Names a test: first on the control connection, and first on each TCP data stream. 36 characters and a NUL.
using IperfCookie = std::array<std::byte, 37>;

/// As clients from 3.2 on make it: characters out of a-z and 2-7.
IperfCookie makeIperfCookie(Rng& rng);

/// Whether a data stream that began so belongs to the test: equal up to the first NUL.
bool sameIperfCookie(std::span<const std::byte> begun, const IperfCookie& cookie);

/// Length (32 bits, network byte order) and the JSON itself.
Bytes frameIperfJson(std::string_view json);

/// SERVER_ERROR with the number and the operating system's errno, 0 where it was not involved.
Bytes iperfServerError(std::uint32_t number, std::uint32_t osCode = 0);

/// Id of the stream that was opened as the index-th, from 0: 1, 3, 4, 5 … (2 is never used).
constexpr int iperfStreamId(int index) {
  return index == 0 ? 1 : index + 2;
}

/// The four bytes with which a UDP stream begins, each sent exactly once: client to server, and the answer.
inline constexpr std::array kIperfUdpRequest = {std::byte{0x39}, std::byte{0x38}, std::byte{0x37}, std::byte{0x36}};
inline constexpr std::array kIperfUdpReply = {std::byte{0x36}, std::byte{0x37}, std::byte{0x38}, std::byte{0x39}};

/// Whether a datagram begins with one of the four answers that servers of any version and byte order give.
bool isIperfUdpReply(std::span<const std::byte> datagram);

/// Whether a datagram may be a request: at least four bytes, of any value, as iperf3 itself takes them.
constexpr bool mayBeIperfUdpRequest(std::span<const std::byte> datagram) {
  return datagram.size() >= kIperfUdpRequest.size();
}

}  // namespace synscope
