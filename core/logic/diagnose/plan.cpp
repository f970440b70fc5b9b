#include "core/logic/diagnose/plan.h"

#include "core/logic/diagnose/control_targets.h"
#include "core/logic/diagnose/findings.h"
#include "core/logic/diagnose/rules.h"
#include "core/logic/reach/service_traits.h"

#include <algorithm>
#include <utility>

namespace synscope {
namespace {

/// A trace may follow once more after a pause; everything else about one target is done once.
bool isSame(const Check& a, const Check& b) {
  return a.kind == b.kind && a.target == b.target && (a.kind != CheckKind::kTrace || a.quiet == b.quiet);
}

/// Collects the checks of one call of next(): each kind and target is asked for once.
class Asking {
 public:
  Asking(std::vector<Check>& asked, Protocol protocol) : m_asked(asked), m_protocol(protocol) {}

  void ask(Check check) {
    const bool known =
        std::any_of(m_asked.begin(), m_asked.end(), [&](const Check& other) { return isSame(other, check); });
    if (known) return;
    check.id = static_cast<int>(m_asked.size()) + 1;
    m_asked.push_back(check);
    m_new.push_back(check);
  }

  void ask(CheckKind kind, IpEndpoint target) { ask(kind, std::move(target), m_protocol); }
  void ask(CheckKind kind, IpEndpoint target, Protocol protocol) {
    Check check;
    check.kind = kind;
    check.protocol = protocol;
    check.target = std::move(target);
    ask(std::move(check));
  }

  /// Whether a check of this kind was asked for about any other port of the address.
  bool hasAsked(CheckKind kind, const IpAddress& address, std::uint16_t otherThan) const {
    return std::any_of(m_asked.begin(), m_asked.end(), [&](const Check& check) {
      return check.kind == kind && check.target && check.target->address == address && check.target->port != otherThan;
    });
  }

  /// Whether the attempt at the target is one of these.
  bool isAmong(const std::vector<int>& ids, const IpEndpoint& target) const {
    return std::any_of(m_asked.begin(), m_asked.end(), [&](const Check& check) {
      return check.kind == CheckKind::kConnect && check.target == target &&
             std::find(ids.begin(), ids.end(), check.id) != ids.end();
    });
  }

  std::vector<Check> takeNew() { return std::move(m_new); }

 private:
  std::vector<Check>& m_asked;
  Protocol m_protocol;
  std::vector<Check> m_new;
};

enum class Outcome { kWaiting, kSilent, kOpen, kClosed, kRefusedByIcmp, kLocal };

Outcome outcomeOf(const PortVerdict& verdict) {
  switch (verdict.state) {
    case PortState::kOpen: return Outcome::kOpen;
    case PortState::kClosed: return Outcome::kClosed;
    case PortState::kRejected: return Outcome::kRefusedByIcmp;
    case PortState::kUnreachable: return verdict.reason == Reason::kIcmp ? Outcome::kRefusedByIcmp : Outcome::kLocal;
    case PortState::kFiltered:
    case PortState::kOpenOrFiltered: return Outcome::kSilent;
    case PortState::kLocal:
    case PortState::kNameError:
    case PortState::kCancelled: return Outcome::kLocal;
  }
  return Outcome::kLocal;
}

/// Asks for what one address needs next.
class AddressPlan {
 public:
  AddressPlan(Asking& asking, const DiagnosisRequest& request, Findings findings, bool followed, bool late)
      : m_asking(asking),
        m_request(request),
        m_findings(std::move(findings)),
        m_followed(followed),
        m_late(late),
        m_target{m_findings.address, request.port} {}

  void askNext() {
    m_asking.ask(CheckKind::kRoute, m_target);
    if (!m_findings.route) return;
    if (isHere(m_findings)) m_asking.ask(CheckKind::kListeners, m_target);
    m_asking.ask(CheckKind::kConnect, m_target);
    if (!m_followed) return;
    switch (m_findings.connect ? outcomeOf(m_findings.connect->verdict) : Outcome::kWaiting) {
      case Outcome::kWaiting:
        if (m_late) askAfterSilence();
        break;
      case Outcome::kSilent: askAfterSilence(); break;
      case Outcome::kOpen: askAfterOpen(); break;
      case Outcome::kClosed: askAfterReset(); break;
      case Outcome::kRefusedByIcmp: askAfterIcmp(); break;
      case Outcome::kLocal: break;
    }
    askControlTrace();
    askTraceToRefuser();
  }

 private:
  bool staysHere() const { return isHere(m_findings) || isThisMachine(m_request); }

  void askAfterSilence() {
    askTrace();
    askControlPorts(controlPorts(m_request.port));
    askRetryAfterSilence();
  }

  /// Beside an answered control a second attempt tells a full queue from a drop, and may follow at once. Where nothing
  /// is answered it goes last, after a pause: a router with no ICMP error to spare looks the same as a drop.
  void askRetryAfterSilence() {
    if (!m_request.secondAttempt) return;
    const bool mayBeLimited = !isHere(m_findings) && m_findings.route->gateway && m_request.path &&
                              m_request.controlPorts && !answeredControl(m_findings);
    Check check;
    check.kind = CheckKind::kRetry;
    check.protocol = m_request.protocol;
    check.target = m_target;
    check.quiet = mayBeLimited;
    if (!mayBeLimited || isEverythingSilent()) m_asking.ask(check);
  }

  bool isEverythingSilent() const {
    return m_findings.connect && m_findings.trace && m_findings.trace->trace.finalHop() == nullptr &&
           m_findings.controlPorts.size() == controlPorts(m_request.port).size();
  }

  void askAfterOpen() {
    if (m_request.protocol == Protocol::kUdp) return askTrace();
    if (m_request.secondAttempt && m_findings.connect->attempt.synRetransmits.value_or(0) > 0) {
      m_asking.ask(CheckKind::kRetry, m_target);
    }
    askControlAddress();
    askControlPorts(improbablePorts(m_request.port));
    askTrace();
    askApplication();
    if (maySendFullSize(m_request) && !staysHere()) askFullSize();
  }

  void askAfterReset() {
    askTrace();
    askControlPorts(controlPorts(m_request.port));
    if (m_request.path && m_request.protocol == Protocol::kTcp && !staysHere()) askArrivals();
  }

  /// One after the other: the device has few ICMP errors to give, and the trace needs them to find its hop.
  void askAfterIcmp() {
    askTrace();
    const bool traced = !m_request.path || m_findings.trace;
    if (traced) askControlPorts(controlPorts(m_request.port));
  }

  void askTrace() {
    if (!m_request.path) return;
    Check check;
    check.kind = CheckKind::kTrace;
    check.protocol = m_request.protocol;
    check.target = m_target;
    check.knownDistance = isHere(m_findings) ? 1 : 0;
    check.refusalExpected = m_findings.connect && m_findings.connect->attempt.icmp;
    m_asking.ask(check);
  }

  /// A device refused, but had no ICMP error left for the trace: after a pause it has one to show its hop.
  void askTraceToRefuser() {
    if (!m_request.path || !m_request.secondAttempt || !m_findings.trace || m_findings.where.deviceTtl) return;
    const auto attempt = tellingAttempt(m_findings);
    if (!attempt || !attempt->attempt.icmp || attempt->attempt.icmp->fromThisHost) return;
    const Trace& trace = m_findings.trace->trace;
    if (trace.finalHop() != nullptr || routerTtl(trace, attempt->attempt.icmp->from)) return;
    Check check;
    check.kind = CheckKind::kTrace;
    check.protocol = m_request.protocol;
    check.target = m_target;
    check.refusalExpected = true;
    check.quiet = true;
    m_asking.ask(check);
  }

  /// Control ports are TCP whatever was asked for: TCP answers where UDP may stay silent.
  void askControlPorts(const std::vector<std::uint16_t>& ports) {
    if (!m_request.controlPorts || staysHere()) return;
    for (const std::uint16_t port : ports) {
      m_asking.ask(CheckKind::kControlPort, {m_findings.address, port}, Protocol::kTcp);
    }
  }

  void askControlAddress() {
    if (!m_request.controlAddress || staysHere()) return;
    m_asking.ask(CheckKind::kControlAddress, {controlAddress(m_findings.address.family()), m_request.port});
  }

  void askControlTrace() {
    const auto control = answeredControl(m_findings);
    if (!m_request.path || !control) return;
    if (m_findings.connect && outcomeOf(m_findings.connect->verdict) == Outcome::kOpen) return;
    if (m_asking.hasAsked(CheckKind::kControlTrace, m_findings.address, m_target.port)) return;
    m_asking.ask(CheckKind::kControlTrace, control->attempt.target, Protocol::kTcp);
  }

  void askArrivals() {
    m_asking.ask(CheckKind::kArrivalTtl, m_target);
    const auto control = answeredControl(m_findings);
    const bool asked = m_asking.hasAsked(CheckKind::kArrivalTtl, m_findings.address, m_target.port);
    if (control && !asked) m_asking.ask(CheckKind::kArrivalTtl, control->attempt.target);
  }

  void askApplication() {
    if (wantsTls(m_request)) m_asking.ask(CheckKind::kTls, m_target);
    if (!m_request.firstByte) return;
    const bool overTls = wantsTls(m_request);
    if (overTls && (!m_findings.tls || m_findings.tls->result != TlsResult::kEstablished)) return;
    const ServiceTraits traits = serviceTraits(m_request.port);
    Check check;
    check.kind = CheckKind::kFirstByte;
    check.target = m_target;
    check.isHttp = traits.http;
    check.speaksFirst = traits.speaksFirst;
    check.overTls = overTls;
    m_asking.ask(check);
  }

  void askFullSize() {
    Check check;
    check.kind = CheckKind::kFullSize;
    check.target = m_target;
    check.overTls = wantsTls(m_request);
    check.isHttp = serviceTraits(m_request.port).http && !check.overTls;
    m_asking.ask(check);
  }

  Asking& m_asking;
  const DiagnosisRequest& m_request;
  Findings m_findings;
  bool m_followed;
  bool m_late;
  IpEndpoint m_target;
};

Check resolveCheck(const DiagnosisRequest& request) {
  Check check;
  check.kind = CheckKind::kResolve;
  check.protocol = request.protocol;
  return check;
}

}  // namespace

Plan::Plan(DiagnosisRequest request) : m_request(std::move(request)) {}

std::vector<Check> Plan::next(const std::vector<Evidence>& evidence, const std::vector<int>& late) {
  Asking asking(m_asked, m_request.protocol);
  asking.ask(resolveCheck(m_request));
  std::size_t index = 0;
  for (const IpAddress& address : addressesIn(evidence, kMaxAddresses)) {
    const bool followed = index++ < kMaxFollowed;
    const bool isLate = asking.isAmong(late, {address, m_request.port});
    AddressPlan(asking, m_request, findingsAbout(address, m_request, evidence), followed, isLate).askNext();
  }
  return asking.takeNew();
}

}  // namespace synscope
