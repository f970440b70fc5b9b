#include "core/logic/companion/both_ends_timeline.h"

#include "core/logic/reach/step_codes.h"
#include "core/logic/timeline/ladder_rows.h"

#include <QTest>

#include <sstream>

using namespace synscope;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using What = CompanionMoment::What;

namespace {

const IpEndpoint kOurs{*IpAddress::parse("10.9.1.2"), 41'000};
const IpEndpoint kTarget{*IpAddress::parse("10.9.9.2"), 443};
constexpr TimePoint kStart{std::chrono::seconds(100)};

TimePoint at(int ms) {
  return kStart + milliseconds(ms);
}

/// One case: our attempt began at 0 ms of our clock, their watch 1000 ms before that.
struct Case {
  Case(Protocol protocol, TwoSidedCode meant) : code(meant) {
    ours.protocol = theirs.protocol = protocol;
    ours.target = kTarget;
    ours.local = kOurs;
    ours.startedAt = kStart;
    ours.elapsed = milliseconds(4'001);
    theirs.served = theirs.seesHalfOpen = true;
    clock.onExchange(kStart - milliseconds(1002), Duration::zero(), kStart - milliseconds(998));
    here = steps.lane(both_ends::kHere);
    target = steps.lane(kTarget.address.toString());
  }

  Case& step(int ms, std::string_view what, bool sent = false) {
    steps.add({at(ms), here, sent ? target : here, EventKind::kNote, std::string(what), {}});
    return *this;
  }
  Case& received(int ms, std::string_view what, EventKind kind = EventKind::kSegment, const char* from = nullptr) {
    const LaneId lane = from == nullptr ? target : steps.lane(from);
    steps.add({at(ms), lane, here, kind, std::string(what), {}});
    return *this;
  }
  /// They noticed it between these two moments of their watch.
  Case& seen(What what, int after, int seen, std::uint32_t count = 1) {
    if (theirs.sightings.empty()) theirs.sightings.push_back({kOurs, 0, false, false, 0, 0, 0, {}, {}});
    CompanionSighting& sighting = theirs.sightings.front();
    sighting.halfOpen = sighting.halfOpen || what == What::kHalfOpen;
    sighting.established = sighting.established || what == What::kEstablished;
    sighting.datagrams += what == What::kDatagram ? count : 0;
    sighting.replies = sighting.datagrams;
    sighting.moments.push_back({what, milliseconds(after), milliseconds(seen), count});
    return *this;
  }

  Timeline timeline() const { return bothEndsTimeline({ours, steps, theirs, code, clock, at(4'250)}); }

  Attempt ours;
  Timeline steps;
  CompanionView theirs;
  TwoSidedCode code;
  ClockMatch clock;
  LaneId here, target;
};

/// "0 here>there syn-lost lost ?", one event a line; times in ms from our start.
QStringList trace(const Timeline& timeline) {
  QStringList lines;
  for (const TimelineEvent& event : timeline.events()) {
    const auto lane = [&](LaneId id) { return QString::fromStdString(timeline.lanes()[id]); };
    QString line = QString::number(qRound64(toMs(event.at - kStart))) + u' ' + lane(event.from);
    if (event.from != event.to) line += u'>' + lane(event.to);
    line += u' ' + QString::fromStdString(event.code);
    if (event.arrives) line += QStringLiteral(" @") + QString::number(qRound64(toMs(*event.arrives - kStart)));
    if (event.uncertainty) line += QStringLiteral(" ±") + QString::number(toMs(*event.uncertainty), 'f', 1);
    if (event.lost) line += QStringLiteral(" lost");
    if (event.source == EventSource::kInferred) line += QStringLiteral(" ?");
    lines << line;
  }
  return lines;
}

QStringList lines(const char* text) {
  QStringList all;
  for (const QString& line : QString::fromUtf8(text).split(u'\n', Qt::SkipEmptyParts))
    all << line.trimmed();
  return all;
}

}  // namespace

/// What both ends saw, put on one line of time; what nobody knows is not drawn.
class BothEndsTimelineTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void exchangesNarrowTheClock();
  void aClockThatWasSetLeavesBothPossible();
  void handshakeOfBothEnds();
  void synNeverArrives();
  void synAckNeverComesBack();
  void secondSynArrives();
  void lastAckIsMissing();
  void deviceOnTheWay();
  void resetOnTheWay();
  void oldCompanionKeepsNoMoments();
  void datagramsAndReplies();
  void nothingArrivesBeforeItLeft();
  void theirTimesAreMarked();
};

void BothEndsTimelineTest::exchangesNarrowTheClock() {
  ClockMatch clock;
  QVERIFY(!clock.zero());
  clock.onExchange(kStart, Duration::zero(), kStart + milliseconds(10));
  QCOMPARE(clock.zero()->uncertainty(), Duration(milliseconds(5)));
  clock.onExchange(kStart + milliseconds(20), milliseconds(13), kStart + milliseconds(21));
  QCOMPARE(clock.exchanges(), 2);
  QVERIFY(clock.zero()->earliest >= kStart + microseconds(6'999) &&
          clock.zero()->latest <= kStart + microseconds(8'001));
  // A moment an hour later is known less well: two clocks drift apart.
  const TimeWindow later = clock.window(std::chrono::hours(1), std::chrono::hours(1));
  QVERIFY(later.uncertainty() > milliseconds(100));
}

void BothEndsTimelineTest::aClockThatWasSetLeavesBothPossible() {
  ClockMatch clock;
  clock.onExchange(kStart, Duration::zero(), kStart + milliseconds(2));
  clock.onExchange(kStart + milliseconds(10), milliseconds(500), kStart + milliseconds(12));
  QVERIFY(clock.zero()->earliest <= kStart - milliseconds(488) && clock.zero()->latest >= kStart + milliseconds(2));
}

void BothEndsTimelineTest::handshakeOfBothEnds() {
  Case both(Protocol::kTcp, TwoSidedCode::kBothOpen);
  both.step(0, step::kConnectCalled).step(0, step::kSynSent, true).step(20, step::kEstablished);
  both.seen(What::kHalfOpen, 1'006, 1'014).seen(What::kEstablished, 1'028, 1'032);
  QCOMPARE(trace(both.timeline()), lines(R"(
    0 this-host step.connect-called
    0 this-host>other-end both-ends.syn-arrived @10 ±6.0 ?
    0 this-host tcp-state.SYN_SENT
    10 other-end tcp-state.SYN_RECV ±6.0
    10 other-end>this-host both-ends.syn-ack-arrived @20 ±6.0 ?
    20 this-host tcp-state.ESTABLISHED
    20 this-host>other-end both-ends.ack-arrived @30 ±4.0 ?
    30 other-end tcp-state.ESTABLISHED ±4.0)"));
}

void BothEndsTimelineTest::synNeverArrives() {
  Case lost(Protocol::kTcp, TwoSidedCode::kLostOnTheWay);
  lost.step(0, step::kSynSent, true).step(1'010, step::kSynRetransmitted, true).step(4'000, step::kTimedOut);
  QCOMPARE(trace(lost.timeline()), lines(R"(
    0 this-host>other-end both-ends.syn-lost lost ?
    0 this-host tcp-state.SYN_SENT
    1010 this-host>other-end both-ends.syn-lost lost ?
    4000 this-host step.timed-out
    4001 this-host tcp-state.CLOSED
    4250 other-end both-ends.saw-nothing)"));
}

void BothEndsTimelineTest::synAckNeverComesBack() {
  Case lost(Protocol::kTcp, TwoSidedCode::kAnswerLost);
  lost.step(0, step::kSynSent, true).step(1'010, step::kSynRetransmitted, true).step(4'000, step::kTimedOut);
  lost.seen(What::kHalfOpen, 1'001, 1'019).seen(What::kAnsweredAgain, 2'010, 2'030);
  QCOMPARE(trace(lost.timeline()), lines(R"(
    0 this-host>other-end both-ends.syn-arrived @11 ±10.5 ?
    0 this-host tcp-state.SYN_SENT
    11 other-end tcp-state.SYN_RECV ±10.5
    11 other-end>this-host both-ends.syn-ack-lost ±10.5 lost ?
    1010 this-host both-ends.syn-untold
    1020 other-end>this-host both-ends.syn-ack-lost ±12.1 lost ?
    4000 this-host step.timed-out
    4001 this-host tcp-state.CLOSED)"));
}

void BothEndsTimelineTest::secondSynArrives() {
  Case late(Protocol::kTcp, TwoSidedCode::kBothOpen);
  late.step(0, step::kSynSent, true).step(1'040, step::kSynRetransmitted, true).step(1'040, step::kEstablished);
  late.seen(What::kEstablished, 2'020, 2'040);
  const QStringList shown = trace(late.timeline());
  QCOMPARE(shown[0], QStringLiteral("0 this-host>other-end both-ends.syn-lost lost ?"));
  QVERIFY2(shown[2].contains(QLatin1String("syn-arrived")), qPrintable(shown.join(u'\n')));
  QCOMPARE(shown.filter(QStringLiteral("lost")).size(), 1);
}

void BothEndsTimelineTest::lastAckIsMissing() {
  Case half(Protocol::kTcp, TwoSidedCode::kLastAckLost);
  half.step(0, step::kSynSent, true).step(20, step::kEstablished).seen(What::kHalfOpen, 1'000, 1'020);
  const QStringList shown = trace(half.timeline());
  QCOMPARE(shown.last(), QStringLiteral("4250 other-end both-ends.still-half-open"));
  QVERIFY(shown.filter(QStringLiteral("ack-arrived @")).size() == 1);  // The SYN-ACK; no ACK is claimed.
}

void BothEndsTimelineTest::deviceOnTheWay() {
  Case refused(Protocol::kTcp, TwoSidedCode::kRejectedOnTheWay);
  refused.ours.icmp = IcmpReport{};
  refused.ours.icmp->from = *IpAddress::parse("10.9.2.1");
  refused.step(0, step::kSynSent, true).received(3, step::kIcmpReceived, EventKind::kIcmp, "10.9.2.1");
  QCOMPARE(trace(refused.timeline()), lines(R"(
    0 this-host>10.9.2.1 both-ends.syn-stopped ?
    0 this-host tcp-state.SYN_SENT
    3 10.9.2.1>this-host step.icmp-received
    4001 this-host tcp-state.CLOSED
    4250 other-end both-ends.saw-nothing)"));
  refused.ours.icmp->from = kTarget.address;
  QCOMPARE(refused.timeline().lanes().size(), std::size_t(2));
}

void BothEndsTimelineTest::resetOnTheWay() {
  Case reset(Protocol::kTcp, TwoSidedCode::kResetBeforeThem);
  reset.step(0, step::kSynSent, true).received(2, step::kRstReceived);
  const QStringList shown = trace(reset.timeline());
  QVERIFY(shown.contains(QStringLiteral("0 this-host>on-the-way both-ends.syn-stopped ?")));
  QVERIFY(shown.contains(QStringLiteral("2 on-the-way>this-host both-ends.rst-by-other ?")));
}

void BothEndsTimelineTest::oldCompanionKeepsNoMoments() {
  Case old(Protocol::kTcp, TwoSidedCode::kBothOpen);
  old.step(0, step::kSynSent, true).step(20, step::kEstablished);
  old.theirs.sightings.push_back({kOurs, 1'015, false, true, 0, 0, 0, {}, {}});
  const QStringList shown = trace(old.timeline());
  QVERIFY2(shown.contains(QStringLiteral("0 this-host>other-end both-ends.syn-arrived @9 ±8.5 ?")) ||
               shown.contains(QStringLiteral("0 this-host>other-end both-ends.syn-arrived @9 ±8.6 ?")),
           qPrintable(shown.join(u'\n')));
}

void BothEndsTimelineTest::datagramsAndReplies() {
  Case lost(Protocol::kUdp, TwoSidedCode::kAnswerLost);
  lost.theirs.opened = true;
  for (const int ms : {0, 1'000, 2'000})
    lost.step(ms, step::kDatagramSent, true);
  lost.seen(What::kDatagram, 900, 1'020).seen(What::kDatagram, 2'900, 3'020);
  QCOMPARE(trace(lost.timeline()).filter(QStringLiteral("this-host>")), lines(R"(
    0 this-host>other-end both-ends.datagram-arrived @11 ±11.0
    1000 this-host>other-end both-ends.datagram-lost lost ?
    2000 this-host>other-end both-ends.datagram-arrived @2011 ±11.0)"));
  QCOMPARE(trace(lost.timeline()).filter(QStringLiteral("reply-lost")).size(), 2);

  Case answered(Protocol::kUdp, TwoSidedCode::kOpenButUnserved);
  answered.step(0, step::kDatagramSent, true).received(20, step::kDatagramReceived, EventKind::kDatagram);
  answered.seen(What::kDatagram, 900, 1'110);
  QCOMPARE(trace(answered.timeline()), lines(R"(
    0 this-host>other-end both-ends.datagram-arrived @10 ±10.0
    10 other-end>this-host both-ends.reply-arrived @20 ±10.0)"));
}

/// Whatever another machine tells, of whatever clock.
void BothEndsTimelineTest::nothingArrivesBeforeItLeft() {
  for (const int offset : {-5'000, -1'100, 0, 900, 5'000, 3'000'000}) {
    Case odd(Protocol::kTcp, TwoSidedCode::kBothOpen);
    odd.step(0, step::kSynSent, true).step(1'010, step::kSynRetransmitted, true).step(1'020, step::kEstablished);
    odd.seen(What::kHalfOpen, std::max(0, 1'000 + offset), std::max(0, 1'010 + offset));
    odd.seen(What::kAnsweredAgain, std::max(0, 1'500 + offset), std::max(0, 1'510 + offset));
    odd.seen(What::kEstablished, std::max(0, 1'040 + offset), std::max(0, 1'050 + offset));
    for (const TimelineEvent& event : odd.timeline().events())
      QVERIFY(!event.arrives || *event.arrives >= event.at);
  }
}

void BothEndsTimelineTest::theirTimesAreMarked() {
  Case lost(Protocol::kTcp, TwoSidedCode::kAnswerLost);
  lost.step(0, step::kSynSent, true).step(1'010, step::kSynRetransmitted, true).seen(What::kHalfOpen, 1'001, 1'019);
  const Timeline timeline = lost.timeline();
  const LadderRows rows(timeline, {});
  QStringList times;
  for (const LadderRow& row : rows.rows())
    if (!row.wait && row.startsMoment)
      times << QString::fromStdString(timeColumn(timeline, row, rows.rows().front().at));
  QCOMPARE(times, (QStringList{QStringLiteral("0"), QStringLiteral("≈10.5 ms"), QStringLiteral("1.010 s"),
                               QStringLiteral("4.001 s")}));
}

QTEST_APPLESS_MAIN(BothEndsTimelineTest)
#include "both_ends_timeline_test.moc"
