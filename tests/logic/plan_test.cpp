#include "diagnose_case.h"

#include <QTest>

using namespace synscope;
using test::EvidenceList;

namespace {

/// What the plan asks for once this is known: "connect 198.18.0.9:7000", ...
QStringList asked(const EvidenceList& seen, const std::vector<int>& late = {}) {
  Plan plan(seen.request);
  QStringList list;
  std::vector<Evidence> known;
  for (std::size_t i = 0; i <= seen.evidence.size(); ++i) {
    for (const Check& check : plan.next(known, late)) {
      const auto target = check.target ? check.target->toString() : std::string("-");
      list << QString::fromStdString(std::string(name(check.kind)) + ' ' + target);
    }
    if (i < seen.evidence.size()) known.push_back(seen.evidence[i]);
  }
  list.removeDuplicates();
  return list;
}

}  // namespace

class PlanTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void beginsWithNameRouteAndConnect();
  void silenceAsksEverythingAtOnce();
  void lateIsTreatedAsSilent();
  void openAsksTheApplicationAndTheControls();
  void resetLooksForItsSender();
  void refusalIsTracedBeforeTheControls();
  void wherePortsAnswerTheSecondAttemptFollowsAtOnce();
  void whereNothingAnswersTheSecondAttemptWaits();
  void refuserWithoutAHopIsTracedOnceMore();
  void nothingLeavesForATargetHere();
  void onlyWhatIsSentHereIsAnnounced_data();
  void onlyWhatIsSentHereIsAnnounced();
  void aLiteralTakesNoTime();
  void switchesAreHonoured();
  void printersGetNoFullSizeData();
};

void PlanTest::beginsWithNameRouteAndConnect() {
  QCOMPARE(asked(EvidenceList().routed()),
           QStringLiteral("resolve -,route 198.18.0.9:7000,connect 198.18.0.9:7000").split(QLatin1Char(',')));
}

void PlanTest::silenceAsksEverythingAtOnce() {
  const QStringList list = asked(EvidenceList().routed().connects("silent").control(80, "rst"));
  for (const char* wanted : {"retry 198.18.0.9:7000", "trace 198.18.0.9:7000", "control-port 198.18.0.9:443",
                             "control-port 198.18.0.9:80", "control-trace 198.18.0.9:80"})
    QVERIFY2(list.contains(QLatin1String(wanted)), wanted);
}

void PlanTest::lateIsTreatedAsSilent() {
  Plan plan(EvidenceList().request);
  plan.next({});
  const auto seen = EvidenceList().routed();
  plan.next({seen.evidence[0]});
  const auto connect = plan.next(seen.evidence);
  QCOMPARE(connect.size(), std::size_t{1});
  QVERIFY(plan.next(seen.evidence).empty());
  const auto afterwards = plan.next(seen.evidence, {connect.front().id});
  QVERIFY(std::any_of(afterwards.begin(), afterwards.end(),
                      [](const Check& check) { return check.kind == CheckKind::kTrace; }));
}

void PlanTest::openAsksTheApplicationAndTheControls() {
  const QStringList list = asked(EvidenceList().routed().connects("open"));
  for (const char* wanted : {"control-address 192.0.2.1:7000", "first-byte 198.18.0.9:7000",
                             "full-size 198.18.0.9:7000", "trace 198.18.0.9:7000"})
    QVERIFY2(list.contains(QLatin1String(wanted)), wanted);
}

void PlanTest::resetLooksForItsSender() {
  const QStringList list = asked(EvidenceList().routed().connects("rst").control(443, "open"));
  for (const char* wanted : {"trace 198.18.0.9:7000", "arrival-ttl 198.18.0.9:7000", "arrival-ttl 198.18.0.9:443",
                             "control-trace 198.18.0.9:443"})
    QVERIFY2(list.contains(QLatin1String(wanted)), wanted);
}

void PlanTest::refusalIsTracedBeforeTheControls() {
  auto seen = EvidenceList().routed().connects("3/13 from 10.2.0.1");
  QVERIFY(asked(seen).contains(QStringLiteral("trace 198.18.0.9:7000")));
  QVERIFY(!asked(seen).contains(QStringLiteral("control-port 198.18.0.9:443")));
  seen.trace("10.1.0.1 10.2.0.1 3/13@10.2.0.1");
  QVERIFY(asked(seen).contains(QStringLiteral("control-port 198.18.0.9:443")));
}

namespace {
/// All checks of a kind that the plan asks for while this becomes known.
std::vector<Check> checksOf(CheckKind kind, const EvidenceList& seen) {
  Plan plan(seen.request);
  std::vector<Check> found;
  std::vector<Evidence> known;
  for (std::size_t i = 0; i <= seen.evidence.size(); ++i) {
    for (const Check& check : plan.next(known)) {
      if (check.kind == kind) found.push_back(check);
    }
    if (i < seen.evidence.size()) known.push_back(seen.evidence[i]);
  }
  return found;
}

EvidenceList nothingAnswers() {
  auto seen = EvidenceList().routed().connects("silent").trace("10.1.0.1 * *");
  seen.control(443, "silent").control(80, "silent").control(22, "silent").control(61997, "silent");
  return seen;
}
}  // namespace

void PlanTest::wherePortsAnswerTheSecondAttemptFollowsAtOnce() {
  const auto checks = checksOf(CheckKind::kRetry, EvidenceList().routed().connects("silent").control(80, "open"));
  QCOMPARE(checks.size(), std::size_t{1});
  QVERIFY(!checks.front().quiet);
}

void PlanTest::whereNothingAnswersTheSecondAttemptWaits() {
  auto seen = nothingAnswers();
  const auto checks = checksOf(CheckKind::kRetry, seen);
  QCOMPARE(checks.size(), std::size_t{1});
  QVERIFY(checks.front().quiet);
  seen.evidence.pop_back();
  QVERIFY(checksOf(CheckKind::kRetry, seen).empty());
}

void PlanTest::refuserWithoutAHopIsTracedOnceMore() {
  auto seen = nothingAnswers();
  seen.retries("3/13 from 10.2.0.1");
  const auto traces = checksOf(CheckKind::kTrace, seen);
  QCOMPARE(traces.size(), std::size_t{2});
  QVERIFY(!traces.front().quiet && traces.back().quiet && traces.back().refusalExpected);
  seen.trace("10.1.0.1 3/13@10.2.0.1");
  QCOMPARE(checksOf(CheckKind::kTrace, seen).size(), std::size_t{2});
}

void PlanTest::nothingLeavesForATargetHere() {
  for (const char* how : {"open", "rst", "silent"}) {
    for (const QString& check : asked(EvidenceList("127.0.0.1").routedHere().connects(how))) {
      QVERIFY2(check == QLatin1String("resolve -") || check.endsWith(QLatin1String(" 127.0.0.1:7000")),
               qPrintable(check));
    }
  }
}

void PlanTest::onlyWhatIsSentHereIsAnnounced_data() {
  QTest::addColumn<QString>("host");
  QTest::addColumn<bool>("here");
  for (const char* host : {"127.0.0.1", "127.200.3.4", "::1", "localhost"})
    QTest::addRow("%s", host) << QString::fromLatin1(host) << true;
  for (const char* host : {"198.18.0.9", "2001:db8::7", "localhost.example.net"})
    QTest::addRow("%s", host) << QString::fromLatin1(host) << false;
}

void PlanTest::onlyWhatIsSentHereIsAnnounced() {
  QFETCH(QString, host);
  QFETCH(bool, here);
  DiagnosisRequest request;
  request.host = request.hostAsTyped = host.toStdString();
  request.port = 7000;
  QStringList keys;
  for (const Phrase& phrase : Plan::announce(request))
    keys << QString::fromStdString(phrase.key);
  for (const char* key : {"announce.connect", "announce.trace"})
    QVERIFY2(keys.contains(QLatin1String(key)), key);
  for (const char* key : {"announce.control-address", "announce.control-port", "announce.control-trace",
                          "announce.arrival-ttl", "announce.full-size"})
    QVERIFY2(keys.contains(QLatin1String(key)) != here, key);
}

void PlanTest::aLiteralTakesNoTime() {
  const auto seen = EvidenceList().routed().connects("open");
  QVERIFY(!layersOf(seen.request, seen.evidence).front().elapsed.has_value());
}

void PlanTest::switchesAreHonoured() {
  EvidenceList seen;
  seen.request.path = seen.request.controlPorts = seen.request.controlAddress = false;
  seen.request.secondAttempt = seen.request.firstByte = seen.request.fullSize = false;
  for (const char* how : {"open", "rst", "silent", "3/13 from 10.0.0.1"}) {
    EvidenceList one = seen;
    QCOMPARE(asked(one.routed().connects(how)).size(), 3);
  }
}

void PlanTest::printersGetNoFullSizeData() {
  const QStringList list = asked(EvidenceList("198.18.0.9", 9100).routed().connects("open"));
  QVERIFY(!list.contains(QStringLiteral("full-size 198.18.0.9:9100")));
}

QTEST_APPLESS_MAIN(PlanTest)
#include "plan_test.moc"
