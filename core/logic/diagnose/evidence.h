#pragma once

#include "core/logic/base/error.h"
#include "core/logic/diagnose/check.h"
#include "core/logic/path/hop.h"
#include "core/logic/reach/judge.h"
#include "core/logic/timeline/timeline.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace synscope {

/// Answer of one family's look-up (A or AAAA).
struct NameAnswer {
  IpFamily family = IpFamily::kV4;
  std::vector<IpAddress> addresses;
  std::optional<Error> error;  ///< "No such record" is not an error: then both are empty.
  Duration elapsed{};
};

struct NameEvidence {
  std::string name;
  bool literal = false;  ///< The host was typed as an address; nobody was asked.
  std::vector<NameAnswer> answers;
};

/// What this machine's routing says about an address, before any packet is sent.
struct RouteEvidence {
  IpAddress destination;
  bool known = false;             ///< false: not reported by this system.
  bool localDestination = false;  ///< The address is one of this machine's own, or loopback.
  std::optional<IpAddress> source;
  std::optional<IpAddress> gateway;  ///< nullopt: the destination is on the link.
  std::string interface;
  std::optional<std::uint32_t> mtu;        ///< Bytes.
  SocketError error = SocketError::kNone;  ///< kNetworkUnreachable: no route; kAccessDenied: prohibit; ...
};

/// A listening socket on this machine that has to do with the port asked for.
struct Listener {
  IpEndpoint local;
  std::optional<int> pid;
  std::string process;  ///< Empty where not reported.
  std::optional<std::uint32_t> acceptQueue, backlog;
  std::optional<bool> v6Only;  ///< IPv6 that takes no IPv4 connections; nullopt: IPv4, or not reported.
};

struct ListenerEvidence {
  bool known = false;
  std::vector<Listener> listeners;  ///< On this port, any address.
};

struct AttemptEvidence {
  Attempt attempt;
  PortVerdict verdict;
  Timeline timeline;  ///< What the attempt saw, step by step.
};

struct TraceEvidence {
  Trace trace;
};

/// Where the answer of a port came from, by its arrival TTL.
struct ArrivalTtlEvidence {
  IpEndpoint target;
  std::optional<int> arrivalTtl;  ///< TTL with which the SYN-ACK or reset arrived; nullopt: could not be found out.
  HopAnswer answer = HopAnswer::kSilent;  ///< What arrived: kSynAck or kRst.
};

enum class TlsResult { kEstablished, kNotTls, kAlert, kClosed, kReset, kSilent, kFailed };

/// "established", "not-tls", "alert", ...
std::string_view name(TlsResult result);

struct TlsEvidence {
  IpEndpoint target;
  TlsResult result = TlsResult::kFailed;
  std::string version, cipher, alpn;  ///< "TLSv1.3", "TLS_AES_256_GCM_SHA384", "h2".
  std::string subject, issuer;        ///< Of the leaf certificate; hostile text.
  std::vector<std::string>
      certificateProblems;  ///< Names: "expired", "self-signed", "name-mismatch", "untrusted-issuer".
  std::string library;      ///< What the TLS library said, unchanged; hostile text.
  /// The handshake went on once segments of both sides were limited to 536 bytes; nullopt: not tried.
  std::optional<bool> reducedWorked;
  bool clientHelloAcknowledged = false;  ///< The peer's TCP acknowledged our ClientHello.
  Duration elapsed{};
};

enum class FirstByteResult { kReceived, kNothingSpoken, kClosed, kReset, kStalled };

/// "received", "nothing-spoken", "closed", "reset", "stalled".
std::string_view name(FirstByteResult result);

struct FirstByteEvidence {
  IpEndpoint target;
  FirstByteResult result = FirstByteResult::kNothingSpoken;
  bool asked = false;  ///< We sent a request; without one silence is normal for most protocols.
  bool requestAcknowledged = false;
  std::optional<bool> reducedWorked;  ///< An answer came once segments were limited to 536 bytes; nullopt: not tried.
  std::vector<std::byte> bytes;       ///< First bytes, cut at 2,048; hostile.
  Duration elapsed{};
};

struct FullSizeEvidence {
  IpEndpoint target;
  std::uint32_t mss = 0;  ///< Bytes.
  bool smallAcknowledged = false;
  std::optional<bool> fullAcknowledged;     ///< nullopt: could not be tried.
  std::optional<bool> reducedAcknowledged;  ///< The same amount with a maximum segment size of 536 bytes.
  std::uint32_t retransmits = 0;
  Duration elapsed{};
};

/// A check that could not be done, and why: it is said, never silently left out.
struct SkippedEvidence {
  Error why;
};

/// One item of evidence. `id` equals the id of the check that brought it.
struct Evidence {
  int id = 0;
  Check check;
  Duration at{};  ///< When it was complete, from the start of the diagnosis.
  std::variant<SkippedEvidence, NameEvidence, RouteEvidence, ListenerEvidence, AttemptEvidence, TraceEvidence,
               ArrivalTtlEvidence, TlsEvidence, FirstByteEvidence, FullSizeEvidence>
      what;
  Duration began{};  ///< When its check was started, from the start of the diagnosis.
};

}  // namespace synscope
