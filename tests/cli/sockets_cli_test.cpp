#include "tests/support/held_states.h"
#include "tests/support/netns_chain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSet>
#include <QTcpServer>
#include <QTest>

#include <csignal>
#include <memory>

using namespace synscope::test;

namespace {

struct Finished {
  int code = -1;
  QByteArray out, err;
};

Finished finish(QProcess& process) {
  if (!process.waitForFinished(20'000)) process.kill();
  const bool crashed = process.exitStatus() != QProcess::NormalExit;
  return {crashed ? -1 : process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

QStringList words(const QString& arguments) {
  return QStringList{QStringLiteral("sockets")} + arguments.split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

Finished run(const QString& arguments) {
  QProcess process;
  process.start(QStringLiteral(SYNSCOPE_CLI), words(arguments));
  return finish(process);
}

QJsonArray socketsIn(const QByteArray& json) {
  return QJsonDocument::fromJson(json).object().value(QLatin1String("sockets")).toArray();
}

QSet<QString> valuesOf(const QJsonArray& sockets, const char* key) {
  QSet<QString> values;
  for (const QJsonValue& socket : sockets)
    values << socket.toObject().value(QLatin1String(key)).toString();
  return values;
}

}  // namespace

/// The real program in a network namespace that holds connections in every state.
class SocketsCliTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void jsonHasEveryKeyOfTheContract();
  void statesFilter();
  void portFilter();
  void processesOnlyWhenAsked();
  void wrongUsage_data();
  void wrongUsage();
  void tableForPeople();
  void nothingMatches();
  void watchTellsWhatIsNewAndGone();
  void watchEndsWithItsReader();

 private:
  std::unique_ptr<HeldStates> m_held;
};

void SocketsCliTest::initTestCase() {
  if (!insideOwnNamespaces()) QSKIP("needs unprivileged user namespaces (unshare -Urnm) and nft");
  QCOMPARE(QProcess::execute(QStringLiteral("ip"), QStringLiteral("link set lo up").split(QLatin1Char(' '))), 0);
  m_held = std::make_unique<HeldStates>();
  QVERIFY(m_held->ok());
}

void SocketsCliTest::jsonHasEveryKeyOfTheContract() {
  const Finished done = run(QStringLiteral("--json"));
  QCOMPARE(done.code, 0);
  const QJsonObject document = QJsonDocument::fromJson(done.out).object();
  QCOMPARE(document[QLatin1String("schema")].toString(), QStringLiteral("synscope/sockets/1"));
  const QJsonArray sockets = document[QLatin1String("sockets")].toArray();
  QVERIFY(!sockets.isEmpty());
  for (const QJsonValue& socket : sockets)
    for (const char* key :
         {"protocol", "state", "local", "remote", "recv_queue", "send_queue", "timer", "uid", "pid", "process", "info"})
      QVERIFY2(socket.toObject().contains(QLatin1String(key)), key);
  const QJsonObject counters = document[QLatin1String("counters")].toObject();
  QVERIFY(counters.contains(QLatin1String("listen_overflows")));
  for (const QJsonValue& socket : socketsIn(run(QStringLiteral("--json --state TIME_WAIT")).out)) {
    const QJsonObject timer = socket[QLatin1String("timer")].toObject();
    QCOMPARE(timer[QLatin1String("kind")].toString(), QStringLiteral("time-wait"));
    QVERIFY(timer[QLatin1String("expires_ms")].toInt() > 0);
    QVERIFY(socket[QLatin1String("uid")].isNull() && socket[QLatin1String("info")].isNull());
  }
  const QJsonObject info =
      socketsIn(run(QStringLiteral("--json --state ESTABLISHED")).out).at(0)[QLatin1String("info")].toObject();
  for (const char* key : {"rtt_us", "cwnd", "retransmits"})
    QVERIFY2(info[QLatin1String(key)].isDouble(), key);
}

void SocketsCliTest::statesFilter() {
  const QJsonArray sockets = socketsIn(run(QStringLiteral("--json --state listen,fin-wait-1")).out);
  QCOMPARE(valuesOf(sockets, "state"), (QSet<QString>{QStringLiteral("LISTEN"), QStringLiteral("FIN_WAIT_1")}));
}

void SocketsCliTest::portFilter() {
  const QJsonArray sockets = socketsIn(run(QStringLiteral("--json --port %1").arg(m_held->fullPort())).out);
  QCOMPARE(valuesOf(sockets, "state"),
           (QSet<QString>{QStringLiteral("LISTEN"), QStringLiteral("ESTABLISHED"), QStringLiteral("SYN_SENT")}));
  const QString end = QStringLiteral(":%1").arg(m_held->fullPort());
  for (const QJsonValue& socket : sockets)
    QVERIFY(socket[QLatin1String("local")].toString().endsWith(end) ||
            socket[QLatin1String("remote")].toString().endsWith(end));
}

void SocketsCliTest::processesOnlyWhenAsked() {
  const QString listeners = QStringLiteral("--json --tcp --state LISTEN ");
  for (const QJsonValue& socket : socketsIn(run(listeners).out))
    QVERIFY(socket[QLatin1String("pid")].isNull());
  const QJsonArray named = socketsIn(run(listeners + QStringLiteral("--process")).out);
  QVERIFY(!named.isEmpty());
  for (const QJsonValue& socket : named) {
    QCOMPARE(socket[QLatin1String("pid")].toInteger(), QCoreApplication::applicationPid());
    QVERIFY(QCoreApplication::applicationFilePath().contains(socket[QLatin1String("process")].toString()));
  }
  QCOMPARE(socketsIn(run(listeners + QStringLiteral("%1").arg(QCoreApplication::applicationPid())).out).size(),
           named.size());
}

void SocketsCliTest::wrongUsage_data() {
  QTest::addColumn<QString>("arguments");
  QTest::addColumn<QString>("named");
  const auto add = [](const char* arguments, const char* named) {
    QTest::addRow("sockets %s", arguments) << arguments << named;
  };
  add("--state OPEN", "OPEN");
  add("--state ,", "--state");
  add("--port 0", "--port");
  add("--port x", "--port");
  add("--watch 0", "--watch");
  add("--tcp --udp", "--tcp --udp");
  add("one two", "two");
  add("--no-such-option", "--no-such-option");
}

void SocketsCliTest::wrongUsage() {
  QFETCH(QString, arguments);
  QFETCH(QString, named);
  const Finished done = run(arguments + QStringLiteral(" --lang en"));
  QCOMPARE(done.code, 64);
  QCOMPARE(done.err.count('\n'), 1);
  QVERIFY2(done.err.contains(named.toUtf8()), done.err.constData());
  QVERIFY(done.out.isEmpty());
}

void SocketsCliTest::tableForPeople() {
  const Finished english = run(QStringLiteral("--lang en --process"));
  QCOMPARE(english.code, 0);
  for (const char* part : {"State", "CLOSE_WAIT", "this program has not", "accept queue is full", "TIME_WAIT"})
    QVERIFY2(english.out.contains(part), part);
  const Finished chinese = run(QStringLiteral("--lang zh"));
  for (const char* part : {"状态", "半开连接", "全连接队列已满"})
    QVERIFY2(chinese.out.contains(part), part);
  QVERIFY(!english.out.contains('\x1b'));
}

void SocketsCliTest::nothingMatches() {
  const Finished done = run(QStringLiteral("--lang en no-such-address"));
  QCOMPARE(done.code, 0);
  QVERIFY(done.out.startsWith("No socket matches."));
  QCOMPARE(socketsIn(run(QStringLiteral("--json no-such-address")).out).size(), 0);
}

void SocketsCliTest::watchTellsWhatIsNewAndGone() {
  QProcess process;
  process.start(QStringLiteral(SYNSCOPE_CLI), words(QStringLiteral("--json --watch 0.1 --tcp --state LISTEN")));
  QList<QJsonObject> changes;
  const auto sawOne = [&](const char* key) {
    while (process.canReadLine())
      changes << QJsonDocument::fromJson(process.readLine()).object()[QLatin1String("changes")].toObject();
    return std::any_of(changes.begin(), changes.end(),
                       [&](const QJsonObject& change) { return change[QLatin1String(key)].toInt() == 1; });
  };
  QTRY_VERIFY((sawOne("new"), !changes.isEmpty()));
  QTcpServer server;
  QVERIFY(server.listen(QHostAddress::LocalHost));
  QTRY_VERIFY(sawOne("new"));
  server.close();
  QTRY_VERIFY(sawOne("gone"));
  ::kill(static_cast<pid_t>(process.processId()), SIGINT);
  QCOMPARE(finish(process).code, 0);
}

void SocketsCliTest::watchEndsWithItsReader() {
  QProcess shell;
  shell.start(QStringLiteral("sh"),
              {QStringLiteral("-c"), QStringLiteral(SYNSCOPE_CLI " sockets --watch 0.1 | head -1")});
  QVERIFY(shell.waitForFinished(10'000));
  QCOMPARE(shell.exitCode(), 0);
}

int main(int argc, char** argv) {
  enterOwnNamespaces(argv);
  QCoreApplication app(argc, argv);
  SocketsCliTest test;
  return QTest::qExec(&test, argc, argv);
}

#include "sockets_cli_test.moc"
