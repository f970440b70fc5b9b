#include "core/logic/base/error.h"

#include "core/logic/base/enum_values.h"

namespace synscope {

std::string_view name(ErrorCode code) {
  switch (code) {
    case ErrorCode::kEmptyInput: return "empty-input";
    case ErrorCode::kTooLong: return "too-long";
    case ErrorCode::kControlCharacter: return "control-character";
    case ErrorCode::kBadHost: return "bad-host";
    case ErrorCode::kBadAddress: return "bad-address";
    case ErrorCode::kMissingPort: return "missing-port";
    case ErrorCode::kBadPort: return "bad-port";
    case ErrorCode::kBadPortRange: return "bad-port-range";
    case ErrorCode::kUnknownService: return "unknown-service";
    case ErrorCode::kPortConflict: return "port-conflict";
    case ErrorCode::kTooManyTargets: return "too-many-targets";
    case ErrorCode::kOutOfRange: return "out-of-range";
    case ErrorCode::kNameNotFound: return "name-not-found";
    case ErrorCode::kNameServerSilent: return "name-server-silent";
    case ErrorCode::kNameServerFailed: return "name-server-failed";
    case ErrorCode::kOutOfDescriptors: return "out-of-descriptors";
    case ErrorCode::kNotPermitted: return "not-permitted";
    case ErrorCode::kNotSupported: return "not-supported";
    case ErrorCode::kFileUnreadable: return "file-unreadable";
    case ErrorCode::kFileUnwritable: return "file-unwritable";
    case ErrorCode::kDiskFull: return "disk-full";
    case ErrorCode::kBadHex: return "bad-hex";
    case ErrorCode::kBadEscape: return "bad-escape";
    case ErrorCode::kNotEncodable: return "not-encodable";
    case ErrorCode::kBadPattern: return "bad-pattern";
    case ErrorCode::kBadState: return "bad-state";
    case ErrorCode::kBadRecording: return "bad-recording";
    case ErrorCode::kConnectFailed: return "connect-failed";
    case ErrorCode::kConnectionReset: return "connection-reset";
    case ErrorCode::kBrokenPipe: return "broken-pipe";
    case ErrorCode::kConnectionTimedOut: return "connection-timed-out";
    case ErrorCode::kPathLost: return "path-lost";
    case ErrorCode::kAddressInUse: return "address-in-use";
    case ErrorCode::kAddressNotAvailable: return "address-not-available";
    case ErrorCode::kSendQueueFull: return "send-queue-full";
    case ErrorCode::kNotConnected: return "not-connected";
    case ErrorCode::kTlsCertificate: return "tls-certificate";
    case ErrorCode::kTlsNotTls: return "tls-not-tls";
    case ErrorCode::kTlsAlert: return "tls-alert";
    case ErrorCode::kTlsClosed: return "tls-closed";
    case ErrorCode::kTlsTimedOut: return "tls-timed-out";
    case ErrorCode::kTlsKey: return "tls-key";
    case ErrorCode::kTlsFailed: return "tls-failed";
    case ErrorCode::kDatagramTooLong: return "datagram-too-long";
    case ErrorCode::kIcmpError: return "icmp-error";
    case ErrorCode::kThroughputBusy: return "throughput-busy";
    case ErrorCode::kThroughputRefused: return "throughput-refused";
    case ErrorCode::kThroughputRefusing: return "throughput-refusing";
    case ErrorCode::kThroughputTerminated: return "throughput-terminated";
    case ErrorCode::kThroughputPeerGone: return "throughput-peer-gone";
    case ErrorCode::kThroughputSilent: return "throughput-silent";
    case ErrorCode::kThroughputProtocol: return "throughput-protocol";
    case ErrorCode::kThroughputUdpBlocked: return "throughput-udp-blocked";
    case ErrorCode::kThroughputNoData: return "throughput-no-data";
    case ErrorCode::kCompanionSilent: return "companion-silent";
    case ErrorCode::kCompanionNotOne: return "companion-not-one";
    case ErrorCode::kSystemCall: return "system-call";
  }
  return "system-call";
}

std::span<const ErrorCode> allErrorCodes() {
  static constexpr auto kAll = enumValues<ErrorCode, ErrorCode::kSystemCall>();
  return kAll;
}

}  // namespace synscope
