#pragma once

#include "core/logic/throughput/iperf_client_machine.h"
#include "core/logic/throughput/iperf_server_machine.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace synscope::play {

/// How the bytes of a script reach the machine.
enum class Segments { kAsWritten, kBytewise };

/// Plays one end of a conversation against a machine. A script is words:
///   09 fe0000008e     bytes that come, in hex              {"tcp":true}   a message that comes: length and JSON
///   results           a good results message that comes    begin:TEXT     a message of which only the front comes
///   close             the peer closes                      wait:10        ten seconds pass, deadline by deadline
///   opened over stop moved report refuse:141               inputs of this end ("report": setResults)
/// What the machine does is a trace of words: cookie, 09, params, results, fe:114/0 (sent), open:1u,3d, clock, data,
/// stopdata, need, peer:2 (results with two streams), ended, ended:throughput-busy:…
std::string playClient(const ThroughputSettings& settings, std::string_view script,
                       Segments segments = Segments::kAsWritten);
std::string playServer(std::string_view script, const IperfServerLimits& limits = {},
                       Segments segments = Segments::kAsWritten);

/// Words for what a machine did, and the pieces a test of its own needs.
std::string traceOf(const std::vector<IperfAction>& actions);
IperfResults resultsFor(const ThroughputSettings& settings);
IperfCookie testCookie();
Bytes fromHex(std::string_view hex);

}  // namespace synscope::play
