#include "tests/cli/cli_process.h"
#include "tests/support/scripted_peer.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace synscope;
using namespace synscope::test;

namespace {

/// Runs the program while the peers of the test go on serving in this event loop.
CliResult runBesidePeers(const QString& line) {
  QProcess process;
  process.start(cliPath(), line.split(QLatin1Char(' '), Qt::SkipEmptyParts));
  if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 30'000)) process.kill();
  return finishCli(process);
}

QString place(const IpEndpoint& endpoint) {
  return QStringLiteral("%1 %2").arg(QString::fromStdString(endpoint.address.toString())).arg(endpoint.port);
}

QString verdictCode(const QJsonObject& document) {
  return document[QLatin1String("verdict")][QLatin1String("code")].toString();
}

/// The keys of `wanted` that an object lacks.
QString missing(const QJsonValue& object, const char* wanted) {
  QStringList lacks;
  for (const QString& key : QString::fromLatin1(wanted).split(QLatin1Char(' ')))
    if (!object.toObject().contains(key)) lacks << key;
  return lacks.join(QLatin1Char(' '));
}

bool isBilingual(const QJsonValue& text) {
  return !text[QLatin1String("en")].toString().isEmpty() && !text[QLatin1String("zh")].toString().isEmpty();
}

}  // namespace

/// The diagnose command as a process, on the loopback alone.
class DiagnoseCliTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void jsonHasEveryKeyOfTheContract();
  void exitCodes_data();
  void exitCodes();
  void demo_data();
  void demo();
  void wholeDemoTellsEveryCase();
  void usageIsOneLineThatNamesWhatIsWrong_data();
  void usageIsOneLineThatNamesWhatIsWrong();
  void reports_data();
  void reports();
  void reportThatCannotBeWritten();
  void answersInTheLanguageAskedFor_data();
  void answersInTheLanguageAskedFor();
  void interruptEndsWithWhatIsKnown();
};

void DiagnoseCliTest::jsonHasEveryKeyOfTheContract() {
  const ScriptedPeer peer(Script::kGreet);
  const CliResult result = runBesidePeers(QStringLiteral("diagnose --json ") + place(peer.endpoint()));
  QCOMPARE(result.exit, 0);
  const QJsonObject document = result.json();
  QCOMPARE(document[QLatin1String("schema")].toString(), QStringLiteral("synscope/diagnosis/1"));
  QCOMPARE(missing(document, "schema target verdict layers evidence path timeline"), QString());
  QCOMPARE(missing(document[QLatin1String("target")], "host port protocol"), QString());
  const QJsonValue verdict = document[QLatin1String("verdict")];
  QCOMPARE(missing(verdict, "code confidence blamed hop title explanation next_steps"), QString());
  QVERIFY(isBilingual(verdict[QLatin1String("title")]) && isBilingual(verdict[QLatin1String("explanation")]));
  QCOMPARE(verdict[QLatin1String("code")].toString(), QStringLiteral("reachable"));
  for (const QJsonValue& layer : document[QLatin1String("layers")].toArray())
    QCOMPARE(missing(layer, "step address ok time_ms detail"), QString());
  int lastId = 0;
  for (const QJsonValue& item : document[QLatin1String("evidence")].toArray()) {
    QCOMPARE(missing(item, "id kind at_ms"), QString());
    QVERIFY(item[QLatin1String("id")].toInt() > std::exchange(lastId, item[QLatin1String("id")].toInt()));
  }
  QVERIFY(lastId > 0);
  const QJsonArray path = document[QLatin1String("path")].toArray();
  QVERIFY(!path.isEmpty());
  for (const QJsonValue& hop : path)
    QCOMPARE(missing(hop, "ttl address rtt_ms kind"), QString());
  QVERIFY(!document[QLatin1String("timeline")].toArray().isEmpty());
}

void DiagnoseCliTest::exitCodes_data() {
  QTest::addColumn<QString>("target");
  QTest::addColumn<QString>("code");
  QTest::addColumn<int>("exit");
  const auto row = [](const char* target, const char* code, int exit) {
    QTest::newRow(target) << QString::fromLatin1(target) << QString::fromLatin1(code) << exit;
  };
  row("GREETS --no-tls", "reachable", 0);
  row("GREETS --no-path --no-control", "reachable", 0);
  row("SILENT --timeout 1", "reachable", 0);
  row("CLOSED", "not-listening", 1);
  row("CLOSED --udp", "not-listening", 1);
  row("FULL --timeout 1", "accept-queue-or-filter", 2);
  row("name.invalid 80", "name-error", 5);
  row("GREETS --tls --timeout 1", "tls-failed", 7);
  row("SILENT --tls --timeout 1", "tls-failed", 7);
  row("RESETS --tls --timeout 1", "tls-failed", 7);
}

void DiagnoseCliTest::exitCodes() {
  QFETCH(QString, target);
  QFETCH(const QString, code);
  const ScriptedPeer greets(Script::kGreet), silent(Script::kAccept), resets(Script::kAnswerReset);
  const FullAcceptQueue full;
  const ClosedPort closed;
  QVERIFY(full.isFull());
  target.replace(QStringLiteral("GREETS"), place(greets.endpoint()))
      .replace(QStringLiteral("SILENT"), place(silent.endpoint()))
      .replace(QStringLiteral("RESETS"), place(resets.endpoint()))
      .replace(QStringLiteral("FULL"), place(full.endpoint()))
      .replace(QStringLiteral("CLOSED"), place(closed.endpoint()));
  const CliResult result = runBesidePeers(QStringLiteral("diagnose --json ") + target);
  QCOMPARE(verdictCode(result.json()), code);
  QTEST(result.exit, "exit");
}

void DiagnoseCliTest::demo_data() {
  QTest::addColumn<QString>("code");
  QTest::addColumn<int>("exit");
  QTest::newRow("open") << QStringLiteral("reachable") << 0;
  QTest::newRow("closed") << QStringLiteral("not-listening") << 1;
  QTest::newRow("other-address") << QStringLiteral("not-listening") << 1;
  QTest::newRow("accept-queue") << QStringLiteral("accept-queue-or-filter") << 2;
  QTest::newRow("tls-to-plain") << QStringLiteral("tls-failed") << 7;
  QTest::newRow("tls-silent") << QStringLiteral("tls-failed") << 7;
}

void DiagnoseCliTest::demo() {
  const CliResult result =
      runCli(QStringLiteral("diagnose --json --demo ") + QString::fromLatin1(QTest::currentDataTag()));
  QTEST(verdictCode(result.json()), "code");
  QTEST(result.exit, "exit");
}

void DiagnoseCliTest::wholeDemoTellsEveryCase() {
  const CliResult result = runCli(QStringLiteral("diagnose --demo --lang en"));
  QCOMPARE(result.exit, 0);
  for (const char* name : {"open", "closed", "other-address", "accept-queue", "tls-to-plain", "tls-silent"})
    QVERIFY2(result.out.contains(QByteArray("=== ") + name + ": 127.0.0.1"), name);
}

void DiagnoseCliTest::usageIsOneLineThatNamesWhatIsWrong_data() {
  QTest::addColumn<QString>("named");
  const auto row = [](const char* line, const char* named) { QTest::newRow(line) << QString::fromLatin1(named); };
  row("diagnose", "HOST");
  row("diagnose 127.0.0.1", "PORT");
  row("diagnose 127.0.0.1 0", "\"0\"");
  row("diagnose 127.0.0.1 65536", "65536");
  row("diagnose 127.0.0.1 80 81", "81");
  row("diagnose 127.0.0.1 80 --tls --no-tls", "--no-tls");
  row("diagnose 127.0.0.1 80 --tls --udp", "--udp");
  row("diagnose 127.0.0.1 80 --report notes.txt", "notes.txt");
  row("diagnose 127.0.0.1 80 --timeout 0", "--timeout");
  row("diagnose 127.0.0.1 80 --zap", "--zap");
  row("diagnose --demo nonsense", "tls-to-plain");
  row("idle 127.0.0.1 80 --times 60,nan", "nan");
  row("idle 127.0.0.1 80 --times 0.5", "0.5");
}

void DiagnoseCliTest::usageIsOneLineThatNamesWhatIsWrong() {
  QFETCH(const QString, named);
  const CliResult result = runCli(QString::fromLatin1(QTest::currentDataTag()) + QStringLiteral(" --lang en"));
  QCOMPARE(result.exit, 64);
  QVERIFY2(result.err.contains(named.toUtf8()), result.err.constData());
  QCOMPARE(result.err.count('\n'), 1);
  QVERIFY(result.out.isEmpty());
}

void DiagnoseCliTest::reports_data() {
  QTest::addColumn<QByteArray>("holds");
  QTest::newRow("report.html") << QByteArray("<html");
  QTest::newRow("REPORT.MD") << QByteArray("# ");
  QTest::newRow("report.json") << QByteArray("synscope/diagnosis/1");
}

void DiagnoseCliTest::reports() {
  QFETCH(const QByteArray, holds);
  const QTemporaryDir folder;
  const QString name = folder.filePath(QString::fromLatin1(QTest::currentDataTag()));
  const ClosedPort closed;
  const CliResult result = runCli(QStringLiteral("diagnose %1 --report %2").arg(place(closed.endpoint()), name));
  QCOMPARE(result.exit, 1);
  QFile report(name);
  QVERIFY(report.open(QIODevice::ReadOnly));
  const QByteArray content = report.readAll();
  QVERIFY2(content.contains(holds), content.left(200).constData());
}

void DiagnoseCliTest::reportThatCannotBeWritten() {
  const ClosedPort closed;
  const CliResult result =
      runCli(QStringLiteral("diagnose %1 --report /nonexistent/folder/report.md").arg(place(closed.endpoint())));
  QCOMPARE(result.exit, 70);
  QVERIFY(!result.out.isEmpty());
  QVERIFY(!result.err.isEmpty());
}

void DiagnoseCliTest::answersInTheLanguageAskedFor_data() {
  QTest::addColumn<bool>("english");
  QTest::addColumn<bool>("chinese");
  QTest::newRow("en") << true << false;
  QTest::newRow("zh") << false << true;
  QTest::newRow("both") << true << true;
}

void DiagnoseCliTest::answersInTheLanguageAskedFor() {
  const ClosedPort closed;
  const QString target = place(closed.endpoint());
  const QJsonObject title = runCli(QStringLiteral("diagnose --json ") + target)
                                .json()[QLatin1String("verdict")][QLatin1String("title")]
                                .toObject();
  const CliResult result =
      runCli(QStringLiteral("diagnose %1 --lang %2").arg(target, QString::fromLatin1(QTest::currentDataTag())));
  QTEST(result.out.contains(title[QLatin1String("en")].toString().toUtf8()), "english");
  QTEST(result.out.contains(title[QLatin1String("zh")].toString().toUtf8()), "chinese");
}

/// A peer that accepts and never speaks TLS keeps the diagnosis waiting until it is interrupted.
void DiagnoseCliTest::interruptEndsWithWhatIsKnown() {
  const ScriptedPeer peer(Script::kAccept);
  QProcess process;
  process.start(
      cliPath(),
      (QStringLiteral("diagnose --json --tls --timeout 60 ") + place(peer.endpoint())).split(QLatin1Char(' ')));
  QTRY_VERIFY_WITH_TIMEOUT(!peer.received().isEmpty(), 10'000);
  ::kill(static_cast<pid_t>(process.processId()), SIGINT);
  QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 5'000);
  const CliResult result{process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
  QCOMPARE(process.exitStatus(), QProcess::NormalExit);
  QCOMPARE(result.json()[QLatin1String("cancelled")].toBool(), true);
  QVERIFY(!result.json()[QLatin1String("evidence")].toArray().isEmpty());
}

QTEST_GUILESS_MAIN(DiagnoseCliTest)
#include "diagnose_cli_test.moc"
