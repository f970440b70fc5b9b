#include "core/engine/endpoint/self_signed_certificate.h"
#include "core/engine/latency/latency_run.h"
#include "tests/support/job_runner.h"
#include "tests/support/scripted_peer.h"

#include <QSslCertificate>
#include <QSslKey>
#include <QSslServer>
#include <QtTest>

using namespace synscope;
using namespace synscope::test;
using namespace std::chrono_literals;

namespace {

/// An HTTP server that answers every request with a header in two pieces, inside TLS where asked for.
class HttpPeer : public QObject {
 public:
  enum class Manner { kKeep, kSayClose, kCloseSilently };

  HttpPeer(bool tls, Manner manner) : m_manner(manner), m_server(tls ? makeTlsServer() : new QTcpServer) {
    m_server->setParent(this);
    m_server->listen(QHostAddress::LocalHost);
    connect(m_server, &QTcpServer::pendingConnectionAvailable, this, [this] {
      while (QTcpSocket* socket = m_server->nextPendingConnection()) {
        ++connections;
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { answer(socket); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
      }
    });
  }

  IpEndpoint endpoint() const { return {loopback(), m_server->serverPort()}; }

  int connections = 0;
  int requests = 0;
  QByteArray lastRequest;

 private:
  static QTcpServer* makeTlsServer() {
    const auto made = makeOwnCertificate();
    auto* server = new QSslServer;
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(made->certificate, QSsl::Pem));
    configuration.setPrivateKey(QSslKey(made->key, QSsl::Ec, QSsl::Pem));
    server->setSslConfiguration(configuration);
    return server;
  }

  void answer(QTcpSocket* socket) {
    lastRequest = socket->readAll();
    if (!lastRequest.endsWith("\r\n\r\n")) return;
    ++requests;
    socket->write("HTTP/1.1 200 OK\r\n");
    socket->flush();
    QTimer::singleShot(1, socket, [this, socket] {
      socket->write(m_manner == Manner::kSayClose ? "Connection: close\r\n\r\n" : "Server: test\r\n\r\n");
      if (m_manner != Manner::kKeep) socket->disconnectFromHost();
    });
  }

  Manner m_manner;
  QTcpServer* m_server;
};

LatencySettings settingsFor(const IpEndpoint& target, LatencyMethod method, bool tls) {
  LatencySettings settings;
  settings.targets = {{target.address.toString(), target.port}};
  settings.method = method;
  settings.tls = tls;
  settings.verifyPeer = false;
  settings.interval = 20ms;
  settings.count = 10;
  settings.timeout = 2s;
  return settings;
}

/// "connect:10 tls:10": how many samples each series has.
QString series(const LatencySummary& lane) {
  QStringList texts;
  for (const auto& [step, numbers] : lane.series) {
    const std::string_view word = name(step);
    texts << QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size())) + QLatin1Char(':') +
                 QString::number(numbers.count);
  }
  return texts.join(QLatin1Char(' '));
}

}  // namespace

/// TLS and HTTP: what comes after the handshake, as series of its own.
class LatencyStreamTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyStepIsASeries_data();
  void everyStepIsASeries();
  void aKeptConnectionIsCompared_data();
  void aKeptConnectionIsCompared();
  void aServerThatDoesNotKeepConnections_data();
  void aServerThatDoesNotKeepConnections();
  void aCertificateThatDoesNotHold();
  void plainServerAskedForTls();
  void anotherProtocolIsNoHttp();
  void resetWhenAsked();
};

void LatencyStreamTest::everyStepIsASeries_data() {
  QTest::addColumn<LatencyMethod>("method");
  QTest::addColumn<bool>("tls");
  QTest::addColumn<QString>("expected");
  QTest::newRow("tls") << LatencyMethod::kTls << true << "connect:10 tls:10";
  QTest::newRow("http") << LatencyMethod::kHttp << false << "connect:10 first-byte:10";
  QTest::newRow("https") << LatencyMethod::kHttp << true << "connect:10 tls:10 first-byte:10";
}

void LatencyStreamTest::everyStepIsASeries() {
  QFETCH(LatencyMethod, method);
  QFETCH(bool, tls);
  QFETCH(QString, expected);
  HttpPeer peer(tls, HttpPeer::Manner::kKeep);
  LatencyRun run(settingsFor(peer.endpoint(), method, tls));
  QVERIFY(runToEnd(run));
  const LatencySummary lane = run.table()->lanes[0];
  QCOMPARE(lane.ok, std::uint64_t{10});
  QCOMPARE(series(lane), expected);
  for (const LatencySample& sample : run.drain()) {
    QVERIFY(!sample.tls || (*sample.tls > 0us && *sample.tls < 2s));
    QVERIFY(!sample.firstByte || *sample.firstByte < 2s);
  }
}

void LatencyStreamTest::aKeptConnectionIsCompared_data() {
  QTest::addColumn<bool>("tls");
  QTest::newRow("plain") << false;
  QTest::newRow("TLS") << true;
}

void LatencyStreamTest::aKeptConnectionIsCompared() {
  QFETCH(bool, tls);
  HttpPeer peer(tls, HttpPeer::Manner::kKeep);
  LatencySettings settings = settingsFor(peer.endpoint(), LatencyMethod::kHttp, tls);
  settings.keepAlive = true;
  settings.interval = 150ms;  // An answer is there before the next request wants its connection.
  LatencyRun run(settings);
  QVERIFY(runToEnd(run));
  const LatencySummary lane = run.table()->lanes[0];
  QCOMPARE(lane.ok, std::uint64_t{10});
  QCOMPARE(series(lane), tls ? QStringLiteral("connect:5 tls:5 first-byte:5 reused:5")
                             : QStringLiteral("connect:5 first-byte:5 reused:5"));
  QCOMPARE(peer.requests, 10);
  QCOMPARE(peer.connections, 5);
  QVERIFY(peer.lastRequest.startsWith("HEAD / HTTP/1.1\r\n"));
  for (const LatencySample& sample : run.drain()) {
    QCOMPARE(sample.reused, sample.seq % 2 == 0);
    QCOMPARE(sample.connect.has_value(), !sample.reused);
  }
}

void LatencyStreamTest::aServerThatDoesNotKeepConnections_data() {
  QTest::addColumn<bool>("says");
  QTest::newRow("says so") << true;
  QTest::newRow("closes without a word") << false;
}

void LatencyStreamTest::aServerThatDoesNotKeepConnections() {
  QFETCH(bool, says);
  HttpPeer peer(false, says ? HttpPeer::Manner::kSayClose : HttpPeer::Manner::kCloseSilently);
  LatencySettings settings = settingsFor(peer.endpoint(), LatencyMethod::kHttp, false);
  settings.keepAlive = true;
  LatencyRun run(settings);
  QVERIFY(runToEnd(run));
  const LatencySummary lane = run.table()->lanes[0];
  QCOMPARE(lane.ok, std::uint64_t{10});
  QCOMPARE(series(lane), QStringLiteral("connect:10 first-byte:10"));
}

void LatencyStreamTest::aCertificateThatDoesNotHold() {
  HttpPeer peer(true, HttpPeer::Manner::kKeep);
  LatencySettings settings = settingsFor(peer.endpoint(), LatencyMethod::kTls, true);
  settings.verifyPeer = true;
  LatencyRun run(settings);
  QVERIFY(runToEnd(run));
  const LatencySummary lane = run.table()->lanes[0];
  QCOMPARE(lane.failed, std::uint64_t{10});
  QCOMPARE(lane.lost, std::uint64_t{0});
  QCOMPARE(lane.failures.at(PortState::kOpen), std::uint64_t{10});
  for (const LatencySample& sample : run.drain())
    QCOMPARE(sample.reason, Reason::kTlsCertificate);
}

void LatencyStreamTest::plainServerAskedForTls() {
  HttpPeer peer(false, HttpPeer::Manner::kKeep);
  ScriptedPeer greeter(Script::kGreet);
  LatencyRun run(settingsFor(greeter.endpoint(), LatencyMethod::kTls, true));
  QVERIFY(runToEnd(run));
  QCOMPARE(run.table()->lanes[0].failures.at(PortState::kOpen), std::uint64_t{10});
  for (const LatencySample& sample : run.drain())
    QCOMPARE(sample.reason, Reason::kTlsFailed);
}

void LatencyStreamTest::anotherProtocolIsNoHttp() {
  ScriptedPeer greeter(Script::kGreet);
  LatencyRun run(settingsFor(greeter.endpoint(), LatencyMethod::kHttp, false));
  QVERIFY(runToEnd(run));
  const LatencySummary lane = run.table()->lanes[0];
  QCOMPARE(lane.failures.at(PortState::kOpen), std::uint64_t{10});
  QVERIFY(lane.series.empty());
  for (const LatencySample& sample : run.drain())
    QCOMPARE(sample.reason, Reason::kOtherProtocol);
}

void LatencyStreamTest::resetWhenAsked() {
  ScriptedPeer peer(Script::kAnswerReset);
  LatencyRun run(settingsFor(peer.endpoint(), LatencyMethod::kHttp, false));
  QVERIFY(runToEnd(run));
  for (const LatencySample& sample : run.drain()) {
    QCOMPARE(sample.verdict, PortState::kOpen);
    QCOMPARE(sample.reason, Reason::kResetEarly);
    QVERIFY(sample.connect && !sample.firstByte && !sample.ok);
  }
}

QTEST_GUILESS_MAIN(LatencyStreamTest)
#include "latency_stream_test.moc"
