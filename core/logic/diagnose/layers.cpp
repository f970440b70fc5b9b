#include "core/logic/diagnose/control_targets.h"
#include "core/logic/diagnose/evidence_phrases.h"
#include "core/logic/diagnose/findings.h"
#include "core/logic/diagnose/plan.h"

namespace synscope {
namespace {

Phrase ofStep(LayerStep step, Phrase phrase) {
  phrase.key = "layer." + std::string(name(step)) + phrase.key;
  return phrase;
}

Layer notTried(LayerStep step, const IpAddress& address) {
  Layer layer;
  layer.step = step;
  layer.address = address;
  layer.words.key = "layer.not-tried";
  return layer;
}

Layer dnsLayer(const Seen<NameEvidence>& seen) {
  Layer layer;
  layer.step = LayerStep::kDns;
  layer.words = ofStep(LayerStep::kDns, namePhrase(*seen));
  layer.ok = std::any_of(seen->answers.begin(), seen->answers.end(),
                         [](const NameAnswer& answer) { return !answer.addresses.empty(); });
  if (!seen->literal) layer.elapsed = elapsedOf(*seen);
  layer.evidence = seen.id();
  return layer;
}

Layer routeLayer(const Findings& findings) {
  if (!findings.route) return notTried(LayerStep::kRoute, findings.address);
  Layer layer{LayerStep::kRoute, findings.address, {}, {}, findings.route.id(), {}};
  layer.words = ofStep(layer.step, routePhrase(*findings.route));
  if (findings.route->known) layer.ok = findings.route->error == SocketError::kNone;
  return layer;
}

/// What the rung says either way: silence of a UDP port says nothing.
std::optional<bool> okOf(const PortVerdict& verdict) {
  if (verdict.state == PortState::kOpen) return true;
  if (verdict.state == PortState::kOpenOrFiltered || verdict.state == PortState::kCancelled) return std::nullopt;
  return false;
}

Layer transportLayer(const Findings& findings) {
  const bool tcp = findings.request->protocol == Protocol::kTcp;
  const LayerStep step = tcp ? LayerStep::kTcp : LayerStep::kUdp;
  if (!findings.connect) return notTried(step, findings.address);
  Layer layer{step, findings.address, okOf(findings.connect->verdict), {}, findings.connect.id(), {}};
  layer.elapsed = findings.connect->attempt.elapsed;
  layer.words = ofStep(step, attemptPhrase(*findings.connect));
  return layer;
}

Layer tlsLayer(const Findings& findings) {
  if (!findings.tls) return notTried(LayerStep::kTls, findings.address);
  Layer layer{LayerStep::kTls, findings.address, {}, findings.tls->elapsed, findings.tls.id(), {}};
  layer.ok = findings.tls->result == TlsResult::kEstablished && findings.tls->certificateProblems.empty();
  layer.words = ofStep(layer.step, tlsPhrase(*findings.tls));
  return layer;
}

Layer firstByteLayer(const Findings& findings) {
  if (!findings.firstByte) return notTried(LayerStep::kFirstByte, findings.address);
  const auto& first = findings.firstByte;
  Layer layer{LayerStep::kFirstByte, findings.address, {}, first->elapsed, first.id(), {}};
  const bool due = first->asked || first.evidence->check.speaksFirst;
  if (first->result == FirstByteResult::kReceived)
    layer.ok = true;
  else if (due)
    layer.ok = false;
  layer.words = ofStep(layer.step, firstBytePhrase(*first));
  return layer;
}

}  // namespace

std::vector<Layer> layersOf(const DiagnosisRequest& request, const std::vector<Evidence>& evidence) {
  std::vector<Layer> layers;
  const auto resolved = nameIn(evidence);
  if (!resolved) return layers;
  layers.push_back(dnsLayer(resolved));
  const bool tcp = request.protocol == Protocol::kTcp;
  for (const IpAddress& address : addressesIn(evidence, Plan::kMaxAddresses)) {
    const Findings findings = findingsAbout(address, request, evidence);
    layers.push_back(routeLayer(findings));
    layers.push_back(transportLayer(findings));
    if (wantsTls(request)) layers.push_back(tlsLayer(findings));
    if (tcp && request.firstByte) layers.push_back(firstByteLayer(findings));
  }
  return layers;
}

}  // namespace synscope
