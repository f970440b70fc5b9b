#include "core/logic/diagnose/diagnosis_steps.h"
#include "core/logic/reach/step_codes.h"
#include "diagnose_case.h"

#include <QTest>

using namespace synscope;
using namespace std::chrono_literals;
using test::EvidenceList;

namespace {

constexpr TimePoint kStart{1h};

/// "12 this-host>198.18.0.9 tls-started; ": milliseconds since the start, lanes, code without "step.".
QByteArray read(const Timeline& timeline) {
  QByteArray text;
  for (const TimelineEvent& event : timeline.events()) {
    text += QByteArray::number(int(toMs(event.at - kStart))) + ' ' + timeline.lanes().at(event.from).c_str();
    if (event.to != event.from) text += QByteArray(">") + timeline.lanes().at(event.to).c_str();
    text += ' ' + QByteArray::fromStdString(event.code.substr(5)) + "; ";
  }
  return text;
}

/// Gives each item of evidence the time it took: from `began` to `at`, in milliseconds.
EvidenceList& took(EvidenceList& list, int began, int at) {
  list.evidence.back().began = std::chrono::milliseconds(began);
  list.evidence.back().at = std::chrono::milliseconds(at);
  return list;
}

std::string field(const TimelineEvent& event, std::string_view name) {
  for (const auto& [key, value] : event.fields) {
    if (key == name) return value;
  }
  return "none";
}

const TimelineEvent* eventOf(const Timeline& timeline, std::string_view code) {
  for (const TimelineEvent& event : timeline.events()) {
    if (event.code == code) return &event;
  }
  return nullptr;
}

}  // namespace

/// Everything the evidence tells becomes events, each at its own time, between the right lanes.
class DiagnosisTimelineTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void namesAreAskedPerFamily();
  void literalAddressAsksNobody();
  void everyHopAnswersFromItsOwnLane();
  void refusalComesFromItsDevice();
  void attemptsNameTheirPort();
  void laterStepsFollow_data();
  void laterStepsFollow();
  void measuredArrivalIsInferred();
};

void DiagnosisTimelineTest::namesAreAskedPerFamily() {
  EvidenceList seen("host.example");
  NameEvidence name{"host.example", false, {}};
  name.answers.push_back({IpFamily::kV4, {*IpAddress::parse("198.18.0.9")}, std::nullopt, 3ms});
  name.answers.push_back({IpFamily::kV6, {}, std::nullopt, 5ms});
  Check resolve;
  resolve.kind = CheckKind::kResolve;
  seen.evidence = {{1, resolve, 6ms, name, 1ms}};
  QCOMPARE(read(timelineOf(seen.evidence, kStart)), QByteArray("1 this-host>name-service name-asked; "
                                                               "1 this-host>name-service name-asked; "
                                                               "4 name-service>this-host name-answered; "
                                                               "6 name-service>this-host name-empty; "));
  name.answers[1].error = Error{ErrorCode::kNameServerSilent, "resolve", {}, 0};
  seen.evidence[0].what = name;
  const Timeline failed = timelineOf(seen.evidence, kStart);
  QCOMPARE(field(failed.events().back(), "family"), std::string("IPv6"));
  QCOMPARE(failed.events().back().code, std::string(step::kNameFailed));
}

void DiagnosisTimelineTest::literalAddressAsksNobody() {
  QVERIFY(timelineOf(EvidenceList().evidence, kStart).empty());
}

void DiagnosisTimelineTest::everyHopAnswersFromItsOwnLane() {
  EvidenceList seen;
  seen.trace("10.1.0.1 * 10.3.0.1 syn-ack");
  took(seen, 10, 90);
  Trace& trace = seen.last<TraceEvidence>().trace;
  trace.hops[0].answeredAt = kStart + 12ms;
  trace.hops[2].answeredAt = kStart + 14ms;
  trace.hops[3].answeredAt = kStart + 16ms;
  const Timeline timeline = timelineOf(seen.evidence, kStart);
  QCOMPARE(read(timeline), QByteArray("10 this-host>198.18.0.9 trace-started; "
                                      "12 10.1.0.1>this-host hop-answered; "
                                      "14 10.3.0.1>this-host hop-answered; "
                                      "16 198.18.0.9>this-host trace-reached; "));
  for (const TimelineEvent& event : timeline.events())
    QCOMPARE(name(event.source), std::string_view("observed"));
  QCOMPARE(field(timeline.events()[2], "ttl"), std::string("3"));
}

void DiagnosisTimelineTest::refusalComesFromItsDevice() {
  EvidenceList seen;
  seen.trace("10.1.0.1 3/13@10.2.0.1");
  const Timeline timeline = timelineOf(seen.evidence, kStart);
  const TimelineEvent* refused = eventOf(timeline, step::kHopRefused);
  QVERIFY(refused != nullptr);
  QCOMPARE(timeline.lanes().at(refused->from), std::string("10.2.0.1"));
  QCOMPARE(field(*refused, "code"), std::string("13"));
}

/// Several attempts at one host run at the same time: without the port their events could not be told apart.
void DiagnosisTimelineTest::attemptsNameTheirPort() {
  EvidenceList seen;
  seen.control(443, "rst");
  Timeline own;
  own.add(
      {kStart, own.lane("this-host"), own.lane("198.18.0.9"), EventKind::kSegment, std::string(step::kSynSent), {}});
  seen.last<AttemptEvidence>().timeline = own;
  const Timeline timeline = timelineOf(seen.evidence, kStart);
  QCOMPARE(timeline.events().size(), std::size_t(1));
  QCOMPARE(field(timeline.events()[0], "port"), std::string("443"));
}

void DiagnosisTimelineTest::laterStepsFollow_data() {
  QTest::addColumn<EvidenceList>("seen");
  QTest::addColumn<QByteArray>("events");
  const auto row = [](const char* title, EvidenceList seen, QByteArray events) {
    took(seen, 20, 100);
    QTest::newRow(title) << seen << events;
  };
  const auto tls = [](TlsResult result, std::optional<bool> reduced = std::nullopt) {
    EvidenceList seen;
    seen.tls(result).last<TlsEvidence>().elapsed = 30ms;
    seen.last<TlsEvidence>().reducedWorked = reduced;
    return seen;
  };
  const auto first = [](FirstByteResult result, bool asked) {
    EvidenceList seen;
    seen.firstByte(result, asked).last<FirstByteEvidence>().elapsed = 30ms;
    return seen;
  };
  row("route", EvidenceList().routed(), QByteArray("100 this-host route-found; "));
  row("nobody listens", EvidenceList("127.0.0.1").nobodyListens(), QByteArray("100 this-host listeners-read; "));
  row("TLS", tls(TlsResult::kEstablished),
      QByteArray("70 this-host>198.18.0.9 tls-started; "
                 "100 198.18.0.9>this-host tls-established; "));
  row("TLS alert", tls(TlsResult::kAlert),
      QByteArray("70 this-host>198.18.0.9 tls-started; "
                 "100 198.18.0.9>this-host tls-failed; "));
  row("TLS silent", tls(TlsResult::kSilent),
      QByteArray("70 this-host>198.18.0.9 tls-started; "
                 "100 this-host tls-failed; "));
  row("TLS silent, small segments pass", tls(TlsResult::kSilent, true),
      QByteArray("20 this-host>198.18.0.9 tls-started; "
                 "50 this-host tls-failed; "
                 "100 198.18.0.9>this-host small-segments-pass; "));
  row("greeting", first(FirstByteResult::kReceived, false),
      QByteArray("100 198.18.0.9>this-host first-byte-received; "));
  row("no greeting", first(FirstByteResult::kNothingSpoken, false), QByteArray("100 this-host first-byte-missing; "));
  row("asked, reset", first(FirstByteResult::kReset, true),
      QByteArray("70 this-host>198.18.0.9 request-sent; "
                 "100 198.18.0.9>this-host first-byte-missing; "));
  row("full size passes", EvidenceList().fullSize(true, true, std::nullopt),
      QByteArray("20 this-host>198.18.0.9 full-size-sent; "
                 "100 198.18.0.9>this-host full-size-acknowledged; "));
  row("black hole", EvidenceList().fullSize(true, false, true),
      QByteArray("20 this-host>198.18.0.9 full-size-sent; "
                 "100 this-host full-size-lost; "
                 "100 198.18.0.9>this-host small-segments-pass; "));
  row("full size not tried", EvidenceList().fullSize(true, std::nullopt, std::nullopt), QByteArray());
}

void DiagnosisTimelineTest::laterStepsFollow() {
  QFETCH(EvidenceList, seen);
  QFETCH(QByteArray, events);
  seen.evidence = {seen.evidence.back()};
  QCOMPARE(read(timelineOf(seen.evidence, kStart)), events);
}

void DiagnosisTimelineTest::measuredArrivalIsInferred() {
  EvidenceList seen;
  seen.arrival(7000, 61, HopAnswer::kRst);
  const Timeline timeline = timelineOf(seen.evidence, kStart);
  const TimelineEvent* measured = eventOf(timeline, step::kArrivalMeasured);
  QVERIFY(measured != nullptr);
  QCOMPARE(name(measured->source), std::string_view("inferred"));
  QCOMPARE(field(*measured, "ttl"), std::string("61"));
}

QTEST_APPLESS_MAIN(DiagnosisTimelineTest)
#include "diagnosis_timeline_test.moc"
