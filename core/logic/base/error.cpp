#include "core/logic/base/error.h"

#include "core/logic/base/enum_values.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace synscope {
namespace {

constexpr std::pair<ErrorCode, std::string_view> kNames[] = {
    {ErrorCode::kEmptyInput, "empty-input"},
    {ErrorCode::kTooLong, "too-long"},
    {ErrorCode::kControlCharacter, "control-character"},
    {ErrorCode::kBadHost, "bad-host"},
    {ErrorCode::kBadAddress, "bad-address"},
    {ErrorCode::kMissingPort, "missing-port"},
    {ErrorCode::kBadPort, "bad-port"},
    {ErrorCode::kBadPortRange, "bad-port-range"},
    {ErrorCode::kUnknownService, "unknown-service"},
    {ErrorCode::kPortConflict, "port-conflict"},
    {ErrorCode::kTooManyTargets, "too-many-targets"},
    {ErrorCode::kOutOfRange, "out-of-range"},
    {ErrorCode::kNameNotFound, "name-not-found"},
    {ErrorCode::kNameServerSilent, "name-server-silent"},
    {ErrorCode::kNameServerFailed, "name-server-failed"},
    {ErrorCode::kOutOfDescriptors, "out-of-descriptors"},
    {ErrorCode::kNotPermitted, "not-permitted"},
    {ErrorCode::kNotSupported, "not-supported"},
    {ErrorCode::kFileUnreadable, "file-unreadable"},
    {ErrorCode::kFileUnwritable, "file-unwritable"},
    {ErrorCode::kDiskFull, "disk-full"},
    {ErrorCode::kBadHex, "bad-hex"},
    {ErrorCode::kBadEscape, "bad-escape"},
    {ErrorCode::kNotEncodable, "not-encodable"},
    {ErrorCode::kBadPattern, "bad-pattern"},
    {ErrorCode::kBadState, "bad-state"},
    {ErrorCode::kBadRecording, "bad-recording"},
    {ErrorCode::kConnectFailed, "connect-failed"},
    {ErrorCode::kConnectionReset, "connection-reset"},
    {ErrorCode::kBrokenPipe, "broken-pipe"},
    {ErrorCode::kConnectionTimedOut, "connection-timed-out"},
    {ErrorCode::kPathLost, "path-lost"},
    {ErrorCode::kAddressInUse, "address-in-use"},
    {ErrorCode::kAddressNotAvailable, "address-not-available"},
    {ErrorCode::kSendQueueFull, "send-queue-full"},
    {ErrorCode::kNotConnected, "not-connected"},
    {ErrorCode::kTlsCertificate, "tls-certificate"},
    {ErrorCode::kTlsNotTls, "tls-not-tls"},
    {ErrorCode::kTlsAlert, "tls-alert"},
    {ErrorCode::kTlsClosed, "tls-closed"},
    {ErrorCode::kTlsTimedOut, "tls-timed-out"},
    {ErrorCode::kTlsKey, "tls-key"},
    {ErrorCode::kTlsFailed, "tls-failed"},
    {ErrorCode::kDatagramTooLong, "datagram-too-long"},
    {ErrorCode::kIcmpError, "icmp-error"},
    {ErrorCode::kThroughputBusy, "throughput-busy"},
    {ErrorCode::kThroughputRefused, "throughput-refused"},
    {ErrorCode::kThroughputRefusing, "throughput-refusing"},
    {ErrorCode::kThroughputTerminated, "throughput-terminated"},
    {ErrorCode::kThroughputPeerGone, "throughput-peer-gone"},
    {ErrorCode::kThroughputSilent, "throughput-silent"},
    {ErrorCode::kThroughputProtocol, "throughput-protocol"},
    {ErrorCode::kThroughputUdpBlocked, "throughput-udp-blocked"},
    {ErrorCode::kThroughputOption, "throughput-option"},
    {ErrorCode::kThroughputCongestion, "throughput-congestion"},
    {ErrorCode::kThroughputKey, "throughput-key"},
    {ErrorCode::kThroughputLogin, "throughput-login"},
    {ErrorCode::kThroughputStreamLost, "throughput-stream-lost"},
    {ErrorCode::kThroughputNoData, "throughput-no-data"},
    {ErrorCode::kCompanionSilent, "companion-silent"},
    {ErrorCode::kCompanionNotOne, "companion-not-one"},
    {ErrorCode::kSystemCall, "system-call"},
};
static_assert(std::size(kNames) == static_cast<std::size_t>(ErrorCode::kSystemCall) + 1, "a code without a name");

}  // namespace

std::string_view name(ErrorCode code) {
  const auto* const found = std::ranges::find(kNames, code, &std::pair<ErrorCode, std::string_view>::first);
  return found == std::end(kNames) ? "system-call" : found->second;
}

std::span<const ErrorCode> allErrorCodes() {
  static constexpr auto kAll = enumValues<ErrorCode, ErrorCode::kSystemCall>();
  return kAll;
}

}  // namespace synscope
