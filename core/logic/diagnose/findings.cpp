#include "core/logic/diagnose/findings.h"

#include "core/logic/base/ip_special.h"

namespace synscope {
namespace {

Seen<ArrivalTtlEvidence> arrivalOf(const std::vector<Evidence>& evidence, const IpAddress& address, std::uint16_t port,
                                   bool ofThisPort) {
  for (const auto& seen : allOf<ArrivalTtlEvidence>(evidence, CheckKind::kArrivalTtl, address)) {
    if ((seen->target.port == port) == ofThisPort) return seen;
  }
  return {};
}

/// The trace that tells most: one that came to an end, else the first.
Seen<TraceEvidence> traceOf(const std::vector<Evidence>& evidence, const IpAddress& address) {
  const auto traces = allOf<TraceEvidence>(evidence, CheckKind::kTrace, address);
  const auto ended =
      std::find_if(traces.begin(), traces.end(), [](const auto& seen) { return seen->trace.finalHop() != nullptr; });
  if (ended != traces.end()) return *ended;
  return traces.empty() ? Seen<TraceEvidence>{} : traces.front();
}

/// The address that must not answer is asked once per family.
Seen<AttemptEvidence> controlAddressOf(const std::vector<Evidence>& evidence, IpFamily family) {
  for (const Evidence& item : evidence) {
    if (item.check.kind != CheckKind::kControlAddress || !item.check.target) continue;
    const auto* what = std::get_if<AttemptEvidence>(&item.what);
    if (what != nullptr && item.check.target->address.family() == family) return {&item, what};
  }
  return {};
}

Break breakOf(const Findings& findings) {
  PathClues clues;
  if (!findings.trace) return {};
  clues.subject = &findings.trace->trace;
  if (findings.controlTrace) clues.control = &findings.controlTrace->trace;
  if (findings.arrival) clues.subjectArrivalTtl = findings.arrival->arrivalTtl;
  if (findings.controlArrival) clues.controlArrivalTtl = findings.controlArrival->arrivalTtl;
  return whereItDies(clues);
}

}  // namespace

Findings findingsAbout(const IpAddress& address, const DiagnosisRequest& request,
                       const std::vector<Evidence>& evidence) {
  Findings found;
  found.request = &request;
  found.address = address;
  found.route = firstOf<RouteEvidence>(evidence, CheckKind::kRoute, address);
  found.listeners = firstOf<ListenerEvidence>(evidence, CheckKind::kListeners, address);
  found.connect = firstOf<AttemptEvidence>(evidence, CheckKind::kConnect, address);
  found.retry = firstOf<AttemptEvidence>(evidence, CheckKind::kRetry, address);
  found.controlPorts = allOf<AttemptEvidence>(evidence, CheckKind::kControlPort, address);
  found.controlAddress = controlAddressOf(evidence, address.family());
  found.trace = traceOf(evidence, address);
  found.controlTrace = firstOf<TraceEvidence>(evidence, CheckKind::kControlTrace, address);
  found.arrival = arrivalOf(evidence, address, request.port, true);
  found.controlArrival = arrivalOf(evidence, address, request.port, false);
  found.tls = firstOf<TlsEvidence>(evidence, CheckKind::kTls, address);
  found.firstByte = firstOf<FirstByteEvidence>(evidence, CheckKind::kFirstByte, address);
  found.fullSize = firstOf<FullSizeEvidence>(evidence, CheckKind::kFullSize, address);
  found.where = breakOf(found);
  return found;
}

Seen<NameEvidence> nameIn(const std::vector<Evidence>& evidence) {
  for (const Evidence& item : evidence) {
    if (const auto* what = std::get_if<NameEvidence>(&item.what)) return {&item, what};
  }
  return {};
}

std::vector<IpAddress> addressesIn(const std::vector<Evidence>& evidence, std::size_t limit) {
  std::vector<IpAddress> addresses;
  const auto resolved = nameIn(evidence);
  if (!resolved) return addresses;
  for (const NameAnswer& answer : resolved->answers) {
    for (const IpAddress& address : answer.addresses) {
      const bool isNew = std::find(addresses.begin(), addresses.end(), address) == addresses.end();
      if (isNew && addresses.size() < limit) addresses.push_back(address);
    }
  }
  return addresses;
}

bool isHere(const Findings& findings) {
  return classify(findings.address) == AddressClass::kLoopback || (findings.route && findings.route->localDestination);
}

bool provesHostAlive(const AttemptEvidence& control) {
  return control.verdict.state == PortState::kOpen || control.verdict.state == PortState::kClosed;
}

Seen<AttemptEvidence> answeredControl(const Findings& findings) {
  for (const auto& control : findings.controlPorts) {
    if (provesHostAlive(*control)) return control;
  }
  return {};
}

}  // namespace synscope
