#include "core/engine/throughput/login_gate.h"
#include "core/engine/throughput/rsa_key.h"
#include "core/engine/throughput/throughput_client.h"
#include "core/engine/throughput/throughput_server.h"
#include "core/logic/throughput/iperf_error.h"
#include "tests/support/login_files.h"

#include <QDateTime>
#include <QSignalSpy>
#include <QTest>

using namespace synscope;
using namespace synscope::test;

/// What a server lets nobody do: more than its rate, or anything without a password.
class ThroughputLimitsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void theRate_data();
  void theRate();
  void whatWeSendKeepsToTheRate_data();
  void whatWeSendKeepsToTheRate();
  void silenceHasAnEnd();
  void newerPaddingIsEnough();
  void badKeysAreNamed_data();
  void badKeysAreNamed();
  void oldTokensAreWorthNothing();
  void tokensOfStrangers_data();
  void tokensOfStrangers();

 private:
  void serve(const std::function<void(ThroughputServerSettings&)>& change);
  std::shared_ptr<const ThroughputReport> measure(const ThroughputSettings& settings,
                                                  const std::optional<ThroughputLogin>& login = {});

  std::unique_ptr<ThroughputServer> m_server;
  quint16 m_port = 0;
  int m_tests = 0;
  std::optional<IperfLoginFault> m_fault;
  LoginFiles m_files;
};

void ThroughputLimitsTest::init() {
  m_fault.reset();
  m_tests = 0;
}

void ThroughputLimitsTest::serve(const std::function<void(ThroughputServerSettings&)>& change) {
  ThroughputServerSettings settings;
  settings.port = 0;
  change(settings);
  m_server = std::make_unique<ThroughputServer>(settings);
  connect(m_server.get(), &ThroughputServer::listening, this, [this](const IpEndpoint& at) { m_port = at.port; });
  connect(m_server.get(), &ThroughputServer::testEnded, this, [this] { ++m_tests; });
  connect(m_server.get(), &ThroughputServer::unauthorised, this,
          [this](const IpEndpoint&, IperfLoginFault fault) { m_fault = fault; });
  m_server->start();
}

std::shared_ptr<const ThroughputReport> ThroughputLimitsTest::measure(const ThroughputSettings& settings,
                                                                      const std::optional<ThroughputLogin>& login) {
  ThroughputConnection connection;
  connection.host = "127.0.0.1";
  connection.port = m_port;
  connection.login = login;
  ThroughputClient client(connection, settings);
  QSignalSpy ended(&client, &Job::ended);
  client.start();
  if (!QTest::qWaitFor([&] { return !ended.isEmpty(); }, 20'000)) qWarning("the client does not end");
  return client.report();
}

namespace {

std::string refusalOf(const ThroughputReport& report) {
  return report.error ? report.error->operation : std::string();
}

}  // namespace

void ThroughputLimitsTest::theRate_data() {
  QTest::addColumn<bool>("udp");
  QTest::addColumn<quint64>("asked");
  QTest::addColumn<bool>("refused");
  QTest::newRow("tcp, less") << false << quint64{4'000'000} << false;
  QTest::newRow("tcp, just the limit") << false << quint64{10'000'000} << false;
  QTest::newRow("tcp, more") << false << quint64{11'000'000} << true;
  QTest::newRow("tcp, no rate at all") << false << quint64{0} << true;
  QTest::newRow("udp, less") << true << quint64{4'000'000} << false;
  QTest::newRow("udp, more") << true << quint64{11'000'000} << true;
  QTest::newRow("udp, no rate at all") << true << quint64{0} << true;
}

/// A client that sends: told before, or as soon as it has moved too much.
void ThroughputLimitsTest::theRate() {
  QFETCH(bool, udp);
  QFETCH(quint64, asked);
  QFETCH(bool, refused);
  serve([](ThroughputServerSettings& s) { s.maxBitsPerSecond = 10'000'000; });
  ThroughputSettings settings;
  settings.protocol = udp ? Protocol::kUdp : Protocol::kTcp;
  settings.bitsPerSecond = asked;
  settings.blockLength = 1000;
  settings.time = std::chrono::seconds(refused ? 10 : 2);
  const TimePoint begin(std::chrono::steady_clock::now().time_since_epoch());
  const auto report = measure(settings);
  QCOMPARE(refusalOf(*report), refused ? iperfErrorKey(iperfError::kRateLimit) : std::string());
  const TimePoint end(std::chrono::steady_clock::now().time_since_epoch());
  QVERIFY(!refused || end - begin < std::chrono::seconds(5));
}

void ThroughputLimitsTest::whatWeSendKeepsToTheRate_data() {
  QTest::addColumn<bool>("udp");
  QTest::addColumn<int>("parallel");
  QTest::newRow("tcp") << false << 1;
  QTest::newRow("tcp, 4 streams") << false << 4;
  QTest::newRow("udp") << true << 1;
}

/// A client that receives and asked for no rate.
void ThroughputLimitsTest::whatWeSendKeepsToTheRate() {
  QFETCH(bool, udp);
  QFETCH(int, parallel);
  constexpr double kLimit = 20'000'000;
  serve([](ThroughputServerSettings& s) { s.maxBitsPerSecond = static_cast<std::uint64_t>(kLimit); });
  ThroughputSettings settings;
  settings.protocol = udp ? Protocol::kUdp : Protocol::kTcp;
  settings.direction = TransferDirection::kDown;
  settings.bitsPerSecond = 0;
  settings.blockLength = 10'000;
  settings.parallel = parallel;
  settings.time = std::chrono::seconds(2);
  const auto report = measure(settings);
  QCOMPARE(refusalOf(*report), std::string());
  const StreamTotal sum = report->sum(false);
  const double rate = static_cast<double>(sum.receivedBytes) * 8 / 2;
  QVERIFY2(rate < kLimit * 1.2 && rate > kLimit / 4, qPrintable(QString::number(rate)));
}

void ThroughputLimitsTest::silenceHasAnEnd() {
  serve([](ThroughputServerSettings& s) { s.receiveTimeout = std::chrono::milliseconds(300); });
  ThroughputSettings settings;
  settings.bitsPerSecond = 8;  // A block in two minutes.
  settings.blockLength = 100;
  settings.time = std::chrono::seconds(15);
  QCOMPARE(refusalOf(*measure(settings)), iperfErrorKey(iperfError::kNoData));
}

/// Ours speaks the newer way, and ours needs no other.
void ThroughputLimitsTest::newerPaddingIsEnough() {
  serve([&](ThroughputServerSettings& s) {
    s.gate = ThroughputGate{m_files.file("key.pem"), m_files.file("users.csv")};
  });
  ThroughputSettings settings;
  settings.bytes = 1 << 20;
  QCOMPARE(refusalOf(*measure(settings, ThroughputLogin{"mario", "rossi", m_files.file("public.pem")})), std::string());
  QTRY_COMPARE(m_tests, 1);
  QVERIFY(!m_fault);
  const ThroughputLogin older{"mario", "rossi", m_files.file("public.pem"), true};
  QCOMPARE(refusalOf(*measure(settings, older)), iperfErrorKey(iperfError::kAuthorisation));
  QCOMPARE(m_fault, std::optional(IperfLoginFault::kNotDecrypted));
}

void ThroughputLimitsTest::badKeysAreNamed_data() {
  QTest::addColumn<QString>("key");
  QTest::addColumn<QString>("users");
  QTest::addColumn<ErrorCode>("code");
  QTest::newRow("no key") << "nosuch.pem"
                          << "users.csv" << ErrorCode::kFileUnreadable;
  QTest::newRow("no users") << "key.pem"
                            << "nosuch.csv" << ErrorCode::kFileUnreadable;
  QTest::newRow("the public half") << "public.pem"
                                   << "users.csv" << ErrorCode::kThroughputKey;
  QTest::newRow("no key in it") << "users.csv"
                                << "users.csv" << ErrorCode::kThroughputKey;
}

/// Nobody is let in by a server whose gate cannot be closed.
void ThroughputLimitsTest::badKeysAreNamed() {
  QFETCH(QString, key);
  QFETCH(QString, users);
  QFETCH(ErrorCode, code);
  ThroughputServerSettings settings;
  settings.port = 0;
  settings.gate = ThroughputGate{m_files.file(key.toLatin1()), m_files.file(users.toLatin1())};
  ThroughputServer server(settings);
  QSignalSpy failed(&server, &ThroughputServer::failed), listening(&server, &ThroughputServer::listening);
  QSignalSpy ended(&server, &Job::ended);
  server.start();
  QTRY_COMPARE(ended.size(), 1);
  QCOMPARE(listening.size(), 0);
  QCOMPARE(failed[0][0].value<Error>().code, code);
}

void ThroughputLimitsTest::oldTokensAreWorthNothing() {
  const auto gate = LoginGate::open({m_files.file("key.pem"), m_files.file("users.csv")});
  const auto key = RsaKey::readPublic(m_files.file("public.pem"));
  QVERIFY(gate.ok() && key.ok());
  const std::int64_t now = QDateTime::currentSecsSinceEpoch();
  const auto judge = [&](std::int64_t madeAt, const char* password = "rossi") {
    return gate->judge(key->encrypted(iperfLoginText({"mario", password, madeAt}), RsaPadding::kOaep));
  };
  QCOMPARE(judge(now), IperfLoginFault::kNone);
  QCOMPARE(judge(now - 60), IperfLoginFault::kClock);
  QCOMPARE(judge(now + 60), IperfLoginFault::kClock);
  QCOMPARE(judge(now, "bianchi"), IperfLoginFault::kWrongPassword);
  QCOMPARE(gate->judge(key->encrypted("hello", RsaPadding::kOaep)), IperfLoginFault::kNoLogin);
  QVERIFY(m_files.write("users.csv", "luigi,00\n"));  // Who is taken out of it does not come in any more.
  QCOMPARE(judge(now), IperfLoginFault::kUnknownUser);
  QVERIFY(QFile::remove(m_files.path("users.csv")));
  QCOMPARE(judge(now), IperfLoginFault::kNoUsers);
}

void ThroughputLimitsTest::tokensOfStrangers_data() {
  QTest::addColumn<QByteArray>("base64");
  QTest::newRow("empty") << QByteArray();
  QTest::newRow("no base64") << QByteArray("***");
  QTest::newRow("too short") << QByteArray("AAAA");
  QTest::newRow("zeros") << QByteArray(256, '\0').toBase64();
  QTest::newRow("ones") << QByteArray(256, '\xff').toBase64();
  QTest::newRow("longer than the key") << QByteArray(3000, 'x').toBase64();
  QTest::newRow("endless") << QByteArray(100'000, 'A');
}

void ThroughputLimitsTest::tokensOfStrangers() {
  QFETCH(QByteArray, base64);
  const auto key = RsaKey::readPrivate(m_files.file("key.pem"));
  QVERIFY(key.ok());
  QVERIFY(!key->decrypted(base64.toStdString(), RsaPadding::kOaep));
  const auto other = RsaKey::readPublic(m_files.file("public.pem"));
  QVERIFY(other.ok());
  QVERIFY(other->encrypted(std::string(1000, 'x'), RsaPadding::kOaep).empty());
  QCOMPARE(key->decrypted(other->encrypted("text", RsaPadding::kOaep), RsaPadding::kOaep),
           std::optional<std::string>("text"));
}

QTEST_GUILESS_MAIN(ThroughputLimitsTest)
#include "throughput_limits_test.moc"
