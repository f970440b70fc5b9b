#include "tests/cli/running_cli.h"
#include "tests/support/native_peer.h"

#include <QTemporaryFile>

using namespace synscope::test;

/// `listen` with a role: what a client of each gets, and how it ends.
class RolesCliTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void echo();
  void discard();
  void characterGenerator();
  void daytime();
  void sendsFile();
  void forwards();
  void forwardRefused();
  void forwardNameUnknown();
  void pairs();
  void relayResets();
  void relayStalls();
  void interrupted_data();
  void interrupted();
};

void RolesCliTest::echo() {
  RunningCli cli(QStringLiteral("listen 0 --echo"));
  const quint16 port = cli.port();
  NativePeer one = NativePeer::connectTo(port), two = NativePeer::connectTo(port);
  QVERIFY(one.send("one") && two.send("two"));
  QCOMPARE(one.read(3), QByteArray("one"));
  QCOMPARE(two.read(3), QByteArray("two"));
  one.shutdownWrite();
  QCOMPARE(one.readAll(), QByteArray());
}

void RolesCliTest::discard() {
  RunningCli cli(QStringLiteral("listen 0 --discard --once --json"));
  NativePeer client = NativePeer::connectTo(cli.port());
  QVERIFY(client.send(QByteArray(100'000, 'x')));
  client.shutdownWrite();
  QCOMPARE(client.readAll(), QByteArray());
  client.close();
  const CliResult done = cli.finish();
  QCOMPARE(done.exit, 0);
  QCOMPARE(done.out, QByteArray());
  const QJsonObject summary = QJsonDocument::fromJson(done.err.trimmed().split('\n').last()).object();
  QCOMPARE(summary[QLatin1String("bytes_received")].toInt(), 100'000);
}

/// RFC 864.
void RolesCliTest::characterGenerator() {
  RunningCli cli(QStringLiteral("listen 0 --chargen"));
  NativePeer client = NativePeer::connectTo(cli.port());
  const QByteArray first = client.read(74), second = client.read(74);
  QVERIFY(first.endsWith("\r\n") && second.endsWith("\r\n"));
  QCOMPARE(second.left(71), first.mid(1, 71));
}

/// RFC 867.
void RolesCliTest::daytime() {
  RunningCli cli(QStringLiteral("listen 0 --daytime"));
  NativePeer client = NativePeer::connectTo(cli.port());
  const QByteArray line = client.readAll();
  QVERIFY2(line.endsWith("\r\n") && line.count('\n') == 1 && line.contains(":"), line.constData());
}

void RolesCliTest::sendsFile() {
  QTemporaryFile file;
  const QByteArray content(3'000'000, 'f');
  QVERIFY(file.open() && file.write(content) == content.size() && file.flush());
  RunningCli cli(QStringLiteral("listen 0 --send ") + file.fileName());
  const quint16 port = cli.port();
  for (int client = 0; client < 2; ++client)
    QVERIFY(NativePeer::connectTo(port).readAll() == content);
}

void RolesCliTest::forwards() {
  NativeListener target;
  RunningCli cli(QStringLiteral("listen 0 --forward localhost:%1").arg(target.port()));
  NativePeer client = NativePeer::connectTo(cli.port()), server = target.accept();
  QVERIFY(client.send("question"));
  QCOMPARE(server.read(8), QByteArray("question"));
  client.shutdownWrite();
  QCOMPARE(server.readAll(), QByteArray());
  QVERIFY(server.send("answer"));
  server.close();
  QCOMPARE(client.readAll(), QByteArray("answer"));
}

/// The client learns what its own connecting would have told it: a reset.
void RolesCliTest::forwardRefused() {
  quint16 port = 0;
  { port = NativeListener().port(); }
  RunningCli cli(QStringLiteral("listen 0 --forward 127.0.0.1:%1").arg(port));
  NativePeer client = NativePeer::connectTo(cli.port());
  bool cut = false;
  client.readAll(&cut);
  QVERIFY(cut);
  QVERIFY(cli.isRunning());
}

void RolesCliTest::forwardNameUnknown() {
  const CliResult done = RunningCli(QStringLiteral("listen 0 --forward name.invalid:80")).finish();
  QCOMPARE(done.exit, 5);
}

void RolesCliTest::pairs() {
  RunningCli cli(QStringLiteral("listen 0 --pair"));
  const quint16 port = cli.port();
  NativePeer one = NativePeer::connectTo(port);
  const QByteArray greeting = one.read(1);
  QVERIFY(!greeting.isEmpty());
}

void RolesCliTest::relayResets() {
  NativeListener target;
  RunningCli cli(QStringLiteral("listen 0 --forward 127.0.0.1:%1 --reset-after 1k").arg(target.port()));
  NativePeer client = NativePeer::connectTo(cli.port()), server = target.accept();
  QVERIFY(client.send(QByteArray(4'096, 'x')));
  bool cut = false;
  QVERIFY(server.readAll(&cut).size() <= 1'024);
  QVERIFY(cut);
}

void RolesCliTest::relayStalls() {
  NativeListener target;
  RunningCli cli(QStringLiteral("listen 0 --forward 127.0.0.1:%1 --stall-after 10 --stall-for 0.2").arg(target.port()));
  NativePeer client = NativePeer::connectTo(cli.port()), server = target.accept();
  QVERIFY(client.send("0123456789abcdef"));
  QCOMPARE(server.read(10), QByteArray("0123456789"));
  QCOMPARE(server.read(6), QByteArray("abcdef"));
}

void RolesCliTest::interrupted_data() {
  QTest::addColumn<QString>("role");
  for (const char* role : {"--echo", "--discard", "--chargen", "--pair", "--forward 127.0.0.1:{port}"})
    QTest::newRow(role) << QString::fromLatin1(role);
}

void RolesCliTest::interrupted() {
  QFETCH(QString, role);
  NativeListener target;
  RunningCli cli(QStringLiteral("listen 0 ") + role.replace(QStringLiteral("{port}"), QString::number(target.port())));
  NativePeer client = NativePeer::connectTo(cli.port());
  QTRY_VERIFY(cli.errors().contains("connected"));
  cli.interrupt();
  QCOMPARE(cli.finish().exit, 0);
}

QTEST_GUILESS_MAIN(RolesCliTest)
#include "roles_cli_test.moc"
