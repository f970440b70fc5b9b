#include "core/engine/throughput/rsa_key.h"
#include "core/engine/throughput/throughput_server.h"
#include "core/logic/throughput/iperf_error.h"
#include "core/logic/throughput/iperf_login.h"
#include "core/logic/throughput/iperf_parameters.h"
#include "core/logic/throughput/iperf_wire.h"
#include "tests/support/iperf3_process.h"
#include "tests/support/login_files.h"

#include <QDateTime>
#include <QTcpSocket>

using namespace synscope;
using namespace synscope::test;

/// Who proves himself with a password is let in, nobody else: with the real iperf3 (PKCS#1 padding, before 3.17) on one
/// side.
class Iperf3LoginTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void ourClient_data();
  void ourClient();
  void itsServerLooksAtTheClock_data();
  void itsServerLooksAtTheClock();
  void ourServer_data();
  void ourServer();

 private:
  ThroughputGate gate(bool olderPadding) const;
  QStringList gateArguments() const;

  LoginFiles m_files;
};

void Iperf3LoginTest::initTestCase() {
  if (!Iperf3::isInstalled()) QSKIP("iperf3 is not installed");
  QVERIFY2(m_files.ok(), "openssl makes no keys");
  Iperf3 help({QStringLiteral("--help")});
  QVERIFY(help.ends());
  if (!help.read().contains("--rsa-public-key-path")) QSKIP("this iperf3 was built without authentication");
}

QStringList Iperf3LoginTest::gateArguments() const {
  return {QStringLiteral("--rsa-private-key-path"), m_files.path("key.pem"), QStringLiteral("--authorized-users-path"),
          m_files.path("users.csv")};
}

ThroughputGate Iperf3LoginTest::gate(bool olderPadding) const {
  return {m_files.file("key.pem"), m_files.file("users.csv"), std::chrono::seconds(10), olderPadding};
}

void Iperf3LoginTest::ourClient_data() {
  QTest::addColumn<std::string>("user");
  QTest::addColumn<std::string>("password");
  QTest::addColumn<bool>("olderPadding");
  QTest::addColumn<bool>("comesIn");
  const auto row = [](const char* name, const char* user, const char* password, bool olderPadding, bool comesIn) {
    QTest::newRow(name) << std::string(user) << std::string(password) << olderPadding << comesIn;
  };
  row("right, the newer padding is refused first", "mario", "rossi", false, true);
  row("right, the older padding at once", "mario", "rossi", true, true);
  row("wrong password", "mario", "bianchi", true, false);
  row("wrong password, both paddings", "mario", "bianchi", false, false);
  row("unknown user", "wario", "rossi", true, false);
  row("no login", "", "", false, false);
}

void Iperf3LoginTest::ourClient() {
  QFETCH(std::string, user);
  QFETCH(std::string, password);
  QFETCH(bool, olderPadding);
  QFETCH(bool, comesIn);
  const quint16 port = freePort();
  Iperf3 server(serverArguments(port, gateArguments()));
  QVERIFY(server.isListening());
  ThroughputConnection connection = connectionTo(port);
  if (!user.empty()) connection.login = ThroughputLogin{user, password, m_files.file("public.pem"), olderPadding};
  ThroughputSettings settings;
  settings.bytes = 1 << 20;
  const auto report = runClient(connection, settings);
  if (comesIn) {
    QVERIFY2(!report->error, describe(report));
    QCOMPARE(report->sum(true).sentBytes, settings.bytes);
  } else {
    QVERIFY(report->error);
    QCOMPARE(report->error->code, ErrorCode::kThroughputRefused);
    QCOMPARE(report->error->operation, iperfErrorKey(iperfError::kAuthorisation));
  }
}

void Iperf3LoginTest::itsServerLooksAtTheClock_data() {
  QTest::addColumn<int>("secondsAgo");
  QTest::addColumn<QByteArray>("answer");
  QTest::newRow("now") << 0 << QByteArray("090a");
  QTest::newRow("a minute ago") << 60 << QByteArray("09fe0000008e");
  QTest::newRow("in a minute") << -60 << QByteArray("09fe0000008e");
}

/// What our client would send with a clock that is wrong, said by hand.
void Iperf3LoginTest::itsServerLooksAtTheClock() {
  QFETCH(int, secondsAgo);
  QFETCH(QByteArray, answer);
  const quint16 port = freePort();
  Iperf3 server(serverArguments(port, gateArguments()));
  QVERIFY(server.isListening());
  const auto key = RsaKey::readPublic(m_files.file("public.pem"));
  QVERIFY(key.ok());
  const std::string text = iperfLoginText({"mario", "rossi", QDateTime::currentSecsSinceEpoch() - secondsAgo});
  const Bytes parameters = frameIperfJson(encodeIperfParameters({}, "3.12", key->encrypted(text, RsaPadding::kPkcs1)));
  QTcpSocket client;
  client.connectToHost(QHostAddress::LocalHost, port);
  client.write(QByteArray(36, 'c') + '\0');
  client.write(reinterpret_cast<const char*>(parameters.data()), static_cast<qint64>(parameters.size()));
  QByteArray got;
  QVERIFY(QTest::qWaitFor([&] { return (got += client.readAll()).size() >= answer.size() / 2; }));
  QCOMPARE(got.toHex(), answer);
}

void Iperf3LoginTest::ourServer_data() {
  QTest::addColumn<QString>("user");
  QTest::addColumn<QString>("password");
  QTest::addColumn<bool>("olderPadding");
  QTest::addColumn<IperfLoginFault>("fault");
  const auto row = [](const char* name, const char* user, const char* password, bool olderPadding,
                      IperfLoginFault fault) {
    QTest::newRow(name) << QString::fromLatin1(user) << QString::fromLatin1(password) << olderPadding << fault;
  };
  row("right", "mario", "rossi", true, IperfLoginFault::kNone);
  row("wrong password", "mario", "bianchi", true, IperfLoginFault::kWrongPassword);
  row("unknown user", "wario", "rossi", true, IperfLoginFault::kUnknownUser);
  row("no login", "", "", true, IperfLoginFault::kMissing);
  row("right, but the older padding is not taken", "mario", "rossi", false, IperfLoginFault::kNotDecrypted);
}

void Iperf3LoginTest::ourServer() {
  QFETCH(QString, user);
  QFETCH(QString, password);
  QFETCH(bool, olderPadding);
  QFETCH(IperfLoginFault, fault);
  ThroughputServerSettings settings;
  settings.port = 0;
  settings.gate = gate(olderPadding);
  ThroughputServer server(settings);
  quint16 port = 0;
  auto judged = IperfLoginFault::kNone;
  int tests = 0;
  connect(&server, &ThroughputServer::listening, this, [&](const IpEndpoint& local) { port = local.port; });
  connect(&server, &ThroughputServer::unauthorised, this,
          [&](const IpEndpoint&, IperfLoginFault why) { judged = why; });
  connect(&server, &ThroughputServer::testEnded, this, [&] { ++tests; });
  server.start();
  QVERIFY(port != 0);
  QStringList arguments = words("-n 1M -J");
  if (!user.isEmpty())
    arguments +=
        {QStringLiteral("--username"), user, QStringLiteral("--rsa-public-key-path"), m_files.path("public.pem")};
  Iperf3 client(clientArguments("127.0.0.1", port, arguments), {QStringLiteral("IPERF3_PASSWORD=") + password});
  QVERIFY(client.ends());
  const bool comesIn = fault == IperfLoginFault::kNone;
  QCOMPARE(judged, fault);
  const QString error = client.json()[QLatin1String("error")].toString();
  QVERIFY2(comesIn ? error.isEmpty() : error.contains(QLatin1String("authorization")), qPrintable(error));
  QTRY_COMPARE(tests, comesIn ? 1 : 0);
}

QTEST_GUILESS_MAIN(Iperf3LoginTest)
#include "iperf3_login_test.moc"
