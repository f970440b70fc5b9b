#include "core/engine/endpoint/self_signed_certificate.h"
#include "tests/engine/endpoint/session_pair.h"

#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

using namespace synscope;
using namespace synscope::test;

namespace {

/// A program that runs while the object lives, in the event loop of the test.
class Program {
 public:
  Program(const QString& name, const QStringList& arguments) {
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(QStandardPaths::findExecutable(name), arguments);
  }
  ~Program() {
    m_process.kill();
    m_process.waitForFinished();
  }
  bool says(const QByteArray& text) {
    return runUntil([&] { return said().contains(text); }, 10'000);
  }
  bool ends() {
    return runUntil([&] { return m_process.state() == QProcess::NotRunning; }, 10'000);
  }
  const QByteArray& said() { return m_said += m_process.readAll(); }
  void write(const QByteArray& text) { m_process.write(text); }
  void endInput() { m_process.closeWriteChannel(); }
  int exitCode() const { return m_process.exitCode(); }

 private:
  QProcess m_process;
  QByteArray m_said;
};

EndpointSettings secured(EndpointSettings settings, bool verify = false) {
  settings.tls = TlsSettings{};
  settings.tls->verifyPeer = verify;
  settings.tls->serverName = "localhost";
  return settings;
}

QString endpointText(std::uint16_t port) {
  return QStringLiteral("127.0.0.1:%1").arg(port);
}

}  // namespace

/// TLS sessions against OpenSSL's own programs and curl.
class TlsPeersTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void opensslServer_data();
  void opensslServer();
  void opensslServerRefuses_data();
  void opensslServerRefuses();
  void chainIsShown();
  void opensslClient_data();
  void opensslClient();
  void opensslClientTrustsOurCertificate();
  void curl();

 private:
  QString write(const QString& name, const QByteArray& contents);
  std::unique_ptr<Program> startServer(const QStringList& extra, std::uint16_t& port);
  bool openssl(const QString& arguments);

  QTemporaryDir m_folder;
  QString m_pem;
};

void TlsPeersTest::initTestCase() {
  if (QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty()) QSKIP("openssl is not installed");
  const auto made = makeSelfSignedCertificate({}, {loopback()});
  QVERIFY(made.ok());
  m_pem = write(QStringLiteral("own.pem"), made->certificate + made->key);
}

QString TlsPeersTest::write(const QString& name, const QByteArray& contents) {
  QFile file(m_folder.filePath(name));
  return file.open(QIODevice::WriteOnly) && file.write(contents) == contents.size() ? file.fileName() : QString();
}

/// Runs openssl in the folder of this test.
bool TlsPeersTest::openssl(const QString& arguments) {
  QProcess process;
  process.setWorkingDirectory(m_folder.path());
  process.start(QStringLiteral("openssl"), arguments.split(u' '));
  return process.waitForFinished() && process.exitCode() == 0;
}

std::unique_ptr<Program> TlsPeersTest::startServer(const QStringList& extra, std::uint16_t& port) {
  const QStringList base{QStringLiteral("s_server"), QStringLiteral("-accept"), QStringLiteral("127.0.0.1:0"),
                         QStringLiteral("-naccept"), QStringLiteral("1")};
  const QStringList own{QStringLiteral("-cert"), m_pem, QStringLiteral("-key"), m_pem};
  const bool brings = extra.contains(QStringLiteral("-cert"));
  auto server = std::make_unique<Program>(QStringLiteral("openssl"), base + extra + (brings ? QStringList() : own));
  static const QRegularExpression kAccept(QStringLiteral("ACCEPT .*:(\\d+)"));
  runUntil([&] { return kAccept.match(QString::fromLatin1(server->said())).hasMatch(); }, 10'000);
  port = kAccept.match(QString::fromLatin1(server->said())).captured(1).toUShort();
  return server;
}

void TlsPeersTest::opensslServer_data() {
  QTest::addColumn<QString>("options");
  QTest::addColumn<bool>("ownCertificate");
  QTest::addColumn<QString>("version");
  QTest::newRow("TLS 1.3") << "-tls1_3" << false << "TLSv1.3";
  QTest::newRow("TLS 1.2") << "-tls1_2" << false << "TLSv1.2";
  QTest::newRow("with our certificate") << "-Verify 1" << true << "TLSv1.3";
}

void TlsPeersTest::opensslServer() {
  QFETCH(QString, options);
  QFETCH(bool, ownCertificate);
  QFETCH(QString, version);
  std::uint16_t port = 0;
  const auto server = startServer(options.split(u' '), port);
  EndpointSettings settings = secured(clientTo({loopback(), port}));
  if (ownCertificate) settings.tls->certificateFile = m_pem.toStdString();
  SessionProbe client(settings);
  client.start();
  QVERIFY(runUntil([&] { return client.connected.size() == 1; }));
  QCOMPARE(QString::fromStdString(client.session.tlsSession(client.id())->version), version);
  client.session.send("from us\n");
  QVERIFY(server->says("from us\n"));
  server->write("from openssl\n");
  QVERIFY(runUntil([&] { return client.received[client.id()] == "from openssl\n"; }));
  client.session.closeConnection(client.id(), CloseMode::kFin);
  QVERIFY(server->ends());
  QVERIFY(client.errors.empty());
}

void TlsPeersTest::opensslServerRefuses_data() {
  QTest::addColumn<QStringList>("options");
  QTest::addColumn<QString>("alert");
  QTest::newRow("only an old version") << QStringList{QStringLiteral("-tls1_1"), QStringLiteral("-cipher"),
                                                      QStringLiteral("ALL:@SECLEVEL=0")}
                                       << "protocol version";
  QTest::newRow("wants a certificate of ours")
      << QStringList{QStringLiteral("-Verify"), QStringLiteral("1"), QStringLiteral("-verify_return_error")}
      << "certificate required";
  QTest::newRow("no cipher in common") << QStringList{QStringLiteral("-tls1_2"), QStringLiteral("-cipher"),
                                                      QStringLiteral("ECDHE-RSA-AES128-SHA")}
                                       << "handshake failure";
}

void TlsPeersTest::opensslServerRefuses() {
  QFETCH(QStringList, options);
  QFETCH(QString, alert);
  std::uint16_t port = 0;
  const auto server = startServer(options, port);
  SessionProbe client(secured(clientTo({loopback(), port})));
  client.start();
  QVERIFY(runUntil([&] { return !client.errors.empty(); }));
  QCOMPARE(client.errors[0].second.code, ErrorCode::kTlsAlert);
  QCOMPARE(QString::fromStdString(client.errors[0].second.operation), alert);
}

void TlsPeersTest::chainIsShown() {
  const QString folder = m_folder.path() + u'/';
  QVERIFY(openssl(QStringLiteral("req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -subj /CN=Root")));
  QVERIFY(openssl(QStringLiteral("req -newkey rsa:2048 -nodes -keyout leaf.key -out leaf.csr -subj /CN=leaf")));
  write(QStringLiteral("names"), "subjectAltName=DNS:localhost,IP:127.0.0.1\n");
  QVERIFY(
      openssl(QStringLiteral("x509 -req -in leaf.csr -CA root.pem -CAkey root.key -CAcreateserial -days 2 "
                             "-extfile names -out leaf.pem")));
  std::uint16_t port = 0;
  const auto server = startServer(
      {QStringLiteral("-cert"), folder + QStringLiteral("leaf.pem"), QStringLiteral("-key"),
       folder + QStringLiteral("leaf.key"), QStringLiteral("-cert_chain"), folder + QStringLiteral("root.pem")},
      port);
  SessionProbe client(secured(clientTo({loopback(), port}), true));
  client.start();
  QVERIFY(runUntil([&] { return client.ended == 1; }));
  QCOMPARE(client.errors[0].second.code, ErrorCode::kTlsCertificate);
  const auto session = client.session.tlsSession(client.errors[0].first);
  QVERIFY(session != nullptr);
  QCOMPARE(session->chain.size(), std::size_t{2});
  QCOMPARE(session->chain[0].subject, std::string("leaf"));
  QCOMPARE(session->chain[0].issuer, std::string("Root"));
  QCOMPARE(session->chain[0].names, (std::vector<std::string>{"localhost", "127.0.0.1"}));
  QCOMPARE(session->chain[0].keyType, std::string("RSA"));
  QCOMPARE(session->chain[0].keyBits, std::optional<int>(2048));
  QVERIFY(!session->chain[0].selfSigned);
  QVERIFY(session->chain[1].selfSigned);
}

void TlsPeersTest::opensslClient_data() {
  QTest::addColumn<QString>("option");
  QTest::newRow("TLS 1.3") << "-tls1_3";
  QTest::newRow("TLS 1.2") << "-tls1_2";
}

void TlsPeersTest::opensslClient() {
  QFETCH(QString, option);
  SessionProbe server(secured(serverOn()));
  server.start();
  Program client(QStringLiteral("openssl"),
                 {QStringLiteral("s_client"), QStringLiteral("-quiet"), option, QStringLiteral("-servername"),
                  QStringLiteral("localhost"), QStringLiteral("-connect"), endpointText(server.port())});
  QVERIFY(runUntil([&] { return server.connected.size() == 1; }));
  client.write("from openssl\n");
  QVERIFY(runUntil([&] { return server.received[server.id()] == "from openssl\n"; }));
  server.session.send("from us\n");
  QVERIFY(client.says("from us\n"));
  QCOMPARE(server.session.tlsSession(server.id())->serverName, std::string("localhost"));
  server.session.closeConnection(server.id(), CloseMode::kFin);
  QVERIFY(client.ends());
  QCOMPARE(client.exitCode(), 0);
  QVERIFY(server.errors.empty());
}

/// The certificate we make fulfils what OpenSSL asks of one, once it is trusted; the fingerprint we show is OpenSSL's.
void TlsPeersTest::opensslClientTrustsOurCertificate() {
  EndpointSettings settings = secured(serverOn());
  settings.tls->certificateFile = m_pem.toStdString();
  SessionProbe server(settings);
  server.start();
  for (const char* name : {"localhost", "other.example"}) {
    Program client(QStringLiteral("openssl"),
                   {QStringLiteral("s_client"), QStringLiteral("-CAfile"), m_pem, QStringLiteral("-verify_hostname"),
                    QLatin1String(name), QStringLiteral("-verify_return_error"), QStringLiteral("-connect"),
                    endpointText(server.port())});
    const bool fits = qstrcmp(name, "localhost") == 0;
    QVERIFY2(client.says(fits ? "Verify return code: 0 (ok)" : "hostname mismatch"), client.said());
  }
  QVERIFY(runUntil([&] { return !server.connected.empty(); }));
  const auto own = server.session.tlsSession(server.id())->own;
  QVERIFY(own.has_value());
  Program printed(QStringLiteral("openssl"),
                  {QStringLiteral("x509"), QStringLiteral("-noout"), QStringLiteral("-sha256"),
                   QStringLiteral("-fingerprint"), QStringLiteral("-in"), m_pem});
  QVERIFY(printed.ends());
  QVERIFY2(printed.said().toLower().contains(own->fingerprint.c_str()), printed.said());
}

void TlsPeersTest::curl() {
  if (QStandardPaths::findExecutable(QStringLiteral("curl")).isEmpty()) QSKIP("curl is not installed");
  EndpointSettings settings = secured(serverOn());
  settings.autoReply = {{.match = MatchKind::kContains,
                         .pattern = "GET /",
                         .reply = "HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\n\\r\\nhello"}};
  SessionProbe server(settings);
  server.start();
  const QString url = QStringLiteral("https://") + endpointText(server.port()) + u'/';
  Program trusting(QStringLiteral("curl"), {QStringLiteral("-sk"), url});
  QVERIFY(trusting.ends());
  QCOMPARE(trusting.exitCode(), 0);
  QCOMPARE(trusting.said(), QByteArray("hello"));
  Program checking(QStringLiteral("curl"), {QStringLiteral("-s"), url});
  QVERIFY(checking.ends());
  QCOMPARE(checking.exitCode(), 60);  // CURLE_PEER_FAILED_VERIFICATION
  QVERIFY(runUntil([&] { return !server.errors.empty(); }));
  QCOMPARE(server.lastError(), ErrorCode::kTlsAlert);
}

QTEST_GUILESS_MAIN(TlsPeersTest)
#include "tls_peers_test.moc"
