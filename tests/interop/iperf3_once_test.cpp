#include "core/engine/throughput/throughput_server.h"
#include "tests/support/iperf3_process.h"
#include "tests/support/login_files.h"

#include <QTcpSocket>

using namespace synscope;
using namespace synscope::test;

/// `-s -1` of iperf3 and of ours: after which clients the server has done what it was started for.
class Iperf3OnceTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void itsServer_data();
  void itsServer();
  void ourServer_data();
  void ourServer();

 private:
  void act(quint16 port);
  void comeAsAllowed(quint16 port);

  LoginFiles m_files;
};

void Iperf3OnceTest::initTestCase() {
  if (!Iperf3::isInstalled()) QSKIP("iperf3 is not installed");
  QVERIFY2(m_files.ok(), "openssl makes no keys");
  Iperf3 help({QStringLiteral("--help")});
  QVERIFY(help.ends());
  if (!help.read().contains("--rsa-public-key-path")) QSKIP("this iperf3 was built without authentication");
}

/// Clients of a server that asks who they are and gives 10 Mbit/s.
void Iperf3OnceTest::itsServer_data() {
  QTest::addColumn<QString>("password");   // Of an iperf3; empty: it says nothing of who it is.
  QTest::addColumn<QString>("arguments");  // Empty: the bytes are sent instead.
  QTest::addColumn<QByteArray>("bytes");
  QTest::addColumn<bool>("counts");
  const QByteArray cookie = QByteArray(36, 'c') + '\0';
  const auto row = [](const char* name, const char* password, const char* arguments, const QByteArray& bytes,
                      bool counts) {
    QTest::newRow(name) << QString::fromLatin1(password) << QString::fromLatin1(arguments) << bytes << counts;
  };
  row("a test", "rossi", "-n 128K -b 5M", {}, true);
  row("no login", "", "-n 128K", {}, false);
  row("wrong password", "bianchi", "-n 128K", {}, false);
  row("asks for more than it may have", "rossi", "-t 1 -b 50M", {}, true);
  row("greets and goes", "", "", cookie, true);
  row("asks for nothing that can be read", "", "", cookie + QByteArray("\0\0\0\3abc", 7), true);
}

void Iperf3OnceTest::act(quint16 port) {
  QFETCH(QString, password);
  QFETCH(QString, arguments);
  QFETCH(QByteArray, bytes);
  if (!arguments.isEmpty()) {
    QStringList all = arguments.split(u' ');
    if (!password.isEmpty())
      all << QStringLiteral("--username") << QStringLiteral("mario") << QStringLiteral("--rsa-public-key-path")
          << m_files.path("public.pem");
    Iperf3 client(clientArguments("127.0.0.1", port, all), {QStringLiteral("IPERF3_PASSWORD=") + password});
    QVERIFY(client.ends());
    return;
  }
  QTcpSocket client;
  client.connectToHost(QHostAddress::LocalHost, port);
  client.write(bytes);
  QVERIFY(QTest::qWaitFor([&] { return client.bytesAvailable() > 0; }));  // Asked for its parameters.
  client.disconnectFromHost();
}

void Iperf3OnceTest::comeAsAllowed(quint16 port) {
  Iperf3 client(clientArguments("127.0.0.1", port,
                                words("-n 128K -b 5M -J --username mario --rsa-public-key-path") +
                                    QStringList{m_files.path("public.pem")}),
                {QStringLiteral("IPERF3_PASSWORD=rossi")});
  QVERIFY(client.ends());
  QVERIFY2(!client.json().contains(QLatin1String("error")), client.read());
}

void Iperf3OnceTest::itsServer() {
  QFETCH(bool, counts);
  const quint16 port = freePort();
  Iperf3 server(
      serverArguments(port, words("-1 --server-bitrate-limit 10M") +
                                QStringList{QStringLiteral("--rsa-private-key-path"), m_files.path("key.pem"),
                                            QStringLiteral("--authorized-users-path"), m_files.path("users.csv")}));
  QVERIFY(server.isListening());
  act(port);
  if (!counts) {
    QVERIFY(QTest::qWaitFor([&] { return server.read().contains("test #2"); }));
    comeAsAllowed(port);
  }
  QVERIFY(server.ends());
  QCOMPARE(server.exitCode(), 0);
}

void Iperf3OnceTest::ourServer_data() {
  itsServer_data();
}

void Iperf3OnceTest::ourServer() {
  QFETCH(bool, counts);
  ThroughputServerSettings settings;
  settings.port = 0;
  settings.once = true;
  settings.maxBitsPerSecond = 10'000'000;
  settings.gate = ThroughputGate{m_files.file("key.pem"), m_files.file("users.csv"), std::chrono::seconds(10), true};
  ThroughputServer server(settings);
  quint16 port = 0;
  QSignalSpy ended(&server, &Job::ended), dismissed(&server, &ThroughputServer::dismissed),
      unauthorised(&server, &ThroughputServer::unauthorised);
  connect(&server, &ThroughputServer::listening, this, [&](const IpEndpoint& local) { port = local.port; });
  server.start();
  QVERIFY(port != 0);
  act(port);
  QCOMPARE(unauthorised.size(), counts ? 0 : 1);
  if (!counts) {
    QVERIFY(ended.isEmpty());
    comeAsAllowed(port);
  }
  QTRY_COMPARE(ended.size(), 1);
  QCOMPARE(dismissed.size(), counts && qstrcmp(QTest::currentDataTag(), "a test") != 0 ? 1 : 0);
}

QTEST_GUILESS_MAIN(Iperf3OnceTest)
#include "iperf3_once_test.moc"
