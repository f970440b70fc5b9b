#include "tests/cli/running_cli.h"
#include "tests/support/native_peer.h"

using namespace synscope::test;

/// `synscope-cli listen` as a process, with native clients.
class ListenCliTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void freePortIsTold_data();
  void freePortIsTold();
  void portInUseNamesItsHolder();
  void talksToAllClients();
  void onceBothWays();
  void onceCutOff();
  void onceTurnsOthersAway();
  void clientsAfterTheEndOfInput();
  void receiveOnly();
  void interruptedWithClients();
  void wrongUsage_data();
  void wrongUsage();
};

void ListenCliTest::freePortIsTold_data() {
  QTest::addColumn<QString>("options");
  QTest::newRow("for people") << QString();
  QTest::newRow("--quiet too") << QStringLiteral("--quiet");
  QTest::newRow("--json") << QStringLiteral("--json");
  QTest::newRow("--events") << QStringLiteral("--events");
}

void ListenCliTest::freePortIsTold() {
  QFETCH(QString, options);
  RunningCli cli(QStringLiteral("listen 0 ") + options);
  const quint16 port = cli.port();
  QVERIFY(port > 0);
  NativePeer client = NativePeer::connectTo(port);
  QVERIFY(client.send("ping"));
  QTRY_COMPARE(cli.output(), QByteArray("ping"));
  cli.interrupt();
  QCOMPARE(cli.finish().exit, 0);
}

void ListenCliTest::portInUseNamesItsHolder() {
  NativeListener taken;
  const CliResult done = RunningCli(QStringLiteral("listen %1").arg(taken.port())).finish();
  QCOMPARE(done.exit, 6);
  QVERIFY2(done.err.contains(QByteArray::number(QCoreApplication::applicationPid())), done.err.constData());
}

void ListenCliTest::talksToAllClients() {
  RunningCli cli(QStringLiteral("listen 0"));
  const quint16 port = cli.port();
  NativePeer one = NativePeer::connectTo(port), two = NativePeer::connectTo(port);
  QTRY_COMPARE(cli.errors().count(" connected"), 2);
  cli.type("to all\n");
  QCOMPARE(one.read(7), QByteArray("to all\n"));
  QCOMPARE(two.read(7), QByteArray("to all\n"));
  QVERIFY(two.send("from two\n"));
  QTRY_COMPARE(cli.output(), QByteArray("from two\n"));
  QVERIFY(one.send("from one\n"));
  QTRY_COMPARE(cli.output(), QByteArray("from two\nfrom one\n"));
  one.close();
  QTRY_VERIFY(cli.isRunning());
  cli.interrupt();
  QCOMPARE(two.readAll(), QByteArray());
  QCOMPARE(cli.finish().exit, 0);
}

void ListenCliTest::onceBothWays() {
  RunningCli server(QStringLiteral("listen 0 --once"));
  RunningCli client(QStringLiteral("connect 127.0.0.1 %1").arg(server.port()));
  client.type("question\n");
  client.endInput();
  QTRY_COMPARE(server.output(), QByteArray("question\n"));
  server.type("answer\n");
  server.endInput();
  const CliResult asked = client.finish(), answered = server.finish();
  QCOMPARE(asked.exit, 0);
  QCOMPARE(answered.exit, 0);
  QCOMPARE(asked.out, QByteArray("answer\n"));
  QCOMPARE(answered.out, QByteArray("question\n"));
}

void ListenCliTest::onceCutOff() {
  RunningCli server(QStringLiteral("listen 0 --once"));
  NativePeer client = NativePeer::connectTo(server.port());
  QVERIFY(client.send("x"));
  QTRY_COMPARE(server.output(), QByteArray("x"));
  client.reset();
  QCOMPARE(server.finish().exit, 7);
}

void ListenCliTest::onceTurnsOthersAway() {
  RunningCli server(QStringLiteral("listen 0 --once"));
  const quint16 port = server.port();
  NativePeer first = NativePeer::connectTo(port);
  QTRY_VERIFY(server.errors().contains("connected"));
  NativePeer second = NativePeer::connectTo(port);
  QCOMPARE(second.readAll(), QByteArray());
  QVERIFY(first.send("still here"));
  QTRY_COMPARE(server.output(), QByteArray("still here"));
  first.close();
  server.endInput();
  QCOMPARE(server.finish().exit, 0);
}

/// Input that is over is over for those who come later, too; they may still talk to us.
void ListenCliTest::clientsAfterTheEndOfInput() {
  RunningCli cli(QStringLiteral("listen 0"));
  const quint16 port = cli.port();
  NativePeer first = NativePeer::connectTo(port);
  cli.type("all of it");
  cli.endInput();
  QCOMPARE(first.readAll(), QByteArray("all of it"));
  NativePeer second = NativePeer::connectTo(port);
  QCOMPARE(second.readAll(), QByteArray());
  QVERIFY(second.send("heard"));
  QTRY_COMPARE(cli.output(), QByteArray("heard"));
  cli.interrupt();
  QCOMPARE(cli.finish().exit, 0);
}

/// Standard input that never ends does not keep it.
void ListenCliTest::receiveOnly() {
  RunningCli cli(QStringLiteral("listen 0 --once --recv-only"));
  NativePeer client = NativePeer::connectTo(cli.port());
  cli.type("not sent");
  QVERIFY(client.send("all of it"));
  client.shutdownWrite();
  QCOMPARE(client.readAll(), QByteArray());
  const CliResult done = cli.finish();
  QCOMPARE(done.exit, 0);
  QCOMPARE(done.out, QByteArray("all of it"));
}

void ListenCliTest::interruptedWithClients() {
  RunningCli cli(QStringLiteral("listen 0 --close reset"));
  NativePeer client = NativePeer::connectTo(cli.port());
  QTRY_VERIFY(cli.errors().contains("connected"));
  cli.interrupt();
  QCOMPARE(cli.finish().exit, 0);
  bool cut = false;
  client.readAll(&cut);
  QVERIFY(cut);
}

void ListenCliTest::wrongUsage_data() {
  QTest::addColumn<QString>("line");
  QTest::addColumn<QByteArray>("named");
  const auto add = [](const char* line, const char* named) {
    QTest::newRow(line) << QString::fromLatin1(line) << QByteArray(named);
  };
  add("listen", "PORT");
  add("listen http", "http");
  add("listen 65536", "65536");
  add("listen 0 1", "1");
  add("listen 0 --echo --discard", "--echo --discard");
  add("listen 0 --send /no/such/file", "/no/such/file");
  add("listen 0 --send /tmp", "/tmp");
  add("listen 0 --forward somewhere", "--forward");
  add("listen 0 --delay 5", "--delay --forward");
  add("listen 0 --forward a:1 --loss 5", "--loss --udp");
  add("listen 0 --udp --forward a:1 --reset-after 5", "--reset-after");
  add("listen 0 --udp --forward a:1 --loss 101", "101");
  add("listen 0 --forward a:1 --rate fast", "fast");
  add("listen 0 --forward a:1 --stall-for 1", "--stall-after");
  add("listen 0 --cert a --key b", "--cert --tls");
  add("listen 0 --tls --cert a", "--key");
  add("listen 0 --once --udp", "--once");
  add("listen 0 --max-clients 0", "--max-clients");
  add("listen 0 --source-port 5", "--source-port");
}

void ListenCliTest::wrongUsage() {
  QFETCH(QString, line);
  QFETCH(QByteArray, named);
  const CliResult done = RunningCli(line).finish();
  QCOMPARE(done.exit, 64);
  QCOMPARE(done.err.count('\n'), 1);
  QVERIFY2(done.err.contains(named), done.err.constData());
}

QTEST_GUILESS_MAIN(ListenCliTest)
#include "listen_cli_test.moc"
