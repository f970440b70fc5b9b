#include "diagnose_case.h"

#include <charconv>
#include <sstream>

namespace synscope::test {
namespace {

IpAddress address(std::string_view text) {
  return IpAddress::parse(text).value();
}

int number(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

IcmpReport icmp(std::string_view typeAndCode, std::string_view from) {
  const auto slash = typeAndCode.find('/');
  IcmpReport report;
  report.from = address(from);
  report.family = report.from.family();
  report.type = static_cast<std::uint8_t>(number(typeAndCode.substr(0, slash)));
  report.code = static_cast<std::uint8_t>(number(typeAndCode.substr(slash + 1)));
  return report;
}

void notSent(Attempt& attempt, SocketError error) {
  attempt.end = AttemptEnd::kNotSent;
  attempt.error = error;
}

void failed(Attempt& attempt, SocketError error) {
  attempt.end = AttemptEnd::kFailed;
  attempt.error = error;
}

void icmpAnswer(Attempt& attempt, const std::string& how) {
  std::istringstream words(how);
  std::string typeAndCode, word, from, after;
  words >> typeAndCode >> word >> from >> word >> after;
  failed(attempt, SocketError::kHostUnreachable);
  attempt.icmp = icmp(typeAndCode, from);
  if (!after.empty()) attempt.elapsed = std::chrono::milliseconds(number(after));
}

void play(Attempt& attempt, std::string_view how) {
  attempt.elapsed = std::chrono::milliseconds(10);
  if (how == "open")
    attempt.end = AttemptEnd::kAnswered;
  else if (how == "rst")
    failed(attempt, SocketError::kConnectionRefused);
  else if (how == "silent")
    attempt.end = AttemptEnd::kSilent;
  else if (how == "stayed-local")
    attempt.retransmitStayedLocal = true;
  else if (how == "neighbour")
    attempt.neighbour = NeighbourState::kFailed;
  else if (how == "no-route")
    notSent(attempt, SocketError::kNetworkUnreachable);
  else if (how == "blackhole")
    notSent(attempt, SocketError::kInvalidArgument);
  else if (how == "prohibit")
    notSent(attempt, SocketError::kAccessDenied);
  else if (how == "unreachable-route")
    notSent(attempt, SocketError::kHostUnreachable);
  else if (how == "permission")
    notSent(attempt, SocketError::kNotPermitted);
  else
    icmpAnswer(attempt, std::string(how));
}

HopProbe probe(int ttl, const std::string& word) {
  HopProbe result;
  result.ttl = ttl;
  result.rtt = std::chrono::milliseconds(ttl);
  const auto at = word.find('@');
  if (word == "*") {
    result.answer = HopAnswer::kSilent;
    result.rtt.reset();
  } else if (word == "syn-ack") {
    result.answer = HopAnswer::kSynAck;
  } else if (word == "rst") {
    result.answer = HopAnswer::kRst;
  } else if (at != std::string::npos) {
    result.answer = HopAnswer::kIcmpUnreachable;
    result.icmp = icmp(word.substr(0, at), word.substr(at + 1));
    result.from = result.icmp->from;
  } else {
    result.answer = HopAnswer::kTtlExceeded;
    result.from = address(word);
  }
  return result;
}

}  // namespace

EvidenceList::EvidenceList(std::string host, std::uint16_t port, Protocol protocol) {
  request.host = request.hostAsTyped = host;
  request.port = port;
  request.protocol = protocol;
  if (const auto literal = IpAddress::parse(host)) {
    resolves({host});
    last<NameEvidence>().literal = true;
  }
}

template <typename T>
EvidenceList& EvidenceList::add(CheckKind kind, std::uint16_t port, T what) {
  Evidence item;
  item.id = static_cast<int>(evidence.size()) + 1;
  item.check.id = item.id;
  item.check.kind = kind;
  item.check.protocol = request.protocol;
  if (kind != CheckKind::kResolve) item.check.target = IpEndpoint{m_address, port};
  item.what = std::move(what);
  evidence.push_back(std::move(item));
  return *this;
}

EvidenceList& EvidenceList::resolves(std::initializer_list<std::string_view> addresses) {
  NameEvidence name;
  name.name = request.host;
  for (const std::string_view text : addresses) {
    NameAnswer answer;
    answer.addresses = {address(text)};
    answer.family = answer.addresses.front().family();
    name.answers.push_back(answer);
  }
  m_address = address(*addresses.begin());
  return add(CheckKind::kResolve, 0, name);
}

EvidenceList& EvidenceList::nameFails(ErrorCode code) {
  NameEvidence name;
  name.name = request.host;
  name.answers.push_back({IpFamily::kV4, {}, Error{code, "resolve", request.host, 0}, {}});
  return add(CheckKind::kResolve, 0, name);
}

EvidenceList& EvidenceList::routed(std::string_view gateway) {
  RouteEvidence route;
  route.destination = m_address;
  route.known = true;
  route.source = address("10.0.0.2");
  if (!gateway.empty()) route.gateway = address(gateway);
  return add(CheckKind::kRoute, request.port, route);
}

EvidenceList& EvidenceList::routedHere() {
  routed("");
  last<RouteEvidence>().localDestination = true;
  return *this;
}

EvidenceList& EvidenceList::at(std::string_view text) {
  m_address = address(text);
  return *this;
}

EvidenceList& EvidenceList::attempt(CheckKind kind, std::uint16_t port, std::string_view how) {
  AttemptEvidence seen;
  seen.attempt.protocol = kind == CheckKind::kControlPort ? Protocol::kTcp : request.protocol;
  seen.attempt.target = {m_address, port};
  play(seen.attempt, how);
  seen.verdict = judge(seen.attempt);
  return add(kind, port, seen);
}

EvidenceList& EvidenceList::controlAddress(std::string_view how) {
  const IpAddress spokenOf = m_address;
  m_address = address(m_address.isV4() ? "192.0.2.1" : "2001:db8::1");
  attempt(CheckKind::kControlAddress, request.port, how);
  m_address = spokenOf;
  return *this;
}

EvidenceList& EvidenceList::retransmits(std::uint32_t n) {
  last<AttemptEvidence>().attempt.synRetransmits = n;
  return *this;
}

EvidenceList& EvidenceList::traceOf(CheckKind kind, std::uint16_t port, std::string_view hops) {
  std::istringstream words{std::string(hops)};
  std::vector<HopProbe> probes;
  for (std::string word; words >> word;)
    probes.push_back(probe(static_cast<int>(probes.size()) + 1, word));
  return add(kind, port, TraceEvidence{summarize({m_address, port}, request.protocol, probes, 30)});
}

EvidenceList& EvidenceList::arrival(std::uint16_t port, int ttl, HopAnswer answer) {
  return add(CheckKind::kArrivalTtl, port, ArrivalTtlEvidence{{m_address, port}, ttl, answer});
}

EvidenceList& EvidenceList::listens(std::string_view on, std::optional<std::uint32_t> queue,
                                    std::optional<std::uint32_t> backlog) {
  ListenerEvidence listeners;
  listeners.known = true;
  Listener listener;
  listener.local = {address(on), request.port};
  listener.acceptQueue = queue;
  listener.backlog = backlog;
  listeners.listeners = {listener};
  return add(CheckKind::kListeners, request.port, listeners);
}

EvidenceList& EvidenceList::v6Only() {
  last<ListenerEvidence>().listeners.front().v6Only = true;
  return *this;
}

EvidenceList& EvidenceList::nobodyListens() {
  ListenerEvidence listeners;
  listeners.known = true;
  return add(CheckKind::kListeners, request.port, listeners);
}

EvidenceList& EvidenceList::tls(TlsResult result, std::vector<std::string> problems) {
  TlsEvidence tls;
  tls.target = {m_address, request.port};
  tls.result = result;
  tls.version = result == TlsResult::kEstablished ? "TLSv1.3" : "";
  tls.certificateProblems = std::move(problems);
  tls.clientHelloAcknowledged = true;
  return add(CheckKind::kTls, request.port, tls);
}

EvidenceList& EvidenceList::firstByte(FirstByteResult result, bool asked) {
  FirstByteEvidence first;
  first.target = {m_address, request.port};
  first.result = result;
  first.asked = asked;
  first.requestAcknowledged = asked;
  return add(CheckKind::kFirstByte, request.port, first);
}

EvidenceList& EvidenceList::fullSize(bool small, std::optional<bool> full, std::optional<bool> reduced) {
  FullSizeEvidence sizes;
  sizes.target = {m_address, request.port};
  sizes.mss = 1448;
  sizes.smallAcknowledged = small;
  sizes.fullAcknowledged = full;
  sizes.reducedAcknowledged = reduced;
  return add(CheckKind::kFullSize, request.port, sizes);
}

}  // namespace synscope::test
