#pragma once

#include "core/logic/diagnose/plan.h"

#include <string>
#include <string_view>

namespace synscope::test {

/// Builds the evidence of one diagnosis line by line, so that a case reads like what happened.
class EvidenceList {
 public:
  explicit EvidenceList(std::string host = "198.18.0.9", std::uint16_t port = 7000, Protocol protocol = Protocol::kTcp);

  DiagnosisRequest request;
  std::vector<Evidence> evidence;

  EvidenceList& resolves(std::initializer_list<std::string_view> addresses);
  EvidenceList& nameFails(ErrorCode code);
  /// Route of the address spoken of; `gateway` empty: on the link.
  EvidenceList& routed(std::string_view gateway = "10.0.0.1");
  EvidenceList& routedHere();
  /// The address the next lines speak of.
  EvidenceList& at(std::string_view address);

  /// "open", "rst", "silent", "stayed-local", "neighbour", "no-route", "blackhole", "prohibit", "unreachable-route",
  /// "permission", or an ICMP error "3/13 from 10.0.0.1" (with " after 3050" in milliseconds).
  EvidenceList& connects(std::string_view how) { return attempt(CheckKind::kConnect, request.port, how); }
  EvidenceList& retries(std::string_view how) { return attempt(CheckKind::kRetry, request.port, how); }
  EvidenceList& control(std::uint16_t port, std::string_view how) {
    return attempt(CheckKind::kControlPort, port, how);
  }
  EvidenceList& controlAddress(std::string_view how);
  EvidenceList& retransmits(std::uint32_t n);

  /// A trace as words: router addresses, "*" for silence, and at the end "syn-ack", "rst" or "3/13@10.0.0.1".
  EvidenceList& trace(std::string_view hops) { return traceOf(CheckKind::kTrace, request.port, hops); }
  EvidenceList& controlTrace(std::string_view hops) { return traceOf(CheckKind::kControlTrace, 443, hops); }
  EvidenceList& arrival(std::uint16_t port, int ttl, HopAnswer answer);

  EvidenceList& listens(std::string_view address, std::optional<std::uint32_t> queue = std::nullopt,
                        std::optional<std::uint32_t> backlog = std::nullopt);
  /// The listener is an IPv6 one that takes no IPv4 connections.
  EvidenceList& v6Only();
  EvidenceList& nobodyListens();

  EvidenceList& tls(TlsResult result, std::vector<std::string> problems = {});
  EvidenceList& firstByte(FirstByteResult result, bool asked = false);
  EvidenceList& fullSize(bool small, std::optional<bool> full, std::optional<bool> reduced);

  /// The latest evidence, to change a detail.
  template <typename T>
  T& last() {
    return std::get<T>(evidence.back().what);
  }

 private:
  EvidenceList& attempt(CheckKind kind, std::uint16_t port, std::string_view how);
  EvidenceList& traceOf(CheckKind kind, std::uint16_t port, std::string_view hops);
  template <typename T>
  EvidenceList& add(CheckKind kind, std::uint16_t port, T what);

  IpAddress m_address;
};

}  // namespace synscope::test
