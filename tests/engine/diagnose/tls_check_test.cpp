#include "core/engine/diagnose/tls_check.h"

#include "core/engine/diagnose/tls_problems.h"
#include "tests/support/job_runner.h"
#include "tests/support/scripted_peer.h"

#include <QFile>
#include <QProcess>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace synscope;
using namespace std::chrono_literals;
using test::FullAcceptQueue;
using test::runToEnd;
using test::Script;
using test::ScriptedPeer;

namespace {

constexpr const char* kName = "server.test";

/// Two authorities, one of which the test trusts, and a certificate of every kind, all with one key.
constexpr const char* kMakeCertificates = R"(
openssl ecparam -name prime256v1 -genkey -noout -out key.pem
printf '%s\n' '[ca]' 'default_ca=d' '[d]' 'database=index.txt' 'serial=serial' 'new_certs_dir=.' 'default_md=sha256' \
  'policy=p' 'copy_extensions=copy' 'unique_subject=no' '[p]' 'commonName=supplied' >ca.cnf
touch index.txt
echo 01 >serial
for ca in trusted unknown; do openssl req -x509 -new -key key.pem -subj "/CN=$ca authority" -days 30 -out $ca.pem; done
openssl req -x509 -new -key key.pem -subj /CN=server.test -addext subjectAltName=DNS:server.test -days 30 \
  -out self-signed.pem
sign() {  # file, authority, name, first day, last day
  openssl req -new -key key.pem -subj /CN=$3 -addext subjectAltName=DNS:$3 -out csr.pem
  openssl ca -batch -notext -config ca.cnf -cert $2.pem -keyfile key.pem -in csr.pem -startdate $4 -enddate $5 -out $1.pem
}
sign good trusted server.test 20200101000000Z 20490101000000Z
sign expired trusted server.test 20200101000000Z 20200201000000Z
sign not-yet-valid trusted server.test 20480101000000Z 20490101000000Z
sign other-name trusted somebody-else.test 20200101000000Z 20490101000000Z
sign untrusted unknown server.test 20200101000000Z 20490101000000Z
)";

/// A TLS server on the loopback, in the event loop of the test.
class TlsPeer : public QTcpServer {
 public:
  TlsPeer(const QSslCertificate& certificate, const QSslKey& key, QByteArray greeting = {})
      : m_certificate(certificate), m_key(key), m_greeting(std::move(greeting)) {
    listen(QHostAddress::LocalHost);
  }
  IpEndpoint endpoint() const { return {test::loopback(), serverPort()}; }

 protected:
  void incomingConnection(qintptr fd) override {
    auto* socket = new QSslSocket(this);
    socket->setSocketDescriptor(fd);
    socket->setLocalCertificate(m_certificate);
    socket->setPrivateKey(m_key);
    connect(socket, &QSslSocket::encrypted, socket, [this, socket] { socket->write(m_greeting); });
    socket->startServerEncryption();
  }

 private:
  QSslCertificate m_certificate;
  QSslKey m_key;
  QByteArray m_greeting;
};

/// Answers the first bytes it gets with others.
class AnsweringPeer : public QTcpServer {
 public:
  explicit AnsweringPeer(QByteArray answer) {
    connect(this, &QTcpServer::newConnection, this, [this, answer] {
      QTcpSocket* socket = nextPendingConnection();
      connect(socket, &QTcpSocket::readyRead, socket, [socket, answer] {
        if (!socket->readAll().isEmpty()) socket->write(answer);
      });
    });
    listen(QHostAddress::LocalHost);
  }
  IpEndpoint endpoint() const { return {test::loopback(), serverPort()}; }
};

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names)
    text += (text.empty() ? "" : " ") + name;
  return text;
}

}  // namespace

/// What TLS tells about a server, and what is wrong with its certificate, by name.
class TlsCheckTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void certificates_data();
  void certificates();
  void firstByteInsideTls();
  void peersWithoutTls_data();
  void peersWithoutTls();
  void alertIsNamed();
  void silenceIsTriedWithSmallSegments();
  void nobodyAnswers();

 private:
  QSslCertificate certificate(const QString& file) const;

  QTemporaryDir m_dir;
  QSslKey m_key;
};

void TlsCheckTest::initTestCase() {
  if (!TlsCheck::isAvailable()) QSKIP("this Qt has no TLS library");
  if (QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty()) QSKIP("the program 'openssl' is missing");
  QProcess shell;
  shell.setWorkingDirectory(m_dir.path());
  shell.start(QStringLiteral("sh"), {QStringLiteral("-ec"), QLatin1String(kMakeCertificates)});
  QVERIFY(shell.waitForFinished());
  QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError().constData());
  QFile key(m_dir.filePath(QStringLiteral("key.pem")));
  QVERIFY(key.open(QIODevice::ReadOnly));
  m_key = QSslKey(&key, QSsl::Ec);
  QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
  configuration.setCaCertificates({certificate(QStringLiteral("trusted"))});
  QSslConfiguration::setDefaultConfiguration(configuration);
}

QSslCertificate TlsCheckTest::certificate(const QString& file) const {
  return QSslCertificate::fromPath(m_dir.filePath(file + QStringLiteral(".pem"))).value(0);
}

void TlsCheckTest::certificates_data() {
  QTest::addColumn<QString>("file");
  QTest::addColumn<std::string>("problems");
  QTest::newRow("good") << QStringLiteral("good") << std::string();
  QTest::newRow("expired") << QStringLiteral("expired") << std::string("expired");
  QTest::newRow("not yet valid") << QStringLiteral("not-yet-valid") << std::string("not-yet-valid");
  QTest::newRow("other name") << QStringLiteral("other-name") << std::string("name-mismatch");
  QTest::newRow("self-signed") << QStringLiteral("self-signed") << std::string("self-signed");
  QTest::newRow("unknown authority") << QStringLiteral("untrusted") << std::string("untrusted-issuer");
}

/// Whatever is wrong, the handshake is finished: everything about the certificate is to be told.
void TlsCheckTest::certificates() {
  QFETCH(QString, file);
  QFETCH(std::string, problems);
  TlsPeer peer(certificate(file), m_key);
  TlsCheck check(peer.endpoint(), kName, 5s, std::nullopt);
  QVERIFY(runToEnd(check));
  const TlsEvidence& seen = check.result();
  QCOMPARE(name(seen.result), name(TlsResult::kEstablished));
  QCOMPARE(joined(seen.certificateProblems), problems);
  QCOMPARE(seen.version, std::string("TLSv1.3"));
  QVERIFY(!seen.cipher.empty());
  QVERIFY(!seen.subject.empty());
  QVERIFY(!seen.issuer.empty());
  QVERIFY(!seen.reducedWorked.has_value());
}

void TlsCheckTest::firstByteInsideTls() {
  TlsPeer peer(certificate(QStringLiteral("good")), m_key, "220 ready\r\n");
  FirstByteOptions options;
  options.host = kName;
  options.speaksFirst = true;
  options.timeout = 5s;
  TlsCheck check(peer.endpoint(), kName, 5s, options);
  QVERIFY(runToEnd(check));
  QCOMPARE(name(check.firstByte().result), name(FirstByteResult::kReceived));
  QCOMPARE(check.firstByte().bytes.size(), std::size_t(11));
}

void TlsCheckTest::peersWithoutTls_data() {
  QTest::addColumn<Script>("script");
  QTest::addColumn<TlsResult>("result");
  QTest::newRow("greets in plain") << Script::kGreet << TlsResult::kNotTls;
  QTest::newRow("echoes the hello") << Script::kEcho << TlsResult::kFailed;
  QTest::newRow("floods with zeros") << Script::kFlood << TlsResult::kNotTls;
  QTest::newRow("closes at once") << Script::kClose << TlsResult::kClosed;
  QTest::newRow("resets on the hello") << Script::kAnswerReset << TlsResult::kReset;
}

void TlsCheckTest::peersWithoutTls() {
  QFETCH(Script, script);
  QFETCH(TlsResult, result);
  ScriptedPeer peer(script);
  TlsCheck check(peer.endpoint(), kName, 5s, std::nullopt);
  QVERIFY(runToEnd(check));
  QCOMPARE(name(check.result().result), name(result));
}

void TlsCheckTest::alertIsNamed() {
  AnsweringPeer peer(QByteArray("\x15\x03\x03\x00\x02\x02\x28", 7));  // Alert, fatal, handshake_failure (RFC 8446 B.2).
  TlsCheck check(peer.endpoint(), kName, 5s, std::nullopt);
  QVERIFY(runToEnd(check));
  QCOMPARE(name(check.result().result), name(TlsResult::kAlert));
  QVERIFY(!check.result().library.empty());
}

/// The hello was acknowledged and nothing came: perhaps the large answer was lost, so it is tried once more in small.
void TlsCheckTest::silenceIsTriedWithSmallSegments() {
  ScriptedPeer peer(Script::kAccept);
  TlsCheck check(peer.endpoint(), kName, 200ms, std::nullopt);
  QVERIFY(runToEnd(check));
  QCOMPARE(name(check.result().result), name(TlsResult::kSilent));
  QVERIFY(check.result().clientHelloAcknowledged);
  QCOMPARE(check.result().reducedWorked, std::optional(false));
  QCOMPARE(peer.accepted(), 2);
}

void TlsCheckTest::nobodyAnswers() {
  const FullAcceptQueue queue;
  QVERIFY(queue.isFull());
  TlsCheck check(queue.endpoint(), kName, 200ms, std::nullopt);
  QVERIFY(runToEnd(check));
  QVERIFY(check.result().result != TlsResult::kEstablished);
  QVERIFY(!check.result().clientHelloAcknowledged);
}

QTEST_GUILESS_MAIN(TlsCheckTest)
#include "tls_check_test.moc"
