#pragma once

#include "core/logic/base/byte_writer.h"
#include "core/logic/base/error.h"
#include "core/logic/throughput/iperf_parameters.h"
#include "core/logic/throughput/iperf_results.h"

#include <optional>
#include <variant>
#include <vector>

namespace synscope {

/// To be written to the control connection, in this order.
struct IperfSendBytes {
  Bytes bytes;
};

/// Client: open these, one after another, each TCP one beginning with the cookie, each UDP one with its request; then
/// streamsOpened(). Server: listen for them before the bytes that follow are sent, answer; then streamsOpened().
struct IperfOpenStreams {
  IperfParameters parameters;  ///< Settings in iperf3's terms; clientVersion only at the server.
  std::vector<IperfStreamPlan> streams;
};

/// The clocks of the test begin here, omit time included.
struct IperfStartClock {};

/// Whoever sends may send.
struct IperfStartData {};

/// Nothing more is sent. What still comes is read and thrown away at the client; the server counts what is queued and
/// closes its ends. Errors of data streams mean nothing from here on.
struct IperfStopData {};

/// Answer with setResults().
struct IperfNeedResults {};

struct IperfPeerResults {
  IperfResults results;
};

/// Close everything; nothing follows. Without an error the test went its whole way, or this end stopped it.
struct IperfEnded {
  std::optional<Error> error;
};

using IperfAction = std::variant<IperfSendBytes, IperfOpenStreams, IperfStartClock, IperfStartData, IperfStopData,
                                 IperfNeedResults, IperfPeerResults, IperfEnded>;

/// What a machine is waiting for; words are `iperf-step.<name>`.
enum class IperfStep {
  kGreeting,    ///< Server: the cookie. Client: 09.
  kParameters,  ///< Server: the parameters. Client: 0a.
  kStreams,     ///< Until all are open, and 01.
  kStart,       ///< Client: 02.
  kRun,
  kEnd,         ///< Client: 0d.
  kOwnResults,  ///< setResults().
  kResults,     ///< The peer's results.
  kFinish,      ///< Client: 0e. Server: 10.
  kRefused,     ///< Client: the two words of SERVER_ERROR.
  kOver,
};

std::string_view name(IperfStep step);

}  // namespace synscope
