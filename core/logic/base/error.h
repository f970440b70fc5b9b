#pragma once

#include <span>
#include <string>
#include <string_view>

namespace synscope {

/// What went wrong, as a code. The sentence for each code is `error.<name>` in resources/catalogue.
enum class ErrorCode {
  kEmptyInput,
  kTooLong,
  kControlCharacter,
  kBadHost,
  kBadAddress,
  kBadPort,
  kMissingPort,  ///< A host alone where host and port are needed.
  kBadPortRange,
  kUnknownService,
  kPortConflict,
  kTooManyTargets,
  kOutOfRange,  ///< A number outside its limits; `operation` holds them: "1 to 10".
  kNameNotFound,
  kNameServerSilent,
  kNameServerFailed,
  kOutOfDescriptors,
  kNotPermitted,
  kNotSupported,
  kFileUnreadable,
  kFileUnwritable,
  kDiskFull,
  kBadHex,
  kBadEscape,
  kNotEncodable,  ///< A character the chosen text encoding does not have.
  kBadPattern,
  kBadState,
  kBadRecording,         ///< No recording, or a damaged one; `operation` names the place: "connections[0].state".
  kConnectFailed,        ///< No connection came about; the Attempt says why.
  kConnectionReset,      ///< The peer reset it (ECONNRESET).
  kBrokenPipe,           ///< Sent to a peer that is gone (EPIPE).
  kConnectionTimedOut,   ///< Retransmission, keepalive or user time-out gave up (ETIMEDOUT).
  kPathLost,             ///< The network or host became unreachable while connected.
  kAddressInUse,         ///< `operation` holds "process, PID" of who has the port, where that is known.
  kAddressNotAvailable,  ///< No such address on this machine.
  kSendQueueFull,        ///< The peer takes nothing, and what may wait for it waits already.
  kNotConnected,
  kTlsCertificate,   ///< The peer's does not hold; `operation` is the catalogue key "tls-problem.…" of what is wrong.
  kTlsNotTls,        ///< What came was no TLS.
  kTlsAlert,         ///< The peer refused; `operation` holds the words of its alert.
  kTlsClosed,        ///< The peer ended the connection within the handshake.
  kTlsTimedOut,      ///< The handshake was not over in time.
  kTlsKey,           ///< Certificate or key file cannot be used.
  kTlsFailed,        ///< `operation` holds what the library said.
  kDatagramTooLong,  ///< More than a datagram can hold, or than the way takes unfragmented (EMSGSIZE).
  kIcmpError,       ///< A device answered a datagram with ICMP: `subject` is the device, `operation` the catalogue key.
  kThroughputBusy,  ///< The iperf3 server serves somebody else.
  kThroughputRefused,   ///< Its SERVER_ERROR: `operation` is the catalogue key "iperf-error.…", `subject` the number.
  kThroughputRefusing,  ///< Our server ended the test so; as above.
  kThroughputTerminated,  ///< The other end was stopped; `operation` is the catalogue key "iperf-step.…".
  kThroughputPeerGone,    ///< It closed the control connection; `operation` as above.
  kThroughputSilent,      ///< It did not answer in time; `operation` as above.
  kThroughputProtocol,    ///< What it sent is not iperf3's; `operation` as above.
  kThroughputUdpBlocked,  ///< No answer to the request that opens a UDP stream; `subject` is the port.
  kThroughputOption,  ///< An option of the data sockets cannot be set: `operation` its name, `subject` what was asked.
  kThroughputCongestion,  ///< This system does not have that congestion control; `operation` holds those it allows.
  kThroughputKey,         ///< No RSA key in the file that should hold one.
  kThroughputLogin,       ///< Of user name, password and key file one is missing.
  kThroughputStreamLost,  ///< A data stream did not open, or all were lost; `subject` names the error (errno).
  kThroughputNoData,      ///< Streams are open, and nothing came over them for `subject` seconds.
  kCompanionSilent,       ///< No SynScope answers where one was asked to watch.
  kCompanionNotOne,       ///< What answers there is something else.
  kSystemCall,
};

/// Name of a code as it stands in the catalogue and in JSON, for example "bad-port".
std::string_view name(ErrorCode code);
std::span<const ErrorCode> allErrorCodes();

/// A failure as a value: what failed, while doing what, to whom. It carries no sentence (see ErrorCode).
struct Error {
  ErrorCode code = ErrorCode::kSystemCall;
  std::string operation;  ///< The step that failed, as a catalogue-free word: "resolve", "connect", "parse-port".
  std::string subject;    ///< What it failed on, as the user typed it (may hold hostile text; escape before showing).
  int osCode = 0;         ///< errno or WSAGetLastError() value; 0 where the operating system was not involved.

  bool operator==(const Error&) const = default;
};

}  // namespace synscope
