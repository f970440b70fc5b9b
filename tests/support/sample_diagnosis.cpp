#include "tests/support/sample_diagnosis.h"

#include "core/logic/diagnose/plan.h"

#include <algorithm>
#include <stdexcept>

namespace synscope {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

IpAddress ip(const char* text) {
  return *IpAddress::parse(text);
}

/// Puts a diagnosis together from what each check brought.
class Sample {
 public:
  Sample(std::string host, std::uint16_t port) {
    m_diagnosis.request.host = host;
    m_diagnosis.request.hostAsTyped = std::move(host);
    m_diagnosis.request.port = port;
  }

  DiagnosisRequest& request() { return m_diagnosis.request; }

  Sample& names(std::vector<const char*> v4, std::vector<const char*> v6 = {}) {
    NameEvidence names{m_diagnosis.request.host, IpAddress::parse(m_diagnosis.request.host).has_value(), {}};
    names.answers.push_back({IpFamily::kV4, all(v4), {}, microseconds(3400)});
    names.answers.push_back({IpFamily::kV6, all(v6), {}, microseconds(3900)});
    return add(CheckKind::kResolve, {}, milliseconds(4), std::move(names));
  }

  Sample& nameMissing() {
    NameEvidence names{m_diagnosis.request.host, false, {}};
    const Error missing{ErrorCode::kNameNotFound, "resolve", m_diagnosis.request.host};
    names.answers.push_back({IpFamily::kV4, {}, missing, milliseconds(21)});
    names.answers.push_back({IpFamily::kV6, {}, missing, milliseconds(22)});
    return add(CheckKind::kResolve, {}, milliseconds(22), std::move(names));
  }

  Sample& route(const char* to, const char* source, const char* gateway) {
    RouteEvidence route;
    route.destination = ip(to);
    route.known = true;
    route.source = ip(source);
    if (gateway != nullptr) route.gateway = ip(gateway);
    route.interface = "eth0";
    route.mtu = 1500;
    return add(CheckKind::kRoute, at(to), milliseconds(5), std::move(route));
  }

  Sample& attempt(CheckKind kind, const char* to, std::uint16_t port, Attempt attempt, milliseconds when) {
    attempt.target = {ip(to), port};
    if (!attempt.local) attempt.local = IpEndpoint{ip(attempt.target.address.isV4() ? "10.9.1.2" : "fd09:1::2"), 41822};
    const PortVerdict verdict = judge(attempt);
    return add(kind, attempt.target, when, AttemptEvidence{attempt, verdict, {}});
  }

  Sample& trace(const char* to, std::vector<Hop> hops, TraceEnd end, milliseconds when) {
    Trace trace;
    trace.target = at(to);
    trace.hops = std::move(hops);
    trace.end = end;
    trace.elapsed = when - milliseconds(5);
    for (const Hop& hop : trace.hops) {
      if (isAnswer(hop.answer)) trace.lastAnsweringTtl = hop.ttl;
    }
    m_diagnosis.path = trace;
    return add(CheckKind::kTrace, trace.target, when, TraceEvidence{std::move(trace)});
  }

  template <typename What>
  Sample& add(CheckKind kind, std::optional<IpEndpoint> target, Duration when, What what) {
    Evidence evidence;
    evidence.id = static_cast<int>(m_diagnosis.evidence.size()) + 1;
    evidence.check.id = evidence.id;
    evidence.check.kind = kind;
    evidence.check.target = target;
    evidence.at = when;
    evidence.what = std::move(what);
    m_diagnosis.planned.push_back(evidence.check);
    m_diagnosis.evidence.push_back(std::move(evidence));
    return *this;
  }

  Diagnosis finished() {
    m_diagnosis.verdict = conclude(m_diagnosis.request, m_diagnosis.evidence);
    m_diagnosis.layers = layersOf(m_diagnosis.request, m_diagnosis.evidence);
    m_diagnosis.timeline = timelineOf(m_diagnosis.evidence);
    m_diagnosis.elapsed = m_diagnosis.evidence.empty() ? Duration{} : m_diagnosis.evidence.back().at;
    m_diagnosis.finished = true;
    return m_diagnosis;
  }

  Diagnosis running(int waiting) {
    finished();
    m_diagnosis.finished = false;
    m_diagnosis.verdict.reset();
    for (int more = 0; more < waiting; ++more)
      m_diagnosis.planned.push_back({100 + more, CheckKind::kControlPort, Protocol::kTcp, {}});
    return m_diagnosis;
  }

  IpEndpoint at(const char* address) const { return {ip(address), m_diagnosis.request.port}; }

 private:
  static std::vector<IpAddress> all(const std::vector<const char*>& texts) {
    std::vector<IpAddress> addresses;
    for (const char* text : texts)
      addresses.push_back(ip(text));
    return addresses;
  }

  Diagnosis m_diagnosis;
};

Attempt answered(Duration elapsed) {
  Attempt attempt;
  attempt.end = AttemptEnd::kAnswered;
  attempt.elapsed = elapsed;
  attempt.synRetransmits = 0;
  attempt.kernelRtt = elapsed;
  attempt.negotiated = NegotiatedOptions{1460, 1460, 1500, 7, 7, true, true};
  return attempt;
}

Attempt refused(Duration elapsed) {
  Attempt attempt;
  attempt.end = AttemptEnd::kFailed;
  attempt.error = SocketError::kConnectionRefused;
  attempt.elapsed = elapsed;
  attempt.synRetransmits = 0;
  return attempt;
}

Attempt silent(Duration waited) {
  Attempt attempt;
  attempt.end = AttemptEnd::kSilent;
  attempt.elapsed = waited;
  attempt.synRetransmits = 1;
  attempt.retransmitStayedLocal = false;
  attempt.neighbour = NeighbourState::kReachable;
  return attempt;
}

Attempt rejected(const char* by, std::uint8_t code, Duration elapsed) {
  Attempt attempt;
  attempt.end = AttemptEnd::kFailed;
  attempt.error = SocketError::kHostUnreachable;
  attempt.icmp = IcmpReport{IpFamily::kV4, 3, code, ip(by), false};
  attempt.elapsed = elapsed;
  attempt.synRetransmits = 0;
  return attempt;
}

Hop hop(int ttl, HopAnswer answer, const char* from, microseconds rtt = microseconds(0)) {
  Hop hop;
  hop.ttl = ttl;
  hop.answer = answer;
  hop.sent = 1;
  if (from == nullptr) return hop;
  hop.addresses.push_back(ip(from));
  hop.received = 1;
  hop.best = hop.average = hop.worst = hop.last = rtt;
  return hop;
}

Diagnosis open() {
  Sample sample("www.example.net", 443);
  sample.names({"203.0.113.80"}).route("203.0.113.80", "10.9.1.2", "10.9.1.1");
  sample.attempt(CheckKind::kConnect, "203.0.113.80", 443, answered(microseconds(11'800)), milliseconds(17));
  TlsEvidence tls;
  tls.target = sample.at("203.0.113.80");
  tls.result = TlsResult::kEstablished;
  tls.version = "TLSv1.3";
  tls.cipher = "TLS_AES_256_GCM_SHA384";
  tls.alpn = "h2";
  tls.subject = "CN=www.example.net";
  tls.issuer = "CN=Example Trust R3";
  tls.clientHelloAcknowledged = true;
  tls.elapsed = microseconds(24'300);
  sample.add(CheckKind::kTls, sample.at("203.0.113.80"), milliseconds(42), tls);
  sample.trace("203.0.113.80",
               {hop(1, HopAnswer::kTtlExceeded, "10.9.1.1", microseconds(310)),
                hop(2, HopAnswer::kTtlExceeded, "100.64.0.1", microseconds(4200)), hop(3, HopAnswer::kSilent, nullptr),
                hop(4, HopAnswer::kTtlExceeded, "198.51.100.9", microseconds(10'900)),
                hop(5, HopAnswer::kSynAck, "203.0.113.80", microseconds(11'700))},
               TraceEnd::kReached, milliseconds(55));
  FirstByteEvidence first;
  first.target = sample.at("203.0.113.80");
  first.result = FirstByteResult::kReceived;
  first.asked = first.requestAcknowledged = true;
  for (const char c : std::string("HTTP/1.1 200 OK\r\nServer: example"))
    first.bytes.push_back(static_cast<std::byte>(c));
  first.elapsed = microseconds(13'100);
  sample.add(CheckKind::kFirstByte, sample.at("203.0.113.80"), milliseconds(56), first);
  return sample.finished();
}

Diagnosis blockedReject() {
  Sample sample("10.9.2.10", 8080);
  sample.names({"10.9.2.10"}).route("10.9.2.10", "10.9.1.2", "10.9.1.1");
  sample.attempt(CheckKind::kConnect, "10.9.2.10", 8080, rejected("10.9.0.1", 13, microseconds(640)), milliseconds(6));
  Hop rejecting = hop(2, HopAnswer::kIcmpUnreachable, "10.9.0.1", microseconds(580));
  rejecting.icmp = IcmpReport{IpFamily::kV4, 3, 13, ip("10.9.0.1"), false};
  sample.trace("10.9.2.10", {hop(1, HopAnswer::kTtlExceeded, "10.9.1.1", microseconds(210)), rejecting},
               TraceEnd::kRejected, milliseconds(8));
  sample.attempt(CheckKind::kControlPort, "10.9.2.10", 22, answered(microseconds(820)), milliseconds(8));
  sample.attempt(CheckKind::kControlPort, "10.9.2.10", 80, refused(microseconds(790)), milliseconds(8));
  return sample.finished();
}

Diagnosis blockedSilent() {
  Sample sample("files.example.net", 445);
  sample.names({"10.9.3.20"}).route("10.9.3.20", "10.9.1.2", "10.9.1.1");
  sample.attempt(CheckKind::kConnect, "10.9.3.20", 445, silent(milliseconds(3000)), milliseconds(3006));
  sample.attempt(CheckKind::kControlPort, "10.9.3.20", 22, answered(microseconds(1900)), milliseconds(262));
  sample.trace("10.9.3.20",
               {hop(1, HopAnswer::kTtlExceeded, "10.9.1.1", microseconds(240)),
                hop(2, HopAnswer::kTtlExceeded, "10.9.0.1", microseconds(900)), hop(3, HopAnswer::kSilent, nullptr)},
               TraceEnd::kLostAfter, milliseconds(3110));
  sample.attempt(CheckKind::kRetry, "10.9.3.20", 445, silent(milliseconds(3000)), milliseconds(3270));
  return sample.finished();
}

Diagnosis notListening() {
  Sample sample("db.example.net", 5432);
  sample.request().tls = TlsChoice::kNo;
  sample.names({"10.9.4.5"}).route("10.9.4.5", "10.9.1.2", nullptr);
  sample.attempt(CheckKind::kConnect, "10.9.4.5", 5432, refused(microseconds(410)), milliseconds(6));
  sample.trace("10.9.4.5", {hop(1, HopAnswer::kRst, "10.9.4.5", microseconds(400))}, TraceEnd::kReached,
               milliseconds(7));
  return sample.finished();
}

Diagnosis tlsFailed() {
  Sample sample("intranet.example.net", 443);
  sample.names({"10.9.5.7"}).route("10.9.5.7", "10.9.1.2", "10.9.1.1");
  sample.attempt(CheckKind::kConnect, "10.9.5.7", 443, answered(microseconds(2300)), milliseconds(8));
  TlsEvidence tls;
  tls.target = sample.at("10.9.5.7");
  tls.result = TlsResult::kEstablished;
  tls.version = "TLSv1.2";
  tls.cipher = "ECDHE-RSA-AES128-GCM-SHA256";
  tls.subject = "CN=intranet.example.net";
  tls.issuer = "CN=intranet.example.net";
  tls.certificateProblems = {"expired", "self-signed"};
  tls.clientHelloAcknowledged = true;
  tls.elapsed = milliseconds(9);
  sample.add(CheckKind::kTls, tls.target, milliseconds(18), tls);
  sample.trace("10.9.5.7",
               {hop(1, HopAnswer::kTtlExceeded, "10.9.1.1", microseconds(230)),
                hop(2, HopAnswer::kSynAck, "10.9.5.7", microseconds(2200))},
               TraceEnd::kReached, milliseconds(19));
  return sample.finished();
}

Diagnosis nameError() {
  Sample sample("wwww.example.invalid", 443);
  return sample.nameMissing().finished();
}

Diagnosis familyBroken() {
  Sample sample("dual.example.net", 22);
  sample.names({"203.0.113.22"}, {"2001:db8:22::7"});
  sample.route("203.0.113.22", "10.9.1.2", "10.9.1.1").route("2001:db8:22::7", "fd09:1::2", "fe80::1");
  sample.attempt(CheckKind::kConnect, "203.0.113.22", 22, answered(microseconds(9400)), milliseconds(15));
  sample.trace("203.0.113.22",
               {hop(1, HopAnswer::kTtlExceeded, "10.9.1.1", microseconds(260)),
                hop(2, HopAnswer::kSynAck, "203.0.113.22", microseconds(9300))},
               TraceEnd::kReached, milliseconds(26));
  sample.attempt(CheckKind::kConnect, "2001:db8:22::7", 22, silent(milliseconds(3000)), milliseconds(3007));
  sample.attempt(CheckKind::kRetry, "2001:db8:22::7", 22, silent(milliseconds(3000)), milliseconds(3270));
  return sample.finished();
}

/// Thirty hops with long addresses, some of them silent.
Diagnosis longPath() {
  Sample sample("far.example.net", 443);
  const char* target = "2001:db8:ffff:ffff:ffff:ffff:ffff:fff7";
  sample.names({}, {target}).route(target, "2001:db8:1234:5678:9abc:def0:1234:5678", "fe80::1");
  sample.attempt(CheckKind::kConnect, target, 443, silent(milliseconds(3000)), milliseconds(3007));
  sample.attempt(CheckKind::kControlPort, target, 80, answered(microseconds(98'000)), milliseconds(3110));
  std::vector<Hop> hops;
  for (int ttl = 1; ttl <= 28; ++ttl) {
    const std::string address = "2001:db8:aaaa:bbbb:cccc:dddd:eeee:" + std::to_string(1000 + ttl);
    const bool answers = ttl % 7 != 4 && ttl != 19;
    hops.push_back(answers ? hop(ttl, HopAnswer::kTtlExceeded, address.c_str(), microseconds(3400 * ttl))
                           : hop(ttl, HopAnswer::kSilent, nullptr));
  }
  sample.trace(target, std::move(hops), TraceEnd::kLostAfter, milliseconds(3300));
  return sample.finished();
}

Diagnosis halfWay() {
  Sample sample("files.example.net", 445);
  sample.names({"10.9.3.20"}).route("10.9.3.20", "10.9.1.2", "10.9.1.1");
  sample.trace("10.9.3.20",
               {hop(1, HopAnswer::kTtlExceeded, "10.9.1.1", microseconds(240)),
                hop(2, HopAnswer::kTtlExceeded, "10.9.0.1", microseconds(900)), hop(3, HopAnswer::kPending, nullptr)},
               TraceEnd::kRunning, milliseconds(290));
  return sample.running(3);
}

}  // namespace

std::vector<SampleDiagnosis> sampleDiagnoses() {
  return {{"open", open()},
          {"blocked-reject", blockedReject()},
          {"blocked-silent", blockedSilent()},
          {"not-listening", notListening()},
          {"tls-failed", tlsFailed()},
          {"name-error", nameError()},
          {"family-broken", familyBroken()},
          {"long-path", longPath()},
          {"half-way", halfWay()}};
}

Diagnosis sampleDiagnosis(const std::string& name) {
  for (SampleDiagnosis& sample : sampleDiagnoses()) {
    if (sample.name == name) return sample.diagnosis;
  }
  throw std::invalid_argument(name);
}

}  // namespace synscope
