#include "tests/cli/running_cli.h"
#include "tests/support/native_peer.h"

#include <QJsonArray>

using namespace synscope::test;

/// `connect --tls` and `listen --tls`: with each other, and with a side that speaks none.
class TlsCliTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void selfSignedIsRefused();
  void insecureTalks();
  void halfCloses();
  void summaryTellsTheCertificate();
  void eventsTellTheHandshake();
  void peerWithoutTls();
  void keyThatIsMissing();
};

void TlsCliTest::selfSignedIsRefused() {
  RunningCli server(QStringLiteral("listen 0 --tls --echo"));
  RunningCli client(QStringLiteral("connect 127.0.0.1 %1 --tls").arg(server.port()));
  client.type("secret");
  const CliResult done = client.finish();
  QCOMPARE(done.exit, 7);
  QCOMPARE(done.out, QByteArray());
  QVERIFY2(done.err.contains("Not verified: it is signed only by itself"), done.err.constData());
  QVERIFY(server.isRunning());
}

void TlsCliTest::insecureTalks() {
  RunningCli server(QStringLiteral("listen 0 --tls"));
  RunningCli client(QStringLiteral("connect 127.0.0.1 %1 --tls --insecure").arg(server.port()));
  client.type("question");
  QTRY_COMPARE(server.output(), QByteArray("question"));
  server.type("answer");
  QTRY_COMPARE(client.output(), QByteArray("answer"));
}

/// The end of input is close_notify, and the other direction goes on (RFC 8446 section 6.1).
void TlsCliTest::halfCloses() {
  RunningCli server(QStringLiteral("listen 0 --tls --once"));
  RunningCli client(QStringLiteral("connect 127.0.0.1 %1 --tls --insecure").arg(server.port()));
  client.type("all of it");
  client.endInput();
  QTRY_COMPARE(server.output(), QByteArray("all of it"));
  server.type("still heard");
  server.endInput();
  const CliResult asked = client.finish(), served = server.finish();
  QCOMPARE(asked.out, QByteArray("still heard"));
  QCOMPARE(asked.exit, 0);
  QCOMPARE(served.exit, 0);
}

void TlsCliTest::summaryTellsTheCertificate() {
  RunningCli server(QStringLiteral("listen 0 --tls --echo"));
  RunningCli client(QStringLiteral("connect 127.0.0.1 %1 --tls --insecure --json").arg(server.port()));
  client.endInput();
  const CliResult done = client.finish();
  QCOMPARE(done.exit, 0);
  const QJsonObject tls = QJsonDocument::fromJson(done.err).object()[QLatin1String("tls")].toObject();
  QCOMPARE(tls[QLatin1String("version")].toString(), QStringLiteral("TLSv1.3"));
  QVERIFY(tls[QLatin1String("problems")].toArray().contains(QStringLiteral("self-signed")));
  const QJsonObject own = tls[QLatin1String("chain")][0].toObject();
  QVERIFY(own[QLatin1String("self_signed")].toBool());
  QCOMPARE(own[QLatin1String("sha256")].toString().size(), 95);
}

void TlsCliTest::eventsTellTheHandshake() {
  RunningCli server(QStringLiteral("listen 0 --tls --echo"));
  RunningCli client(QStringLiteral("connect 127.0.0.1 %1 --tls --insecure --events").arg(server.port()));
  QTRY_VERIFY(client.errors().contains("\"code\":\"step.tls-established\""));
}

void TlsCliTest::peerWithoutTls() {
  NativeListener listener;
  RunningCli client(QStringLiteral("connect 127.0.0.1 %1 --tls").arg(listener.port()));
  NativePeer peer = listener.accept();
  QVERIFY(peer.send("220 mail.example ready\r\n"));
  const CliResult done = client.finish();
  QCOMPARE(done.exit, 7);
  QVERIFY2(done.err.contains("no TLS record"), done.err.constData());
}

void TlsCliTest::keyThatIsMissing() {
  const CliResult done = RunningCli(QStringLiteral("listen 0 --tls --cert /no/such.pem --key /no/such.key")).finish();
  QCOMPARE(done.exit, 6);
  QVERIFY2(done.err.contains("/no/such"), done.err.constData());
}

QTEST_GUILESS_MAIN(TlsCliTest)
#include "tls_cli_test.moc"
