#include "core/logic/diagnose/verdict_builder.h"

#include "core/logic/base/ip_special.h"
#include "core/logic/reach/service_names.h"

#include <cstdio>

namespace synscope {
namespace {

using Args = std::vector<std::pair<std::string, std::string>>;

void put(Args& args, std::string name, std::string value) {
  for (auto& [known, old] : args) {
    if (known == name) {
      old = std::move(value);
      return;
    }
  }
  args.emplace_back(std::move(name), std::move(value));
}

void putRoute(Args& args, const RouteEvidence& route) {
  if (route.source) put(args, "source", route.source->toString());
  if (!route.interface.empty()) put(args, "interface", route.interface);
  if (route.gateway) put(args, "gateway", route.gateway->toString());
}

void putAttempt(Args& args, const Attempt& attempt) {
  if (attempt.local) put(args, "source", attempt.local->address.toString());
  if (attempt.synRetransmits) put(args, "retransmits", std::to_string(*attempt.synRetransmits));
  put(args, "ms", msText(attempt.elapsed));
}

const Hop* lastAnswering(const Findings& findings) {
  if (!findings.trace || findings.where.lastAnsweringTtl == 0) return nullptr;
  return findings.trace->trace.hop(findings.where.lastAnsweringTtl);
}

void putPath(Args& args, const Findings& findings) {
  if (findings.where.hostDistance) put(args, "distance", std::to_string(*findings.where.hostDistance));
  const Hop* hop = lastAnswering(findings);
  if (hop == nullptr) return;
  put(args, "last-hop", std::to_string(hop->ttl));
  if (!hop->addresses.empty()) put(args, "last-device", hop->addresses.front().toString());
}

/// The listener most likely to be the one: on this address, else the first.
const Listener* listenerOf(const Findings& findings) {
  if (!findings.listeners || findings.listeners->listeners.empty()) return nullptr;
  for (const Listener& listener : findings.listeners->listeners) {
    if (listener.local.address == findings.address) return &listener;
  }
  return &findings.listeners->listeners.front();
}

/// No host can own such an address, or only this machine itself.
bool isNobodys(AddressClass kind) {
  return kind == AddressClass::kUnspecified || kind == AddressClass::kMulticast || kind == AddressClass::kBroadcast ||
         kind == AddressClass::kReserved;
}

/// Whether what the address is set aside for explains why the host was not reached.
bool explainsFailure(AddressClass kind, DiagnosisCode code) {
  if (kind == AddressClass::kGlobal || kind == AddressClass::kLoopback) return false;
  const bool unreached =
      code == DiagnosisCode::kNoRoute || code == DiagnosisCode::kHostDown || code == DiagnosisCode::kBlockedSilent;
  return unreached || (code != DiagnosisCode::kReachable && isNobodys(kind));
}

}  // namespace

std::string familyText(IpFamily family) {
  return family == IpFamily::kV4 ? "IPv4" : "IPv6";
}

std::string msText(Duration elapsed) {
  const double ms = toMs(elapsed);
  char text[32];
  std::snprintf(text, sizeof text, ms < 10 ? "%.2f" : ms < 100 ? "%.1f" : "%.0f", ms);
  return text;
}

Args wordsArgs(const Findings& findings) {
  const DiagnosisRequest& request = *findings.request;
  Args args{{"host", request.hostAsTyped.empty() ? request.host : request.hostAsTyped},
            {"address", findings.address.toString()},
            {"port", std::to_string(request.port)},
            {"protocol", request.protocol == Protocol::kTcp ? "TCP" : "UDP"}};
  if (const auto service = serviceName(request.port, request.protocol); !service.empty()) {
    put(args, "service", std::string(service));
  }
  if (findings.route) putRoute(args, *findings.route);
  if (findings.connect) putAttempt(args, findings.connect->attempt);
  putPath(args, findings);
  if (const auto control = answeredControl(findings)) {
    put(args, "control-port", std::to_string(control->attempt.target.port));
  }
  if (const Listener* listener = listenerOf(findings)) {
    if (listener->pid) put(args, "pid", std::to_string(*listener->pid));
    if (!listener->process.empty()) put(args, "process", listener->process);
  }
  return args;
}

VerdictBuilder::VerdictBuilder(const Findings& findings, DiagnosisCode code, Confidence confidence,
                               std::string_view variant)
    : m_findings(findings) {
  m_verdict.code = code;
  m_verdict.confidence = confidence;
  m_verdict.words.key = "verdict." + std::string(name(code)) + std::string(variant);
  m_verdict.words.args = wordsArgs(findings);
}

VerdictBuilder& VerdictBuilder::blames(std::optional<IpAddress> device) {
  m_verdict.blamed = std::move(device);
  if (m_verdict.blamed) with("device", m_verdict.blamed->toString());
  return *this;
}

VerdictBuilder& VerdictBuilder::atHop(std::optional<int> hop) {
  if (!hop || *hop <= 0) return *this;
  m_verdict.hop = hop;
  return with("hop", std::to_string(*hop));
}

VerdictBuilder& VerdictBuilder::with(std::string_view name, std::string value) {
  put(m_verdict.words.args, std::string(name), std::move(value));
  return *this;
}

VerdictBuilder& VerdictBuilder::next(std::initializer_list<std::string_view> steps) {
  for (const std::string_view step : steps)
    m_steps.emplace_back(step);
  return *this;
}

DiagnosisVerdict VerdictBuilder::build() {
  addAddressHint();
  for (const std::string& step : m_steps)
    m_verdict.nextSteps.push_back({"next." + step, m_verdict.words.args});
  return std::move(m_verdict);
}

void VerdictBuilder::addAddressHint() {
  const AddressClass kind = classify(m_findings.address);
  if (answeredControl(m_findings) || !explainsFailure(kind, m_verdict.code)) return;
  m_steps.push_back("address." + std::string(name(kind)));
}

}  // namespace synscope
