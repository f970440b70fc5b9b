#include "core/engine/diagnose/diagnosis_runner.h"

#include "core/engine/diagnose/demo_target.h"
#include "core/engine/diagnose/diagnosis_json.h"
#include "tests/support/job_runner.h"
#include "tests/support/scripted_peer.h"

#include <QJsonArray>
#include <QTest>
#include <QTimer>

#include <map>

using namespace synscope;
using test::ClosedPort;
using test::FullAcceptQueue;
using test::runToEnd;
using test::Script;
using test::ScriptedPeer;

namespace {

DiagnosisRequest requestFor(const IpEndpoint& target, TlsChoice tls = TlsChoice::kNo) {
  DiagnosisRequest request;
  request.host = request.hostAsTyped = target.address.toString();
  request.port = target.port;
  request.tls = tls;
  request.timeout = std::chrono::seconds(1);
  return request;
}

/// Runs a diagnosis to its end and gives the key of its verdict; empty where it has none.
QByteArray verdictOf(const DiagnosisRequest& request) {
  DiagnosisRunner runner(request);
  if (!runToEnd(runner)) return "did not end";
  return runner.result().verdict ? QByteArray::fromStdString(runner.result().verdict->words.key) : QByteArray();
}

}  // namespace

class DiagnosisRunnerTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void peers_data();
  void peers();
  void closedPort();
  void fullAcceptQueue();
  void openPortIsQuick();
  void everyPlannedCheckBringsEvidence();
  void progressComesBeforeTheEnd();
  void cancelEndsAtOnce();
  void demoCasesAreWhatTheySay();
  void demoKeepsItsClosedPort();
  void jsonKeepsTheContract();
};

void DiagnosisRunnerTest::peers_data() {
  QTest::addColumn<Script>("script");
  QTest::addColumn<bool>("tls");
  QTest::addColumn<QByteArray>("words");
  QTest::newRow("never speaks") << Script::kAccept << false << QByteArray("verdict.reachable");
  QTest::newRow("never reads") << Script::kStall << false << QByteArray("verdict.reachable");
  QTest::newRow("greets") << Script::kGreet << false << QByteArray("verdict.reachable.spoke");
  QTest::newRow("floods") << Script::kFlood << false << QByteArray("verdict.reachable.spoke");
  QTest::newRow("closes at once") << Script::kClose << false << QByteArray("verdict.reachable.closed");
  QTest::newRow("resets at once") << Script::kReset << false << QByteArray("verdict.reachable.closed");
  QTest::newRow("TLS, greets in plain") << Script::kGreet << true << QByteArray("verdict.tls-failed.not-tls");
  QTest::newRow("TLS, never answers") << Script::kAccept << true << QByteArray("verdict.tls-failed.silent");
  QTest::newRow("TLS, floods with zeros") << Script::kFlood << true << QByteArray("verdict.tls-failed.not-tls");
  QTest::newRow("TLS, closes") << Script::kClose << true << QByteArray("verdict.tls-failed.closed");
  QTest::newRow("TLS, resets on the hello") << Script::kAnswerReset << true << QByteArray("verdict.tls-failed.reset");
}

void DiagnosisRunnerTest::peers() {
  QFETCH(Script, script);
  QFETCH(bool, tls);
  QFETCH(QByteArray, words);
  ScriptedPeer peer(script);
  QVERIFY(peer.isListening());
  QCOMPARE(verdictOf(requestFor(peer.endpoint(), tls ? TlsChoice::kYes : TlsChoice::kNo)), words);
}

void DiagnosisRunnerTest::closedPort() {
  const ClosedPort port;
  QCOMPARE(verdictOf(requestFor(port.endpoint())), QByteArray("verdict.not-listening.here"));
}

void DiagnosisRunnerTest::fullAcceptQueue() {
  const FullAcceptQueue queue;
  QVERIFY(queue.isFull());
  QCOMPARE(verdictOf(requestFor(queue.endpoint())), QByteArray("verdict.accept-queue-or-filter.here"));
}

/// The budget of the issue with path and controls, for a service that does not speak first.
void DiagnosisRunnerTest::openPortIsQuick() {
  ScriptedPeer peer(Script::kAccept);
  DiagnosisRunner runner(requestFor(peer.endpoint()));
  QVERIFY(runToEnd(runner));
  QCOMPARE(name(runner.result().verdict->code), std::string_view("reachable"));
  QVERIFY2(toMs(runner.result().elapsed) < 300, qPrintable(QString::number(toMs(runner.result().elapsed))));
}

void DiagnosisRunnerTest::everyPlannedCheckBringsEvidence() {
  ScriptedPeer peer(Script::kGreet);
  DiagnosisRunner runner(requestFor(peer.endpoint()));
  QVERIFY(runToEnd(runner));
  const Diagnosis& diagnosis = runner.result();
  QVERIFY(diagnosis.finished);
  QCOMPARE(diagnosis.evidence.size(), diagnosis.planned.size());
  QVERIFY(diagnosis.path.has_value());
  QVERIFY(!diagnosis.layers.empty());
  QVERIFY(!diagnosis.timeline.empty());
}

void DiagnosisRunnerTest::progressComesBeforeTheEnd() {
  ScriptedPeer peer(Script::kGreet);
  DiagnosisRunner runner(requestFor(peer.endpoint()));
  int progress = 0;
  int progressAtEnd = 0;
  connect(&runner, &DiagnosisRunner::progressed, this, [&] { ++progress; });
  connect(&runner, &Job::ended, this, [&] { progressAtEnd = progress; });
  QVERIFY(runToEnd(runner));
  QVERIFY(progressAtEnd >= 1);
}

void DiagnosisRunnerTest::cancelEndsAtOnce() {
  const FullAcceptQueue queue;
  DiagnosisRequest request = requestFor(queue.endpoint());
  request.timeout = std::chrono::seconds(60);
  DiagnosisRunner runner(request);
  QSignalSpy ended(&runner, &Job::ended);
  QTimer::singleShot(50, &runner, &Job::cancel);
  runner.start();
  QVERIFY(ended.wait(5'000));
  QCOMPARE(ended.size(), 1);
  QVERIFY(runner.result().cancelled);
  QVERIFY(toMs(runner.result().elapsed) < 2'000);
}

void DiagnosisRunnerTest::demoCasesAreWhatTheySay() {
  const std::map<std::string, QByteArray> expected{
      {"open", "verdict.reachable.spoke"},
      {"closed", "verdict.not-listening.here"},
      {"other-address", "verdict.not-listening.other-address"},
      {"accept-queue", "verdict.accept-queue-or-filter.here"},
      {"tls-to-plain", "verdict.tls-failed.not-tls"},
      {"tls-silent", "verdict.tls-failed.silent"},
  };
  const DemoTarget target;
  QCOMPARE(target.cases().size(), expected.size());
  for (const DemoCase& demo : target.cases())
    QCOMPARE(verdictOf(demo.request), expected.at(demo.name));
}

void DiagnosisRunnerTest::demoKeepsItsClosedPort() {
  const DemoTarget target;
  for (const DemoCase& demo : target.cases()) {
    if (demo.name != "closed") continue;
    QVERIFY(!test::boundTcp({test::loopback(), demo.request.port}, 1));
    return;
  }
  QFAIL("no such case");
}

void DiagnosisRunnerTest::jsonKeepsTheContract() {
  const ClosedPort port;
  DiagnosisRunner runner(requestFor(port.endpoint()));
  QVERIFY(runToEnd(runner));
  const QJsonObject json = diagnosisJson(runner.result());
  QCOMPARE(json[QStringLiteral("schema")].toString(), QStringLiteral("synscope/diagnosis/1"));
  const QJsonObject verdict = json[QStringLiteral("verdict")].toObject();
  QCOMPARE(verdict[QStringLiteral("code")].toString(), QStringLiteral("not-listening"));
  QCOMPARE(verdict[QStringLiteral("confidence")].toString(), QStringLiteral("certain"));
  QVERIFY(verdict[QStringLiteral("blamed")].isNull());
  for (const char* part : {"title", "explanation"}) {
    const QJsonObject words = verdict[QLatin1String(part)].toObject();
    QVERIFY(!words[QStringLiteral("en")].toString().isEmpty());
    QVERIFY(!words[QStringLiteral("zh")].toString().isEmpty());
  }
  QVERIFY(!json[QStringLiteral("layers")].toArray().isEmpty());
  QVERIFY(!json[QStringLiteral("path")].toArray().isEmpty());
  QVERIFY(!json[QStringLiteral("timeline")].toArray().isEmpty());
}

QTEST_GUILESS_MAIN(DiagnosisRunnerTest)
#include "diagnosis_runner_test.moc"
