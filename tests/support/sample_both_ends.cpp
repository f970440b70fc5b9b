#include "tests/support/sample_both_ends.h"

#include "core/logic/companion/both_ends_timeline.h"
#include "core/logic/reach/step_codes.h"

namespace synscope {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

const IpEndpoint kOurs{*IpAddress::parse("10.9.1.7"), 41'830};
const IpEndpoint kTarget{*IpAddress::parse("10.9.3.20"), 443};
const IpAddress kRouter = *IpAddress::parse("10.9.2.1");
constexpr TimePoint kStart{std::chrono::seconds(40)};

/// Puts a finding together from what each end noticed; times in ms from our connect(), their watch began 90 ms before.
class Sample {
 public:
  Sample() {
    m_ours.target = kTarget;
    m_ours.local = kOurs;
    m_ours.startedAt = kStart;
    m_theirs.port = kTarget.port;
    m_theirs.served = m_theirs.seesHalfOpen = true;
    m_theirs.process = "nginx";
    m_theirs.queueOverflows = 0;
    m_here = m_steps.lane(both_ends::kHere);
    m_there = m_steps.lane(kTarget.address.toString());
    m_finding.clock.onExchange(at(-92), Duration::zero(), at(-88));
    for (const int ms : {-80, -60, -40})
      m_finding.clock.onExchange(at(ms) - microseconds(700), milliseconds(90 + ms), at(ms) + microseconds(800));
    step(0, EventKind::kSyscall, step::kConnectCalled);
    sent(0, step::kSynSent);
  }

  Sample& answered(double ms) {
    m_ours.end = AttemptEnd::kAnswered;
    m_ours.elapsed = microseconds(static_cast<int>(ms * 1000));
    m_ours.synRetransmits = 0;
    step(ms, EventKind::kState, step::kEstablished);
    return *this;
  }
  Sample& silent() {
    m_ours.end = AttemptEnd::kSilent;
    m_ours.elapsed = milliseconds(4'000);
    m_ours.synRetransmits = 2;
    sent(1'020, step::kSynRetransmitted);
    sent(3'040, step::kSynRetransmitted);
    step(4'000, EventKind::kTimer, step::kTimedOut);
    return *this;
  }
  Sample& failed(double ms, SocketError error, std::string_view code, EventKind kind) {
    m_ours.end = AttemptEnd::kFailed;
    m_ours.error = error;
    m_ours.elapsed = at(ms) - kStart;
    const LaneId from = m_ours.icmp ? m_steps.lane(m_ours.icmp->from.toString()) : m_there;
    m_steps.add({at(ms), from, m_here, kind, std::string(code), {}});
    return *this;
  }
  Sample& icmp() {
    m_ours.icmp = IcmpReport{};
    m_ours.icmp->type = 3;
    m_ours.icmp->code = 13;
    m_ours.icmp->from = kRouter;
    return *this;
  }
  Sample& seen(CompanionMoment::What what, int after, int seen) {
    if (m_theirs.sightings.empty()) m_theirs.sightings.push_back({kOurs, 95, false, false, 0, 0, 0, {}, {}});
    CompanionSighting& sighting = m_theirs.sightings.front();
    sighting.halfOpen = sighting.halfOpen || what == CompanionMoment::What::kHalfOpen;
    sighting.established = sighting.established || what == CompanionMoment::What::kEstablished;
    sighting.synAcksAgain += what == CompanionMoment::What::kAnsweredAgain ? 1 : 0;
    sighting.moments.push_back({what, milliseconds(90 + after), milliseconds(90 + seen), 1});
    return *this;
  }

  CompanionFinding finding() {
    m_finding.companion.name = "web-2";
    m_finding.companion.program = SYNSCOPE_VERSION;
    m_finding.ours = m_ours;
    m_finding.theirs = m_theirs;
    m_finding.verdict = judgeBothEnds(m_ours, m_theirs);
    m_finding.timeline =
        bothEndsTimeline({m_ours, m_steps, m_theirs, m_finding.verdict->code, m_finding.clock, at(4'251)});
    return m_finding;
  }

 private:
  static TimePoint at(double ms) { return kStart + microseconds(static_cast<int>(ms * 1000)); }
  void step(double ms, EventKind kind, std::string_view code) {
    m_steps.add({at(ms), m_here, m_here, kind, std::string(code), {}});
  }
  void sent(double ms, std::string_view code) {
    m_steps.add({at(ms), m_here, m_there, EventKind::kSegment, std::string(code), {}});
  }

  Attempt m_ours;
  Timeline m_steps;
  CompanionView m_theirs;
  CompanionFinding m_finding;
  LaneId m_here, m_there;
};

}  // namespace

CompanionFinding sampleCompanionFinding(std::string_view code) {
  using What = CompanionMoment::What;
  Sample sample;
  if (code == "both-open")
    return sample.answered(21.4).seen(What::kHalfOpen, 2, 22).seen(What::kEstablished, 24, 44).finding();
  if (code == "answer-lost")
    return sample.silent()
        .seen(What::kHalfOpen, 2, 23)
        .seen(What::kAnsweredAgain, 1'003, 1'024)
        .seen(What::kAnsweredAgain, 3'011, 3'032)
        .finding();
  if (code == "reset-before-them")
    return sample.failed(0.9, SocketError::kConnectionRefused, step::kRstReceived, EventKind::kSegment).finding();
  if (code == "rejected-on-the-way")
    return sample.icmp().failed(3.1, SocketError::kHostUnreachable, step::kIcmpReceived, EventKind::kIcmp).finding();
  return sample.silent().finding();
}

MtuFinding sampleMtuFinding() {
  MtuFinding finding;
  finding.companion.name = "web-2";
  finding.ownMtu = 1500;
  finding.there.tried = finding.there.full = true;
  finding.there.natural.arrived = true;
  finding.there.natural.offered = 1460;
  finding.there.natural.segment = 1448;
  finding.there.natural.pathMtu = 1500;
  finding.back.tried = true;
  finding.back.largest = 1371;
  finding.verdict = judgeMtu(finding.there, finding.back, IpFamily::kV4);
  return finding;
}

}  // namespace synscope
