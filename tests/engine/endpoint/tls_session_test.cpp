#include "core/engine/endpoint/self_signed_certificate.h"
#include "tests/engine/endpoint/session_pair.h"

#include <QDateTime>
#include <QProcess>
#include <QSslCertificate>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

using namespace synscope;
using namespace synscope::test;
using namespace std::chrono_literals;

namespace {

EndpointSettings tlsServer(const QString& certificate = {}, const QString& key = {}) {
  EndpointSettings settings = serverOn();
  settings.tls = TlsSettings{};
  settings.tls->certificateFile = certificate.toStdString();
  settings.tls->keyFile = key.toStdString();
  return settings;
}

std::function<void(EndpointSettings&)> tlsClient(bool verify, const std::string& name = "localhost") {
  return [verify, name](EndpointSettings& settings) {
    settings.tls = TlsSettings{};
    settings.tls->verifyPeer = verify;
    settings.tls->serverName = name;
  };
}

}  // namespace

/// TLS between our own client and server, and against peers that are something else.
class TlsSessionTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void talksInsideTls_data();
  void talksInsideTls();
  void largeDataIsIdentical();
  void halfCloseInsideTls();
  void selfSignedIsShownAndEndsIt();
  void certificateProblemsAreNamed_data();
  void certificateProblemsAreNamed();
  void goodCertificateHolds();
  void peerWithoutTls_data();
  void peerWithoutTls();
  void plainClientAtTlsServer();
  void handshakeHasALimit();
  void badKeyFileIsTold();
  void ownCertificateIsForThisMachine();
  void cancelWhilePreparing();
  void clientKeyFileIsTold();

 private:
  bool make(const QString& name, const QStringList& extra);
  QString file(const QString& name) const { return m_folder.filePath(name); }

  QTemporaryDir m_folder;
  QString m_openssl;
};

void TlsSessionTest::initTestCase() {
  m_openssl = QStandardPaths::findExecutable(QStringLiteral("openssl"));
}

/// Makes NAME.pem and NAME.key with the openssl program.
bool TlsSessionTest::make(const QString& name, const QStringList& extra) {
  QProcess process;
  process.start(m_openssl,
                QStringList{QStringLiteral("req"), QStringLiteral("-newkey"), QStringLiteral("ec"),
                            QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:P-256"),
                            QStringLiteral("-nodes"), QStringLiteral("-keyout"), file(name + QStringLiteral(".key"))} +
                    extra);
  return process.waitForFinished() && process.exitCode() == 0;
}

void TlsSessionTest::talksInsideTls_data() {
  QTest::addColumn<IpFamily>("family");
  QTest::newRow("IPv4") << IpFamily::kV4;
  QTest::newRow("IPv6") << IpFamily::kV6;
}

void TlsSessionTest::talksInsideTls() {
  QFETCH(IpFamily, family);
  SessionPair pair(tlsServer(), family, tlsClient(false));
  QVERIFY(pair.ok);
  pair.client.session.send("secret");
  QVERIFY(runUntil([&] { return pair.server.received[pair.server.id()] == "secret"; }));
  pair.server.session.send("also secret");
  QVERIFY(runUntil([&] { return pair.client.received[pair.client.id()] == "also secret"; }));
  QCOMPARE(pair.client.session.tlsSession(pair.client.id())->version, std::string("TLSv1.3"));
  QCOMPARE(pair.server.session.tlsSession(pair.server.id())->serverName, std::string("localhost"));
  QCOMPARE(pair.server.session.counters().bytesIn, std::uint64_t{6});

  pair.client.session.closeConnection(pair.client.id(), CloseMode::kFin);
  QVERIFY(runUntil([&] { return pair.server.ends.size() == 1; }));
  QVERIFY(pair.server.errors.empty());
}

void TlsSessionTest::largeDataIsIdentical() {
  SessionPair pair(tlsServer(), IpFamily::kV4, tlsClient(false));
  QVERIFY(pair.ok);
  const QByteArray large = patternOf(12 * 1024 * 1024);
  pair.client.session.send(large);
  pair.client.session.closeConnection(pair.client.id(), CloseMode::kFin);
  QVERIFY(runUntil([&] { return pair.server.ends.size() == 1; }, 20'000));
  QVERIFY(pair.server.received[pair.server.id()] == large);
}

void TlsSessionTest::halfCloseInsideTls() {
  SessionPair pair(tlsServer(), IpFamily::kV4, tlsClient(false));
  QVERIFY(pair.ok);
  pair.client.session.send("question");
  pair.client.session.closeConnection(pair.client.id(), CloseMode::kHalf);
  QVERIFY(runUntil([&] { return pair.server.ends.size() == 1; }));
  pair.server.session.send("answer");
  QVERIFY(runUntil([&] { return pair.client.received[pair.client.id()] == "answer"; }));
  pair.server.session.closeConnection(pair.server.id(), CloseMode::kFin);
  QVERIFY(runUntil([&] { return pair.client.ended == 1; }));
  QVERIFY(pair.client.errors.empty());
}

void TlsSessionTest::selfSignedIsShownAndEndsIt() {
  SessionPair pair(tlsServer(), IpFamily::kV4, tlsClient(true));
  QVERIFY(!pair.ok);
  QCOMPARE(pair.client.lastError(), ErrorCode::kTlsCertificate);
  QCOMPARE(pair.client.errors.back().second.operation, std::string("tls-problem.self-signed"));
  QVERIFY(pair.client.connected.empty());
  const auto session = pair.client.session.tlsSession(pair.client.errors.back().first);
  QVERIFY(session);
  QCOMPARE(session->problems, std::vector<std::string>{"self-signed"});
  QCOMPARE(session->chain.size(), std::size_t{1});
  QVERIFY(session->chain[0].selfSigned);
  QCOMPARE(session->chain[0].keyType, std::string("EC"));
  QVERIFY(runUntil([&] { return !pair.server.errors.empty(); }));
  QCOMPARE(pair.server.lastError(), ErrorCode::kTlsAlert);
}

void TlsSessionTest::certificateProblemsAreNamed_data() {
  QTest::addColumn<int>("fromHours");
  QTest::addColumn<int>("untilHours");
  QTest::addColumn<QString>("askedFor");
  QTest::addColumn<QString>("problem");
  QTest::newRow("expired") << -2 << -1 << "localhost"
                           << "expired";
  QTest::newRow("not yet valid") << 1 << 2 << "localhost"
                                 << "not-yet-valid";
  QTest::newRow("another name") << -1 << 1 << "other.example"
                                << "name-mismatch";
  QTest::newRow("another address") << -1 << 1 << "192.0.2.1"
                                   << "name-mismatch";
  QTest::newRow("nobody trusts it") << -1 << 1 << "localhost"
                                    << "self-signed";
}

void TlsSessionTest::certificateProblemsAreNamed() {
  QFETCH(int, fromHours);
  QFETCH(int, untilHours);
  QFETCH(QString, askedFor);
  QFETCH(QString, problem);
  const auto made =
      makeSelfSignedCertificate({}, {loopback()}, {std::chrono::hours(fromHours), std::chrono::hours(untilHours)});
  QVERIFY(made.ok());
  QFile pem(file(QStringLiteral("odd.pem")));
  QVERIFY(pem.open(QIODevice::WriteOnly) && pem.write(made->certificate + made->key) > 0);
  pem.close();
  SessionPair pair(tlsServer(pem.fileName()), IpFamily::kV4, tlsClient(true, askedFor.toStdString()));
  QVERIFY(!pair.ok);
  QCOMPARE(pair.client.lastError(), ErrorCode::kTlsCertificate);
  QCOMPARE(pair.client.errors.back().second.operation, "tls-problem." + problem.toStdString());
}

/// Trusted by way of OpenSSL's own variable would need a new process; so the system's issuers stay as they are, and
/// what is checked is that nothing but the issuer is wrong with a certificate of the right name.
void TlsSessionTest::goodCertificateHolds() {
  if (m_openssl.isEmpty()) QSKIP("openssl is not installed");
  QVERIFY(make(QStringLiteral("good"),
               {QStringLiteral("-x509"), QStringLiteral("-subj"), QStringLiteral("/CN=localhost"),
                QStringLiteral("-addext"), QStringLiteral("subjectAltName=DNS:localhost,IP:127.0.0.1"),
                QStringLiteral("-out"), file(QStringLiteral("good.pem"))}));
  SessionPair pair(tlsServer(file(QStringLiteral("good.pem")), file(QStringLiteral("good.key"))), IpFamily::kV4,
                   tlsClient(false, "127.0.0.1"));
  QVERIFY(pair.ok);
  const auto session = pair.client.session.tlsSession(pair.client.id());
  QCOMPARE(session->problems, std::vector<std::string>{"self-signed"});
  QCOMPARE(session->serverName, std::string());
  QCOMPARE(session->chain[0].names, (std::vector<std::string>{"localhost", "127.0.0.1"}));
}

void TlsSessionTest::peerWithoutTls_data() {
  QTest::addColumn<int>("script");
  QTest::addColumn<int>("code");
  QTest::newRow("greets in the clear") << int(Script::kGreet) << int(ErrorCode::kTlsNotTls);
  QTest::newRow("echoes") << int(Script::kEcho) << int(ErrorCode::kTlsNotTls);
  QTest::newRow("ends at once") << int(Script::kClose) << int(ErrorCode::kTlsClosed);
  QTest::newRow("resets at the first byte") << int(Script::kAnswerReset) << int(ErrorCode::kConnectionReset);
  QTest::newRow("is silent") << int(Script::kAccept) << int(ErrorCode::kTlsTimedOut);
}

void TlsSessionTest::peerWithoutTls() {
  QFETCH(int, script);
  QFETCH(int, code);
  ScriptedPeer peer(static_cast<Script>(script));
  EndpointSettings settings = clientTo(peer.endpoint());
  tlsClient(true)(settings);
  settings.connectTimeout = 500ms;
  SessionProbe client(settings);
  client.start();
  QVERIFY(runUntil([&] { return client.ended == 1; }));
  QCOMPARE(int(client.lastError()), code);
  QCOMPARE(client.errors.size(), std::size_t{1});
  QVERIFY(client.connected.empty());
}

void TlsSessionTest::plainClientAtTlsServer() {
  SessionProbe server(tlsServer());
  server.start();
  SessionProbe client(clientTo({loopback(), server.port()}));
  client.start();
  QVERIFY(runUntil([&] { return client.connected.size() == 1; }));
  client.session.send("GET / HTTP/1.1\r\n\r\n");
  QVERIFY(runUntil([&] { return !server.errors.empty(); }));
  QCOMPARE(server.lastError(), ErrorCode::kTlsNotTls);
  QVERIFY(server.connected.empty());
  QVERIFY(runUntil([&] { return client.ends.size() == 1 || client.ended == 1; }));
}

void TlsSessionTest::handshakeHasALimit() {
  EndpointSettings settings = tlsServer();
  settings.connectTimeout = 200ms;
  SessionProbe server(settings);
  server.start();
  SessionProbe silent(clientTo({loopback(), server.port()}));
  silent.start();
  QVERIFY(runUntil([&] { return !server.errors.empty(); }));
  QCOMPARE(server.lastError(), ErrorCode::kTlsTimedOut);
}

void TlsSessionTest::badKeyFileIsTold() {
  SessionProbe server(tlsServer(QStringLiteral("/nowhere.pem")));
  server.start();
  QVERIFY(runUntil([&] { return server.ended == 1; }));
  QCOMPARE(server.lastError(), ErrorCode::kTlsKey);
  QCOMPARE(server.errors.back().second.subject, std::string("/nowhere.pem"));
}

void TlsSessionTest::ownCertificateIsForThisMachine() {
  const auto made = makeSelfSignedCertificate("my-machine", {loopback(), loopback(IpFamily::kV6)});
  QVERIFY(made.ok());
  const QSslCertificate certificate(made->certificate);
  QVERIFY(!certificate.isNull());
  QVERIFY(certificate.issuerInfo(QSslCertificate::CommonName) == certificate.subjectInfo(QSslCertificate::CommonName));
  const auto names = certificate.subjectAlternativeNames();
  QVERIFY(names.contains(QSsl::DnsEntry, QStringLiteral("localhost")));
  QVERIFY(names.contains(QSsl::DnsEntry, QStringLiteral("my-machine")));
  QVERIFY(names.contains(QSsl::IpAddressEntry, QStringLiteral("127.0.0.1")));
  QCOMPARE(certificate.effectiveDate().secsTo(certificate.expiryDate()), qint64{30 * 24 * 3600 + 60});
}

/// What the system trusts is read in a helper thread, whose late answer is dropped.
void TlsSessionTest::cancelWhilePreparing() {
  for (int i = 0; i < 20; ++i) {
    EndpointSettings settings = clientTo({loopback(), 9});
    tlsClient(true)(settings);
    SessionProbe client(settings);
    client.start();
    if (i % 2 == 0) client.session.cancel();
    QCOMPARE(client.ended, i % 2 == 0 ? 1 : 0);
  }
}

void TlsSessionTest::clientKeyFileIsTold() {
  EndpointSettings settings = clientTo({loopback(), 9});
  tlsClient(true)(settings);
  settings.tls->certificateFile = "/nowhere.pem";
  SessionProbe client(settings);
  client.start();
  QVERIFY(runUntil([&] { return client.ended == 1; }));
  QCOMPARE(client.lastError(), ErrorCode::kTlsKey);
}

QTEST_GUILESS_MAIN(TlsSessionTest)
#include "tls_session_test.moc"
