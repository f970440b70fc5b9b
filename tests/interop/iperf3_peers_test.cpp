#include "core/engine/throughput/throughput_client.h"
#include "core/engine/throughput/throughput_server.h"
#include "tests/support/free_port.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace synscope;
using namespace synscope::test;

namespace {

constexpr int kPatienceMs = 20'000;

/// One mode, spelled as iperf3's client and as our settings.
struct Mode {
  const char* name;
  const char* arguments;  ///< Of `iperf3 -c`.
  bool exact = true;      ///< What was sent is what came and what was lost.
  std::function<void(ThroughputSettings&, ThroughputConnection&)> set = {};
};

void udp(ThroughputSettings& s, std::uint64_t rate) {
  s.protocol = Protocol::kUdp;
  s.bitsPerSecond = rate;
  s.blockLength = 1000;
}

/// TCP limited by bytes: the reader counts until the client says that it is over, so only what the client counts is
/// sure.
const std::vector<Mode>& modes() {
  using S = ThroughputSettings;
  using C = ThroughputConnection;
  const auto kDown = TransferDirection::kDown, kBoth = TransferDirection::kBoth;
  static const std::vector<Mode> kModes = {
      {"tcp, 1 s", "-t 1", false, [](S& s, C&) { s.time = std::chrono::seconds(1); }},
      {"tcp, bytes", "-n 20M", false, [](S& s, C&) { s.bytes = 20 << 20; }},
      {"tcp, down, bytes", "-R -n 20M", false, [=](S& s, C&) { s.bytes = 20 << 20, s.direction = kDown; }},
      {"tcp, both", "--bidir -t 1", false, [=](S& s, C&) { s.time = std::chrono::seconds(1), s.direction = kBoth; }},
      {"tcp, 4 streams", "-P 4 -n 40M", false, [](S& s, C&) { s.parallel = 4, s.bytes = 40 << 20; }},
      {"tcp, down, 4 streams", "-P 4 -R -t 1", false,
       [=](S& s, C&) { s.parallel = 4, s.direction = kDown, s.time = std::chrono::seconds(1); }},
      {"tcp, both, 4 streams", "-P 4 --bidir -t 1", false,
       [=](S& s, C&) { s.parallel = 4, s.direction = kBoth, s.time = std::chrono::seconds(1); }},
      {"tcp, blocks", "-k 100 -l 64K", false, [](S& s, C&) { s.blocks = 100, s.blockLength = 65536; }},
      {"tcp, down, blocks", "-R -k 100 -l 64K", false,
       [=](S& s, C&) { s.blocks = 100, s.blockLength = 65536, s.direction = kDown; }},
      {"tcp, omit", "-O 1 -t 1", false, [](S& s, C&) { s.omit = s.time = std::chrono::seconds(1); }},
      {"tcp, rate", "-b 80M -n 2M", false, [](S& s, C&) { s.bitsPerSecond = 80'000'000, s.bytes = 2 << 20; }},
      {"tcp, down, rate", "-R -b 80M -n 2M", false,
       [=](S& s, C&) { s.bitsPerSecond = 80'000'000, s.bytes = 2 << 20, s.direction = kDown; }},
      {"tcp, rate and burst", "-b 80M/10 -l 10K -n 2M", false,
       [](S& s, C&) { s.bitsPerSecond = 80'000'000, s.burst = 10, s.blockLength = 10240, s.bytes = 2 << 20; }},
      {"tcp, window, mss, nodelay, congestion, tos", "-w 256K -M 1000 -N -C reno -S 32 -n 5M", false,
       [](S& s, C&) {
         s.window = 256 << 10, s.mss = 1000, s.noDelay = true, s.congestion = "reno", s.tos = 32, s.bytes = 5 << 20;
       }},
      {"tcp, down, window, mss, congestion", "-R -w 256K -M 1000 -C reno -n 5M", false,
       [=](S& s, C&) {
         s.window = 256 << 10, s.mss = 1000, s.congestion = "reno", s.bytes = 5 << 20, s.direction = kDown;
       }},
      {"tcp, server output", "--get-server-output -n 5M", false,
       [](S& s, C&) { s.serverOutput = true, s.bytes = 5 << 20; }},
      {"tcp, repeating payload, title", "--repeating-payload -T hello --extra-data more -n 5M", false,
       [](S& s, C&) { s.repeatingPayload = true, s.title = "hello", s.extraData = "more", s.bytes = 5 << 20; }},
      {"tcp, ipv6", "-6 -n 5M", false, [](S& s, C& c) { c.host = "::1", s.bytes = 5 << 20; }},
      {"tcp, ipv6, flow label", "-6 -L 77 -n 5M", false,
       [](S& s, C& c) { c.host = "::1", s.flowLabel = 77, s.bytes = 5 << 20; }},
      {"tcp, bound, own port", "-B 127.0.0.2 -n 5M", false,
       [](S& s, C& c) { c.bindAddress = IpAddress::parse("127.0.0.2"), s.bytes = 5 << 20; }},
      {"udp, 1 s", "-u -b 8M -l 1000 -t 1", true,
       [](S& s, C&) { udp(s, 8'000'000), s.time = std::chrono::seconds(1); }},
      {"udp, bytes", "-u -b 40M -l 1000 -n 1M", true, [](S& s, C&) { udp(s, 40'000'000), s.bytes = 1 << 20; }},
      {"udp, down", "-u -R -b 40M -l 1000 -n 1M", true,
       [=](S& s, C&) { udp(s, 40'000'000), s.bytes = 1 << 20, s.direction = kDown; }},
      {"udp, both", "-u --bidir -b 8M -l 1000 -t 1", true,
       [=](S& s, C&) { udp(s, 8'000'000), s.direction = kBoth, s.time = std::chrono::seconds(1); }},
      {"udp, 4 streams", "-u -P 4 -b 8M -l 1000 -k 800", true,
       [](S& s, C&) { udp(s, 8'000'000), s.parallel = 4, s.blocks = 800; }},
      {"udp, down, 4 streams", "-u -R -P 4 -b 8M -l 1000 -t 1", true,
       [=](S& s, C&) { udp(s, 8'000'000), s.parallel = 4, s.direction = kDown, s.time = std::chrono::seconds(1); }},
      {"udp, both, 4 streams", "-u --bidir -P 4 -b 8M -l 1000 -t 1", true,
       [=](S& s, C&) { udp(s, 8'000'000), s.parallel = 4, s.direction = kBoth, s.time = std::chrono::seconds(1); }},
      {"udp, omit", "-u -O 1 -b 8M -l 1000 -t 1", false,
       [](S& s, C&) { udp(s, 8'000'000), s.omit = s.time = std::chrono::seconds(1); }},
      {"udp, counters of 64 bits", "-u --udp-counters-64bit -b 40M -l 1000 -n 1M", true,
       [](S& s, C&) { udp(s, 40'000'000), s.counters64 = true, s.bytes = 1 << 20; }},
      {"udp, down, counters of 64 bits", "-u -R --udp-counters-64bit -b 40M -l 1000 -n 1M", true,
       [=](S& s, C&) { udp(s, 40'000'000), s.counters64 = true, s.bytes = 1 << 20, s.direction = kDown; }},
      {"udp, usual length and rate", "-u -t 1", true,
       [](S& s, C&) { s.protocol = Protocol::kUdp, s.time = std::chrono::seconds(1); }},
      {"udp, ipv6, tos, don't fragment", "-6 -u --dont-fragment -S 32 -b 40M -l 1000 -n 1M", true,
       [](S& s, C& c) { udp(s, 40'000'000), c.host = "::1", s.tos = 32, s.dontFragment = true, s.bytes = 1 << 20; }},
  };
  return kModes;
}

class Iperf3 {
 public:
  explicit Iperf3(const QStringList& arguments) {
    m_process.setProgram(QStringLiteral("iperf3"));
    m_process.setArguments(arguments);
    if (arguments.contains(QStringLiteral("-s"))) m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start();
  }
  ~Iperf3() {
    m_process.terminate();
    if (!m_process.waitForFinished(2000)) m_process.kill();
    m_process.waitForFinished();
  }

  bool isListening() {
    return QTest::qWaitFor([this] { return read().contains("Server listening"); }, 5000);
  }
  bool ends() {
    return QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, kPatienceMs);
  }
  QByteArray read() { return m_all += m_process.readAll(); }
  QJsonObject json() { return QJsonDocument::fromJson(read()).object(); }
  int exitCode() const { return m_process.exitCode(); }
  void terminate() { m_process.terminate(); }

 private:
  QProcess m_process;
  QByteArray m_all;
};

QStringList words(const char* arguments) {
  return QString::fromLatin1(arguments).split(u' ');
}

}  // namespace

class Iperf3PeersTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void ourClient_data() { addModes(); }
  void ourClient();
  void ourServer_data() { addModes(); }
  void ourServer();
  void ourClientWaitsForABusyServer();
  void aBusyServerIsToldAtOnce();
  void ourServerServesTogether();
  void ourServerQueues();
  void ourServerRefuses();
  void ourClientSurvivesTheServersEnd();
  void ourServerSurvivesTheClientsEnd();
  void cancelEndsTheServersTest();

 private:
  static void addModes();
  static const Mode& mode();
};

void Iperf3PeersTest::initTestCase() {
  if (QStandardPaths::findExecutable(QStringLiteral("iperf3")).isEmpty()) QSKIP("iperf3 is not installed");
}

void Iperf3PeersTest::addModes() {
  QTest::addColumn<int>("index");
  for (int i = 0; const Mode& each : modes())
    QTest::newRow(each.name) << i++;
}

const Mode& Iperf3PeersTest::mode() {
  return modes()[static_cast<std::size_t>(*static_cast<int*>(QTest::qData("index", QMetaType::Int)))];
}

namespace {

QStringList serverArguments(quint16 port) {
  return {QStringLiteral("-s"), QStringLiteral("--forceflush"), QStringLiteral("-p"), QString::number(port)};
}

QStringList clientArguments(const char* host, quint16 port, const QStringList& more) {
  return QStringList{QStringLiteral("-c"), QString::fromLatin1(host), QStringLiteral("-p"), QString::number(port)} +
         more;
}

/// Runs our client to its end.
std::shared_ptr<const ThroughputReport> runClient(const ThroughputConnection& connection,
                                                  const ThroughputSettings& settings) {
  ThroughputClient client(connection, settings);
  QSignalSpy ended(&client, &Job::ended);
  client.start();
  if (!QTest::qWaitFor([&] { return !ended.isEmpty(); }, kPatienceMs)) qWarning("the client does not end");
  return client.report();
}

QByteArray describe(const std::shared_ptr<const ThroughputReport>& report) {
  if (!report->error) return "no error";
  return QByteArray::fromStdString(std::string(name(report->error->code)) + ' ' + report->error->operation + ' ' +
                                   report->error->subject);
}

ThroughputConnection connectionTo(quint16 port) {
  ThroughputConnection connection;
  connection.host = "127.0.0.1";
  connection.port = port;
  return connection;
}

}  // namespace

namespace {

/// What the receiver counted adds up, and it has seen no more than was sent. On a busy machine some may be lost.
void compareDatagrams(const StreamTotal& stream, std::uint32_t length) {
  const std::uint64_t sent = stream.sentBytes / length;
  QVERIFY(stream.datagrams && stream.datagrams->packets <= sent);
  QCOMPARE(stream.receivedBytes,
           (stream.datagrams->packets - static_cast<std::uint64_t>(stream.datagrams->lost)) * length);
  QVERIFY(stream.receivedBytes * 2 > stream.sentBytes);
}

}  // namespace

void Iperf3PeersTest::ourClient() {
  const quint16 port = freePort();
  Iperf3 server(serverArguments(port));
  QVERIFY(server.isListening());
  ThroughputConnection connection = connectionTo(port);
  ThroughputSettings settings;
  mode().set(settings, connection);
  const auto report = runClient(connection, settings);
  QVERIFY2(!report->error, describe(report));
  QVERIFY(report->finished && report->peerCpuPercent);
  const bool up = settings.direction != TransferDirection::kDown, down = settings.direction != TransferDirection::kUp;
  QCOMPARE(report->streams.size(), static_cast<std::size_t>(settings.parallel * (int{up} + int{down})));
  for (const StreamTotal& stream : report->streams) {
    QVERIFY(stream.sentBytes > 0 && stream.receivedBytes > 0);
    if (mode().exact) compareDatagrams(stream, report->blockLength);
  }
  const std::uint64_t limit = settings.bytes + settings.blocks * settings.blockLength.value_or(0);
  if (limit > 0 && up && settings.protocol == Protocol::kTcp) QCOMPARE(report->sum(true).sentBytes, limit);
  if (limit > 0 && !up && settings.protocol == Protocol::kTcp) QVERIFY(report->sum(false).receivedBytes >= limit);
  if (settings.protocol == Protocol::kTcp) QVERIFY(!report->congestion.empty() && !report->peerCongestion.empty());
  if (!settings.congestion.empty()) QCOMPARE(report->congestion, settings.congestion);
  if (settings.serverOutput) QVERIFY(report->serverOutput.find("sec") != std::string::npos);
  QVERIFY(!report->intervals.empty());
}

void Iperf3PeersTest::ourServer() {
  ThroughputServerSettings settings;
  settings.port = 0;
  ThroughputServer server(settings);
  quint16 port = 0;
  connect(&server, &ThroughputServer::listening, this, [&](const IpEndpoint& local) { port = local.port; });
  std::shared_ptr<const ThroughputReport> report;
  connect(&server, &ThroughputServer::testEnded, this, [&](ThroughputTestId, auto ended) { report = ended; });
  server.start();
  QVERIFY(port != 0);
  const bool v6 = words(mode().arguments).contains(QStringLiteral("-6"));
  Iperf3 client(
      clientArguments(v6 ? "::1" : "127.0.0.1", port, words(mode().arguments) + QStringList{QStringLiteral("-J")}));
  QVERIFY(client.ends());
  const QJsonObject told = client.json();
  QVERIFY2(client.exitCode() == 0, qPrintable(told[QLatin1String("error")].toString()));
  QTRY_VERIFY(report);
  QVERIFY2(!report->error, describe(report));
  const ThroughputSettings& asked = report->settings;
  const bool down = asked.direction == TransferDirection::kDown;
  QCOMPARE(report->streams.size(),
           static_cast<std::size_t>(asked.parallel * (asked.direction == TransferDirection::kBoth ? 2 : 1)));
  const QJsonObject end = told[QLatin1String("end")].toObject();
  const bool isUdp = asked.protocol == Protocol::kUdp;
  const QJsonObject sent = end[QLatin1String(isUdp ? "sum" : "sum_sent")].toObject();
  const auto sentBytes = static_cast<std::uint64_t>(sent[QLatin1String("bytes")].toDouble());
  QVERIFY(sentBytes > 0);
  const StreamTotal ours = report->sum(down);
  QCOMPARE(down ? ours.receivedBytes > 0 : ours.sentBytes == sentBytes || isUdp, true);
  for (const StreamTotal& stream : report->streams) {
    QVERIFY(stream.sentBytes > 0 && stream.receivedBytes > 0);
    if (!stream.sender && mode().exact) compareDatagrams(stream, report->blockLength);
  }
  if (asked.serverOutput) {
    const QString output = told[QLatin1String("server_output_text")].toString();
    QVERIFY2(output.contains(QLatin1String("receiver")), qPrintable(output));
  }
}

void Iperf3PeersTest::aBusyServerIsToldAtOnce() {
  const quint16 port = freePort();
  Iperf3 server(serverArguments(port));
  QVERIFY(server.isListening());
  Iperf3 first(clientArguments("127.0.0.1", port, words("-b 1M -t 2")));
  QVERIFY(QTest::qWaitFor([&] { return server.read().contains("Accepted connection"); }));
  const auto report = runClient(connectionTo(port), {});
  QVERIFY(report->error);
  QCOMPARE(report->error->code, ErrorCode::kThroughputBusy);
}

void Iperf3PeersTest::ourClientWaitsForABusyServer() {
  const quint16 port = freePort();
  Iperf3 server(serverArguments(port));
  QVERIFY(server.isListening());
  Iperf3 first(clientArguments("127.0.0.1", port, words("-b 1M -t 1")));
  QVERIFY(QTest::qWaitFor([&] { return server.read().contains("Accepted connection"); }));
  ThroughputConnection connection = connectionTo(port);
  connection.waitWhenBusy = std::chrono::seconds(10);
  ThroughputSettings settings;
  settings.bytes = 1 << 20;
  const auto report = runClient(connection, settings);
  QVERIFY2(!report->error, describe(report));
  QCOMPARE(report->sum(true).sentBytes, std::uint64_t{1 << 20});
}

namespace {

/// Our server with a policy, and two clients of iperf3 that come one right after the other.
struct TwoClients {
  TwoClients(BusyPolicy policy, QObject& context) : server(settings(policy)) {
    QObject::connect(&server, &ThroughputServer::listening, &context, [&](const IpEndpoint& at) { port = at.port; });
    QObject::connect(&server, &ThroughputServer::testStarted, &context, [&] { most = std::max(most, ++running); });
    QObject::connect(&server, &ThroughputServer::testEnded, &context, [&] { --running; });
    server.start();
    first.emplace(clientArguments("127.0.0.1", port, words("-b 8M -t 1")));
    if (!QTest::qWaitFor([&] { return running == 1; })) return;
    second.emplace(clientArguments("127.0.0.1", port, words("-b 8M -t 1 -J")));
    ended = first->ends() && second->ends();
  }
  static ThroughputServerSettings settings(BusyPolicy policy) {
    ThroughputServerSettings settings;
    settings.port = 0;
    settings.busy = policy;
    return settings;
  }

  ThroughputServer server;
  quint16 port = 0;
  int running = 0, most = 0;
  bool ended = false;
  std::optional<Iperf3> first, second;
};

}  // namespace

void Iperf3PeersTest::ourServerServesTogether() {
  TwoClients clients(BusyPolicy::kServeTogether, *this);
  QVERIFY(clients.ended);
  QCOMPARE(clients.first->exitCode(), 0);
  QCOMPARE(clients.second->exitCode(), 0);
  QCOMPARE(clients.most, 2);
}

void Iperf3PeersTest::ourServerQueues() {
  TwoClients clients(BusyPolicy::kQueue, *this);
  QVERIFY(clients.ended);
  QCOMPARE(clients.first->exitCode(), 0);
  QCOMPARE(clients.second->exitCode(), 0);
  QCOMPARE(clients.most, 1);
}

void Iperf3PeersTest::ourServerRefuses() {
  TwoClients clients(BusyPolicy::kRefuse, *this);
  QVERIFY(clients.ended);
  QCOMPARE(clients.first->exitCode(), 0);
  QVERIFY(clients.second->json()[QLatin1String("error")].toString().contains(QLatin1String("busy")));
}

void Iperf3PeersTest::ourClientSurvivesTheServersEnd() {
  const quint16 port = freePort();
  Iperf3 server(serverArguments(port));
  QVERIFY(server.isListening());
  ThroughputConnection connection = connectionTo(port);
  connection.interval = std::chrono::milliseconds(100);
  ThroughputClient client(connection, {});
  QSignalSpy ended(&client, &Job::ended), intervals(&client, &ThroughputClient::intervalEnded);
  client.start();
  QTRY_VERIFY(intervals.size() >= 2);
  server.terminate();
  QTRY_VERIFY(!ended.isEmpty());
  QVERIFY(client.report()->error);
  QVERIFY(client.report()->sum(true).sentBytes > 0);
}

void Iperf3PeersTest::ourServerSurvivesTheClientsEnd() {
  ThroughputServerSettings settings = TwoClients::settings(BusyPolicy::kRefuse);
  settings.interval = std::chrono::milliseconds(100);
  ThroughputServer server(settings);
  quint16 port = 0;
  std::shared_ptr<const ThroughputReport> report;
  connect(&server, &ThroughputServer::listening, this, [&](const IpEndpoint& local) { port = local.port; });
  connect(&server, &ThroughputServer::testEnded, this, [&](ThroughputTestId, auto ended) { report = ended; });
  QSignalSpy started(&server, &ThroughputServer::testStarted);
  server.start();
  Iperf3 client(clientArguments("127.0.0.1", port, words("-t 10")));
  QTRY_VERIFY(!started.isEmpty());
  QTRY_VERIFY(server.reports().front()->sum(false).receivedBytes > 0);
  client.terminate();
  QTRY_VERIFY(report);
  QVERIFY(report->error);
  QCOMPARE(report->error->code, ErrorCode::kThroughputTerminated);
  QVERIFY(report->sum(false).receivedBytes > 0);
}

void Iperf3PeersTest::cancelEndsTheServersTest() {
  const quint16 port = freePort();
  Iperf3 server(serverArguments(port));
  QVERIFY(server.isListening());
  ThroughputClient client(connectionTo(port), {});
  QSignalSpy ended(&client, &Job::ended), phases(&client, &ThroughputClient::phaseChanged);
  const auto running = [&] {
    return phases.last().at(0).value<ThroughputClient::Phase>() == ThroughputClient::Phase::kRunning;
  };
  client.start();
  QTRY_VERIFY(!phases.isEmpty() && running());
  QVERIFY(QTest::qWaitFor([&] { return !client.drainLive().empty(); }));
  client.cancel();
  QTRY_VERIFY(!ended.isEmpty());
  QVERIFY(!client.report()->error);
  QVERIFY(client.report()->sum(true).sentBytes > 0);
  QTRY_VERIFY(server.read().contains("the client has terminated"));
}

QTEST_GUILESS_MAIN(Iperf3PeersTest)
#include "iperf3_peers_test.moc"
