#include "tests/support/netns_chain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

#include <csignal>

using namespace synscope;
using namespace synscope::test;

namespace {

struct Outcome {
  int exit = -1;
  QByteArray output, errors;
};

Outcome finished(QProcess& process) {
  if (!process.waitForFinished(20'000)) process.kill();
  const bool crashed = process.exitStatus() != QProcess::NormalExit;
  return {crashed ? -1 : process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

Outcome run(const QString& arguments) {
  QProcess process;
  process.start(QStringLiteral(SYNSCOPE_CLI), arguments.split(QLatin1Char(' '), Qt::SkipEmptyParts));
  return finished(process);
}

QString kinds(const QJsonObject& document) {
  QStringList words;
  for (const QJsonValue& hop : document.value(QLatin1String("hops")).toArray()) {
    words << hop.toObject().value(QLatin1String("kind")).toString();
  }
  return words.join(QLatin1Char(' '));
}

}  // namespace

/// The real program on the client of client - r1 - r2 - r3 - server.
class TestTraceCommand : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void cleanup();
  void wrongUsage_data();
  void wrongUsage();
  void json_data();
  void json();
  void nameThatDoesNotResolve();
  void tableForPeople();
  void interruptStillPrintsWhatThereIs();

 private:
  std::unique_ptr<NetnsChain> m_chain;
  UniqueFd m_open;
};

void TestTraceCommand::initTestCase() {
  if (!insideOwnNamespaces()) QSKIP("needs unprivileged user namespaces (unshare -Urnm) and nft");
  m_chain = std::make_unique<NetnsChain>();
  QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));
  m_open = m_chain->listenOnServer(80);
}

void TestTraceCommand::cleanup() {
  if (m_chain) m_chain->clearRules();
}

void TestTraceCommand::wrongUsage_data() {
  QTest::addColumn<QString>("arguments");
  for (const char* arguments : {"", "10.9.9.2", "10.9.9.2 0", "10.9.9.2 80 81", "10.9.9.2 80 --max-hops 65",
                                "10.9.9.2 80 -q none", "bad..name 80", "10.9.9.2 80 --no-such-option"}) {
    QTest::addRow("trace %s", arguments) << QStringLiteral("trace ") + QLatin1String(arguments);
  }
}

void TestTraceCommand::wrongUsage() {
  QFETCH(QString, arguments);
  const Outcome outcome = run(arguments);
  QCOMPARE(outcome.exit, 64);
  QCOMPARE(outcome.errors.count('\n'), 1);
  QVERIFY(outcome.output.isEmpty());
}

void TestTraceCommand::json_data() {
  QTest::addColumn<QString>("node");
  QTest::addColumn<QString>("rule");
  QTest::addColumn<QString>("arguments");
  QTest::addColumn<QString>("kinds");
  QTest::addColumn<QString>("ended");
  QTest::addColumn<int>("last");
  QTest::addColumn<int>("exit");

  const auto row = [](const char* arguments, const char* node, const char* rule, const char* kinds, const char* ended,
                      int last, int exit) {
    QTest::addRow("%s %s %s", arguments, node, rule) << node << rule << arguments << kinds << ended << last << exit;
  };
  constexpr const char* kRouters = "ttl-exceeded ttl-exceeded ttl-exceeded ";
  const auto whole = [&](const char* end) { return QByteArray(kRouters) + end; };
  row("10.9.9.2 80", "", "", whole("syn-ack"), "reached", 4, 0);
  row("10.9.9.2:80", "", "", whole("syn-ack"), "reached", 4, 0);
  row("10.9.9.2 81", "", "", whole("rst"), "reached", 4, 1);
  row("10.9.9.2 81 --timeout 0.5", "r2", "forward tcp dport 81 drop", "ttl-exceeded ttl-exceeded silent", "lost-after",
      2, 2);
  row("10.9.9.2 81", "r2", "forward tcp dport 81 reject with icmpx admin-prohibited",
      "ttl-exceeded ttl-exceeded icmp-unreachable", "rejected", 3, 3);
  row("10.9.9.2 80 --max-hops 2", "", "", "ttl-exceeded ttl-exceeded", "max-hops", 2, 2);
  row("10.9.9.2 81 --udp", "", "", whole("icmp-unreachable"), "reached", 4, 1);
  row("10.9.9.2 81 --udp", "client", "output udp dport 81 drop", "", "not-sent", 0, 6);
  row("10.9.9.2 81 -q 2", "", "", whole("rst"), "reached", 4, 1);
}

void TestTraceCommand::json() {
  QFETCH(QString, node);
  QFETCH(QString, rule);
  QFETCH(QString, arguments);
  if (!node.isEmpty()) m_chain->rule(node, rule);
  const Outcome outcome = run(QStringLiteral("trace --json ") + arguments);
  const QJsonObject document = QJsonDocument::fromJson(outcome.output).object();
  QCOMPARE(document.value(QLatin1String("schema")).toString(), QStringLiteral("synscope/trace/1"));
  QTEST(kinds(document), "kinds");
  QTEST(document.value(QLatin1String("ended")).toString(), "ended");
  QTEST(document.value(QLatin1String("last_answering_ttl")).toInt(), "last");
  QTEST(outcome.exit, "exit");
}

/// Nothing is made up for what was never known.
void TestTraceCommand::nameThatDoesNotResolve() {
  const Outcome outcome = run(QStringLiteral("trace --udp name.invalid 53 --timeout 3 --json"));
  QCOMPARE(outcome.exit, 5);
  const QJsonObject document = QJsonDocument::fromJson(outcome.output).object();
  for (const char* unknown : {"address", "family", "last_answering_ttl", "elapsed_s"})
    QVERIFY2(document.contains(QLatin1String(unknown)) && document.value(QLatin1String(unknown)).isNull(), unknown);
  QCOMPARE(document.value(QLatin1String("port")).toInt(), 53);
  QCOMPARE(document.value(QLatin1String("protocol")).toString(), QStringLiteral("udp"));
  QVERIFY(document.value(QLatin1String("error")).toString().startsWith(QLatin1String("name-")));
  QVERIFY2(outcome.errors.startsWith("name.invalid: "), outcome.errors.constData());
}

void TestTraceCommand::tableForPeople() {
  const Outcome english = run(QStringLiteral("trace 10.9.9.2 80 --lang en"));
  const QList<QByteArray> lines = english.output.split('\n');
  QVERIFY2(lines.value(1).contains("10.9.1.1") && lines.value(1).contains(" ms"), english.output.constData());
  QVERIFY2(lines.value(4).contains("SYN-ACK"), english.output.constData());
  const Outcome chinese = run(QStringLiteral("trace 10.9.9.2 80 --lang zh"));
  QVERIFY2(chinese.output.contains("已到达端口"), chinese.output.constData());
}

void TestTraceCommand::interruptStillPrintsWhatThereIs() {
  m_chain->rule(QStringLiteral("r2"), QStringLiteral("forward tcp dport 81 drop"));
  m_chain->rule(QStringLiteral("r1"), QStringLiteral("forward tcp dport 81 counter"));
  QProcess process;
  process.start(QStringLiteral(SYNSCOPE_CLI),
                QStringLiteral("trace 10.9.9.2 81 --json --timeout 60").split(QLatin1Char(' ')));
  QVERIFY(process.waitForStarted());
  QTRY_VERIFY(m_chain->output(QStringLiteral("r1"), QStringLiteral("nft list ruleset"))
                  .contains(QRegularExpression(QStringLiteral("counter packets [1-9]"))));
  ::kill(static_cast<pid_t>(process.processId()), SIGINT);
  const Outcome outcome = finished(process);
  const QJsonObject document = QJsonDocument::fromJson(outcome.output).object();
  QCOMPARE(document.value(QLatin1String("ended")).toString(), QStringLiteral("cancelled"));
  QVERIFY(document.value(QLatin1String("hops")).toArray().size() >= 2);
}

int main(int argc, char** argv) {
  enterOwnNamespaces(argv);
  QCoreApplication app(argc, argv);
  TestTraceCommand test;
  return QTest::qExec(&test, argc, argv);
}

#include "trace_command_test.moc"
