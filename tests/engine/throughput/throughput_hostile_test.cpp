#include "core/engine/throughput/throughput_client.h"
#include "core/engine/throughput/throughput_server.h"
#include "tests/support/native_peer.h"

#include <QDir>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <QtEndian>

#include <memory>

using namespace synscope;
using namespace synscope::test;

namespace {

const QByteArray kCookie = QByteArray(36, 'c') + '\0';
const QByteArray kParameters =
    R"({"tcp":true,"omit":0,"time":10,"num":0,"blockcount":0,"parallel":2,"len":131072,"client_version":"3.12"})";
const QByteArray kResults =
    R"({"cpu_util_total":1,"cpu_util_user":1,"cpu_util_system":1,"sender_has_retransmits":-1,"streams":[]})";

QByteArray framed(const QByteArray& json) {
  QByteArray length(4, '\0');
  qToBigEndian(static_cast<quint32>(json.size()), length.data());
  return length + json;
}

qsizetype entries(const char* folder) {
  return QDir(QString::fromLatin1(folder)).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size();
}

/// Descriptors and threads of this process.
std::pair<qsizetype, qsizetype> held() {
  return {entries("/proc/self/fd"), entries("/proc/self/task")};
}

/// A client that speaks by hand, its bytes sent without waiting for the answers it would read.
class HandClient {
 public:
  explicit HandClient(quint16 port) : m_port(port) { open(); }
  QTcpSocket& open() {
    m_sockets.push_back(std::make_unique<QTcpSocket>());
    m_sockets.back()->connectToHost(QHostAddress::LocalHost, m_port);
    m_connected = QTest::qWaitFor([&] { return m_sockets.back()->state() == QAbstractSocket::ConnectedState; });
    return *m_sockets.back();
  }
  QTcpSocket& control() { return *m_sockets.front(); }
  bool answered(char last) {
    return QTest::qWaitFor([&] { return (m_got += control().readAll()).endsWith(last); });
  }
  bool answeredWith(const QByteArray& begin) {
    return QTest::qWaitFor([&] { return (m_got += control().readAll()).startsWith(begin); });
  }
  /// Goes on to the step: 0 nothing said, 1 cookie, 2 half the parameters, 3 parameters, 4 one stream, 5 both streams,
  /// 6 data, 7 TEST_END, 8 half the results, 9 results.
  bool goTo(int step) {
    bool ok = m_connected;
    if (step >= 1) ok = ok && (control().write(kCookie), answered(9));
    const QByteArray parameters = framed(kParameters);
    if (step >= 2) control().write(parameters.left(20));
    if (step >= 3) ok = ok && (control().write(parameters.mid(20)), answered(10));
    if (step >= 4) open().write(kCookie);
    if (step >= 5) ok = ok && (open().write(kCookie), answered(2));
    if (step >= 6) m_sockets.back()->write(QByteArray(100'000, 'd'));
    if (step >= 7) ok = ok && (control().write("\x04"), answered(13));
    const QByteArray results = framed(kResults);
    if (step >= 8) control().write(results.left(20));
    if (step >= 9) ok = ok && (control().write(results.mid(20)), answered(14));
    control().flush();
    return ok;
  }
  void abort() {
    for (const auto& socket : m_sockets)
      socket->abort();
  }

 private:
  quint16 m_port;
  bool m_connected = false;
  QByteArray m_got;
  std::vector<std::unique_ptr<QTcpSocket>> m_sockets;
};

}  // namespace

class ThroughputHostileTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void cleanup();
  void aServerOutlivesAClientThatLeaves_data();
  void aServerOutlivesAClientThatLeaves();
  void aServerOutlivesAnything_data();
  void aServerOutlivesAnything();
  void resultsBeyondAllBounds_data();
  void resultsBeyondAllBounds();
  void silenceDoesNotBlock();
  void thousandsOfConnections();
  void aSilentDataConnection();
  void aStreamTooMany();
  void aWaitingClientThatHangsUp();
  void thereIsRoomForSoManyStreams();

 private:
  void serve(BusyPolicy policy = BusyPolicy::kRefuse);
  bool servesAtOnce();

  std::unique_ptr<ThroughputServer> m_server;
  quint16 m_port = 0;
  std::pair<qsizetype, qsizetype> m_heldBefore;
};

void ThroughputHostileTest::init() {
  serve();
  QVERIFY(servesAtOnce());
  m_heldBefore = held();
}

/// Nothing is left behind, whatever happened.
void ThroughputHostileTest::cleanup() {
  QTRY_COMPARE(held(), m_heldBefore);
  m_server.reset();
}

void ThroughputHostileTest::serve(BusyPolicy policy) {
  ThroughputServerSettings settings;
  settings.port = 0;
  settings.busy = policy;
  m_server = std::make_unique<ThroughputServer>(settings);
  connect(m_server.get(), &ThroughputServer::listening, this, [this](const IpEndpoint& at) { m_port = at.port; });
  m_server->start();
}

/// One whole test, begun now and asked for once.
bool ThroughputHostileTest::servesAtOnce() {
  ThroughputConnection connection;
  connection.host = "127.0.0.1";
  connection.port = m_port;
  ThroughputSettings settings;
  settings.bytes = 1 << 20;
  ThroughputClient client(connection, settings);
  QSignalSpy ended(&client, &Job::ended);
  client.start();
  return QTest::qWaitFor([&] { return !ended.isEmpty(); }) && !client.report()->error;
}

void ThroughputHostileTest::aServerOutlivesAClientThatLeaves_data() {
  QTest::addColumn<int>("step");
  QTest::addColumn<bool>("reset");
  const char* const kSteps[] = {"nothing said",     "cookie",       "half the parameters", "parameters",
                                "one stream",       "both streams", "some data",           "test end",
                                "half the results", "results"};
  for (int step = 0; step < 10; ++step)
    for (const bool reset : {false, true})
      QTest::addRow("%s, %s", kSteps[step], reset ? "reset" : "closed") << step << reset;
}

void ThroughputHostileTest::aServerOutlivesAClientThatLeaves() {
  QFETCH(int, step);
  QFETCH(bool, reset);
  HandClient client(m_port);
  QVERIFY(client.goTo(step));
  if (reset)
    client.abort();
  else
    client.control().disconnectFromHost();
  QVERIFY(QTest::qWaitFor([&] { return servesAtOnce(); }, 2000));
}

void ThroughputHostileTest::aServerOutlivesAnything_data() {
  QTest::addColumn<QByteArray>("bytes");
  QTest::addColumn<bool>("refused");
  QTest::newRow("http") << QByteArray("GET / HTTP/1.1\r\nHost: somebody\r\nUser-Agent: scanner\r\n\r\n") << true;
  QTest::newRow("zeros") << QByteArray(100'000, '\0') << true;
  QTest::newRow("ones") << QByteArray(100'000, '\xff') << true;
  for (const char* length : {"ffffffff", "80000000", "7fffffff", "00000000", "00002001"})
    QTest::addRow("length %s", length) << kCookie + QByteArray::fromHex(length) << true;
  QTest::newRow("no JSON") << kCookie + framed("nonsense") << true;
  QTest::newRow("deep JSON") << kCookie + framed(QByteArray(8000, '[')) << true;
  QTest::newRow("parallel -1") << kCookie + framed(R"({"tcp":true,"parallel":-1})") << true;
  QTest::newRow("parallel 10^9") << kCookie + framed(R"({"tcp":true,"parallel":1000000000})") << true;
  QTest::newRow("len 2^63") << kCookie + framed(R"({"tcp":true,"len":9223372036854775807})") << true;
  QTest::newRow("an unknown byte while running") << kCookie + framed(kParameters) + "\x63" << true;
}

void ThroughputHostileTest::aServerOutlivesAnything() {
  QFETCH(QByteArray, bytes);
  HandClient client(m_port);
  client.control().write(bytes);
  QVERIFY(QTest::qWaitFor([&] {
    return client.control().state() == QAbstractSocket::UnconnectedState || client.control().bytesAvailable() > 1;
  }));
  client.abort();
  QVERIFY(QTest::qWaitFor([&] { return servesAtOnce(); }, 2000));
}

void ThroughputHostileTest::resultsBeyondAllBounds_data() {
  QTest::addColumn<QByteArray>("results");
  const auto padded = [](qsizetype size) {
    return framed(R"({"x":")" + QByteArray(size, 'x') + R"(",)" + kResults.mid(1));
  };
  QTest::newRow("more than may be") << padded(1 << 20);
  QTest::newRow("announced beyond all") << QByteArray::fromHex("ffffffff") + QByteArray(3 << 20, '{');
  QTest::newRow("deep") << framed(QByteArray(500'000, '['));
  QTest::newRow("a hundred thousand streams")
      << framed("{\"streams\":[" + QByteArray("{},").repeated(100'000) + "{}]}");
}

/// Refused with the number for results, whatever else still comes.
void ThroughputHostileTest::resultsBeyondAllBounds() {
  QFETCH(QByteArray, results);
  HandClient client(m_port);
  QVERIFY(client.goTo(7));
  client.control().write(results);
  QByteArray got;
  QVERIFY(QTest::qWaitFor([&] {
    return (got += client.control().readAll()).size() >= 9 || !client.control().isOpen() ||
           client.control().state() == QAbstractSocket::UnconnectedState;
  }));
  QVERIFY2(got.isEmpty() || got == QByteArray::fromHex("fe0000007500000000"), got.toHex());
  client.abort();
  QVERIFY(QTest::qWaitFor([&] { return servesAtOnce(); }, 2000));
}

void ThroughputHostileTest::silenceDoesNotBlock() {
  std::vector<NativePeer> silent;
  for (int i = 0; i < 50; ++i) {
    silent.push_back(NativePeer::connectTo(m_port));
    silent.back().send(kCookie.left(i % 37));
  }
  QVERIFY(servesAtOnce());
  silent.clear();
}

void ThroughputHostileTest::thousandsOfConnections() {
  const auto before = held();
  std::vector<NativePeer> many;
  qsizetype most = 0;
  for (int i = 0; i < 3000; ++i) {
    many.push_back(NativePeer::connectTo(m_port));
    if (i % 100 != 99) continue;
    QCoreApplication::processEvents();
    most = std::max(most, held().first - before.first - static_cast<qsizetype>(many.size()));
    if (many.size() > 1500) many.erase(many.begin(), many.begin() + 1000);
  }
  QVERIFY2(most <= 520, qPrintable(QString::number(most)));
  QVERIFY(servesAtOnce());
}

void ThroughputHostileTest::aSilentDataConnection() {
  HandClient client(m_port);
  QVERIFY(client.goTo(3));
  client.open();  // Says nothing.
  client.open().write(QByteArray(37, 'x'));
  client.open().write(kCookie);
  client.open().write(kCookie);
  QVERIFY(client.answered(2));
  client.abort();
  QVERIFY(QTest::qWaitFor([&] { return servesAtOnce(); }, 2000));
}

void ThroughputHostileTest::aStreamTooMany() {
  HandClient client(m_port);
  QVERIFY(client.goTo(5));
  QTcpSocket& extra = client.open();
  extra.write(kCookie);
  QVERIFY(QTest::qWaitFor([&] { return extra.bytesAvailable() == 1; }));
  QCOMPARE(extra.readAll(), QByteArray("\xff"));
  client.abort();
}

void ThroughputHostileTest::aWaitingClientThatHangsUp() {
  serve(BusyPolicy::kQueue);
  QVERIFY(servesAtOnce());
  m_heldBefore = held();
  HandClient running(m_port);
  QVERIFY(running.goTo(5));
  HandClient waiting(m_port), chatting(m_port);
  waiting.control().write(QByteArray(36, 'w') + '\0');
  chatting.control().write(QByteArray(36, 'v') + '\0');
  chatting.control().write("and more than it should");
  QVERIFY(QTest::qWaitFor([&] { return chatting.control().state() == QAbstractSocket::UnconnectedState; }));
  waiting.abort();
  running.abort();
  QVERIFY(QTest::qWaitFor([&] { return servesAtOnce(); }, 2000));
}

void ThroughputHostileTest::thereIsRoomForSoManyStreams() {
  serve(BusyPolicy::kServeTogether);
  QVERIFY(servesAtOnce());
  m_heldBefore = held();
  std::vector<std::unique_ptr<QTcpSocket>> clients;
  for (char i = 0; i < 5; ++i) {
    clients.push_back(std::make_unique<QTcpSocket>());
    clients.back()->connectToHost(QHostAddress::LocalHost, m_port);
    clients.back()->write(QByteArray(36, static_cast<char>('a' + i)) + '\0' + framed(R"({"tcp":true,"parallel":128})"));
    QVERIFY(QTest::qWaitFor([&] { return clients.back()->bytesAvailable() >= 2; }));
    QCOMPARE(clients.back()->readAll().mid(1, 1), QByteArray(i < 4 ? "\x0a" : "\xfe"));
  }
  clients.clear();
  QVERIFY(QTest::qWaitFor([&] { return servesAtOnce(); }, 2000));
}

QTEST_GUILESS_MAIN(ThroughputHostileTest)
#include "throughput_hostile_test.moc"
