#pragma once

#include "core/logic/base/ip_address.h"
#include "core/logic/base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace synscope {

/// What a request to a target consists of, from the handshake alone to a whole exchange.
enum class LatencyMethod {
  kConnect,    ///< TCP handshake, then a reset.
  kTls,        ///< TCP and TLS handshake.
  kHttp,       ///< TCP (and TLS where asked for) and one HEAD request; to the first byte of the answer.
  kFirstByte,  ///< TCP, then waiting for what the server says first (SMTP, SSH, FTP).
  kUdpEcho,    ///< One datagram to a UDP echo service (RFC 862), told from others by what it carries.
};

std::string_view name(LatencyMethod method);

struct LatencyTarget {
  std::string host;  ///< Name or literal.
  std::uint16_t port = 0;

  bool operator==(const LatencyTarget&) const = default;
};

/// Everything a person chooses about one measurement. Plain values, nothing checked yet.
struct LatencySettings {
  std::vector<LatencyTarget> targets;
  LatencyMethod method = LatencyMethod::kConnect;
  bool tls = false;        ///< kHttp, kFirstByte: inside TLS.
  bool verifyPeer = true;  ///< TLS: a certificate that does not hold is a failure.
  std::string path = "/";  ///< kHttp.
  bool keepAlive = false;  ///< kHttp, kUdpEcho: requests on one connection beside those on new ones, to compare both.
  bool everyAddress = false;  ///< All resolved addresses side by side, not only the first.
  std::optional<IpFamily> family;
  std::optional<IpAddress> bindAddress;

  Duration interval = std::chrono::seconds(1);  ///< Between the starts of two requests of one lane; 1 ms to 1 hour.
  Duration timeout = std::chrono::seconds(3);   ///< 10 ms to 60 s; an answer after this is a loss.
  std::uint64_t count = 0;                      ///< Requests per lane; 0: until stopped.
  Duration resolveEvery = std::chrono::seconds(60);  ///< Names are asked again; a changed address opens a new lane.
  std::string recordTo;                              ///< File that takes every sample as it comes; empty: none.
  std::uint64_t recordMost = 0;  ///< Bytes beyond which the recording is given up and deleted; 0: no limit.
};

}  // namespace synscope
