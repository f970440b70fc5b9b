#pragma once

#include "app/cli/endpoint_request.h"
#include "core/logic/base/error.h"
#include "core/logic/endpoint/connection_row.h"
#include "core/logic/endpoint/teardown.h"
#include "core/logic/endpoint/tls_session.h"
#include "core/logic/reach/attempt.h"

#include <QJsonObject>

#include <optional>

namespace synscope {

/// What became of a session of the command line: the facts from which exit code and summary are made.
struct EndpointOutcome {
  bool interrupted = false;
  bool idle = false;                  ///< Ended by --idle.
  std::optional<Error> error;         ///< Of the session as a whole.
  std::optional<Error> cut;           ///< What cut off the connection of `last`.
  std::optional<Attempt> attempt;     ///< The last connecting call. UDP: a refusal, while nothing was received since.
  std::optional<ConnectionRow> last;  ///< The connection that came or went last.
  std::optional<Teardown> teardown;   ///< How it ended.
  std::optional<TlsSession> tls;
  SessionCounters counters;
  std::optional<Duration> lasted;  ///< Since the first connection was made.
  quint64 lostBytes = 0;           ///< Received, but standard output took too long.
  int streamCode = 0;              ///< Exit code for what was wrong with standard input or output.
};

/// CONTRACT: exit codes.
int exitCode(const EndpointOutcome& outcome, const EndpointRequest& request);

/// Why it is over: "refused", "failed", "cut-off", "idle", "interrupted", "reset-by-peer", "reset-by-us",
/// "peer-closed-first", "we-closed-first" or "closed"; for UDP also "not-delivered".
std::string_view ending(const EndpointOutcome& outcome, const EndpointRequest& request);

/// The summary for programs, schema "synscope/endpoint/1".
QJsonObject summaryJson(const EndpointOutcome& outcome, const EndpointRequest& request);

}  // namespace synscope
