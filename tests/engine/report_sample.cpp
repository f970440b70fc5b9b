#include "tests/engine/report_sample.h"

#include "core/logic/diagnose/plan.h"
#include "core/logic/reach/step_codes.h"
#include "tests/support/sample_both_ends.h"

#include <string_view>

namespace synscope {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

IpAddress address(std::string_view text) {
  return *IpAddress::parse(text);
}

std::vector<std::byte> bytes(std::string_view text) {
  std::vector<std::byte> result;
  for (const char c : text) {
    result.push_back(static_cast<std::byte>(c));
  }
  return result;
}

/// Collects evidence with ids and times that count up.
class Story {
 public:
  template <typename What>
  void add(CheckKind kind, const IpEndpoint& target, What what) {
    m_at += milliseconds(41);
    const int id = static_cast<int>(evidence.size()) + 1;
    Check check;
    check.id = id;
    check.kind = kind;
    check.target = target;
    evidence.push_back({id, check, m_at, std::move(what)});
  }

  std::vector<Evidence> evidence;

 private:
  Duration m_at{};
};

NameEvidence names() {
  NameEvidence result;
  result.name = "db.example.net";
  result.answers.push_back({IpFamily::kV4, {address("10.9.0.2")}, std::nullopt, microseconds(1820)});
  result.answers.push_back({IpFamily::kV6, {}, std::nullopt, microseconds(1900)});
  return result;
}

RouteEvidence route() {
  RouteEvidence result;
  result.destination = address("10.9.0.2");
  result.known = true;
  result.source = address("10.1.0.7");
  result.gateway = address("10.1.0.1");
  result.interface = "eth0";
  return result;
}

/// Two SYNs that nobody answered.
Timeline synTimeline() {
  Timeline timeline;
  const LaneId here = timeline.lane("10.1.0.7:40112");
  const LaneId there = timeline.lane("10.9.0.2:443");
  const auto event = [&](Duration at, LaneId to, EventKind kind, std::string_view code, EventSource source) {
    timeline.add({TimePoint(at), here, to, kind, std::string(code), {{"source", "10.1.0.7"}}, source});
  };
  event(milliseconds(0), here, EventKind::kSyscall, step::kConnectCalled, EventSource::kObserved);
  event(milliseconds(0), there, EventKind::kSegment, step::kSynSent, EventSource::kInferred);
  event(milliseconds(1020), there, EventKind::kSegment, step::kSynRetransmitted, EventSource::kObserved);
  event(milliseconds(3000), here, EventKind::kTimer, step::kTimedOut, EventSource::kObserved);
  return timeline;
}

AttemptEvidence silent(std::uint16_t port) {
  Attempt attempt;
  attempt.target = {address("10.9.0.2"), port};
  attempt.local = IpEndpoint{address("10.1.0.7"), 40112};
  attempt.end = AttemptEnd::kSilent;
  attempt.synRetransmits = 2;
  attempt.retransmitStayedLocal = false;
  attempt.elapsed = milliseconds(3000);
  return {attempt, judge(attempt), synTimeline()};
}

AttemptEvidence open(std::uint16_t port) {
  Attempt attempt;
  attempt.target = {address("10.9.0.2"), port};
  attempt.end = AttemptEnd::kAnswered;
  attempt.synRetransmits = 0;
  attempt.elapsed = microseconds(10214);
  attempt.reply = bytes("reply of 10.9.0.2");
  return {attempt, judge(attempt), {}};
}

Hop hop(int ttl, HopAnswer answer, std::string_view from) {
  Hop result;
  result.ttl = ttl;
  result.answer = answer;
  result.sent = 2;
  if (!from.empty()) {
    result.addresses.push_back(address(from));
    result.received = 2;
    result.best = result.average = result.worst = result.last = microseconds(240 * ttl * ttl);
  }
  return result;
}

Trace trace(std::uint16_t port, TraceEnd end, int lastAnswering, std::vector<Hop> hops) {
  Trace result;
  result.target = {address("10.9.0.2"), port};
  result.hops = std::move(hops);
  result.end = end;
  result.lastAnsweringTtl = lastAnswering;
  result.elapsed = milliseconds(2100);
  return result;
}

TlsEvidence hostileTls() {
  TlsEvidence result;
  result.target = {address("10.9.0.2"), 443};
  result.result = TlsResult::kFailed;
  result.subject = "CN=vault.corp.example, O=<script>alert('x')</script>";
  result.issuer = "CN=Corp CA of ca.corp.example";
  result.library =
      "peer [2001:db8:77::9]:443 / 10.9.0.2 said \x1b[31mno\x1b[0m `|` 00:1b:44:11:3a:b7 for DB.example.net";
  return result;
}

FirstByteEvidence banner() {
  FirstByteEvidence result;
  result.target = {address("10.9.0.2"), 22};
  result.result = FirstByteResult::kReceived;
  result.bytes = bytes("220 mail.corp.example greets 10.1.0.7\r\n");
  return result;
}

/// Alive after a minute, gone after two: said by two connections.
LeftIdle leftIdle() {
  using std::chrono::minutes;
  const auto rung = [](Duration idle, IdleFate fate, std::uint16_t port) {
    return IdleRung{
        idle, fate, std::nullopt, IpEndpoint{address("10.9.4.30"), port}, PortState::kOpen, SocketError::kNone};
  };
  LeftIdle left{{address("10.9.0.2"), 443},
                {rung(minutes(1), IdleFate::kAlive, 50'001), rung(minutes(2), IdleFate::kDropped, 50'002),
                 rung(minutes(5), IdleFate::kReset, 50'003)}};
  left.rungs[2].endedAfter = std::chrono::seconds(150);
  return left;
}

}  // namespace

Diagnosis sampleDiagnosis() {
  const IpEndpoint target{address("10.9.0.2"), 443};
  const IpEndpoint control{address("10.9.0.2"), 22};
  const Trace toPort = trace(443, TraceEnd::kLostAfter, 2,
                             {hop(1, HopAnswer::kTtlExceeded, "10.1.0.1"), hop(2, HopAnswer::kTtlExceeded, "10.2.0.1"),
                              hop(3, HopAnswer::kSilent, "")});
  const Trace toControl =
      trace(22, TraceEnd::kReached, 3,
            {hop(1, HopAnswer::kTtlExceeded, "10.1.0.1"), hop(2, HopAnswer::kTtlExceeded, "10.2.0.1"),
             hop(3, HopAnswer::kTtlExceeded, "10.3.0.1"), hop(4, HopAnswer::kSynAck, "10.9.0.2")});
  Story story;
  story.add(CheckKind::kResolve, {}, names());
  story.add(CheckKind::kRoute, target, route());
  story.add(CheckKind::kConnect, target, silent(443));
  story.add(CheckKind::kControlPort, control, open(22));
  story.add(CheckKind::kTrace, target, TraceEvidence{toPort});
  story.add(CheckKind::kControlTrace, control, TraceEvidence{toControl});
  story.add(CheckKind::kTls, target, hostileTls());
  story.add(CheckKind::kFirstByte, control, banner());
  story.add(CheckKind::kFullSize, target,
            SkippedEvidence{{ErrorCode::kNotSupported, "full-size", "db.example.net 10.9.0.2", 0}});

  Diagnosis diagnosis;
  diagnosis.request.host = "db.example.net";
  diagnosis.request.hostAsTyped = "https://DB.Example.net:443/";
  diagnosis.request.port = 443;
  diagnosis.evidence = story.evidence;
  diagnosis.layers = layersOf(diagnosis.request, diagnosis.evidence);
  diagnosis.path = toPort;
  diagnosis.verdict = conclude(diagnosis.request, diagnosis.evidence);
  diagnosis.timeline = timelineOf(diagnosis.evidence, TimePoint{});
  diagnosis.elapsed = milliseconds(3120);
  diagnosis.finished = true;
  CompanionFinding both = sampleCompanionFinding("answer-lost");
  both.companion.name = "mail.corp.example<script>";
  diagnosis.bothEnds = bothEndsOf(both);
  MtuFinding sizes = sampleMtuFinding();
  sizes.address = {address("10.9.0.2"), 8830};
  sizes.companion.name = "files.corp.example<script>";
  diagnosis.sizes = packetSizesOf(sizes);
  diagnosis.leftIdle = leftIdle();
  return diagnosis;
}

}  // namespace synscope
