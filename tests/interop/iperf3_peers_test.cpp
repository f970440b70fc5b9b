#include "core/engine/throughput/throughput_server.h"
#include "tests/interop/iperf3_modes.h"
#include "tests/support/iperf3_process.h"

using namespace synscope;
using namespace synscope::test;

/// Every mode with the real iperf3 on one side: as its client, and as its server.
class Iperf3PeersTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void ourClient_data() { addModes(); }
  void ourClient();
  void ourServer_data() { addModes(); }
  void ourServer();

 private:
  static void addModes();
  static const Iperf3Mode& mode();
};

void Iperf3PeersTest::initTestCase() {
  if (!Iperf3::isInstalled()) QSKIP("iperf3 is not installed");
}

void Iperf3PeersTest::addModes() {
  QTest::addColumn<int>("index");
  for (int i = 0; const Iperf3Mode& each : iperf3Modes())
    QTest::newRow(each.name) << i++;
}

const Iperf3Mode& Iperf3PeersTest::mode() {
  return iperf3Modes()[static_cast<std::size_t>(*static_cast<int*>(QTest::qData("index", QMetaType::Int)))];
}

namespace {

/// TCP limited by bytes: the reader counts until the client says that it is over, so only what the client counts is
/// sure. With an omit time each end leaves out what its own clock says.
bool countsAreExact(const ThroughputSettings& settings) {
  return settings.protocol == Protocol::kUdp && settings.omit == Duration{} && settings.bitsPerSecond != 0;
}

/// What the receiver counted adds up, and it has seen no more than was sent. On a busy machine some may be lost.
void compareDatagrams(const StreamTotal& stream, std::uint32_t length) {
  const std::uint64_t sent = stream.sentBytes / length;
  QVERIFY(stream.datagrams && stream.datagrams->packets <= sent);
  QCOMPARE(stream.receivedBytes,
           (stream.datagrams->packets - static_cast<std::uint64_t>(stream.datagrams->lost)) * length);
  QVERIFY(stream.receivedBytes * 2 > stream.sentBytes);
}

/// A quarter more: bursts at the beginning of a short test.
void compareRate(const StreamTotal& sum, double mostBitsPerSecond) {
  if (mostBitsPerSecond == 0 || sum.receivedTime == Duration{}) return;
  const double seconds = std::chrono::duration<double>(sum.receivedTime).count();
  const double rate = static_cast<double>(sum.receivedBytes) * 8 / seconds;
  QVERIFY2(rate < mostBitsPerSecond * 1.25, qPrintable(QString::number(rate)));
}

/// iperf3's server takes --fq-rate and paces nothing by it.
bool isPaced(const ThroughputReport& report) {
  return !report.client || report.settings.pacing == 0 || report.settings.direction == TransferDirection::kUp;
}

void compareStreams(const ThroughputReport& report, const Iperf3Mode& mode) {
  const bool up = mode.settings.direction != TransferDirection::kDown;
  const bool down = mode.settings.direction != TransferDirection::kUp;
  QCOMPARE(report.streams.size(), static_cast<std::size_t>(mode.settings.parallel * (int{up} + int{down})));
  for (const StreamTotal& stream : report.streams) {
    QVERIFY(stream.sentBytes > 0 && stream.receivedBytes > 0);
    if (countsAreExact(mode.settings)) compareDatagrams(stream, report.blockLength);
    QCOMPARE(stream.local.address.family(), mode.v6 ? IpFamily::kV6 : IpFamily::kV4);
  }
  if (!isPaced(report)) return;
  compareRate(report.sum(true), mode.mostBitsPerSecond);
  compareRate(report.sum(false), mode.mostBitsPerSecond);
}

}  // namespace

void Iperf3PeersTest::ourClient() {
  const quint16 port = freePort();
  Iperf3 server(serverArguments(port));
  QVERIFY(server.isListening());
  ThroughputConnection connection = connectionTo(port);
  if (mode().v6) connection.host = "::1";
  if (*mode().source != '\0') connection.bindAddress = IpAddress::parse(mode().source);
  const ThroughputSettings& settings = mode().settings;
  const auto report = runClient(connection, settings);
  QVERIFY2(!report->error, describe(report));
  QVERIFY(report->finished && report->peerCpuPercent && !report->intervals.empty());
  compareStreams(*report, mode());
  const bool tcp = settings.protocol == Protocol::kTcp, up = settings.direction == TransferDirection::kUp;
  const std::uint64_t limit = settings.bytes + settings.blocks * settings.blockLength.value_or(0);
  if (limit > 0 && tcp && up) QCOMPARE(report->sum(true).sentBytes, limit);
  if (limit > 0 && tcp && settings.direction == TransferDirection::kDown)
    QVERIFY(report->sum(false).receivedBytes >= limit);
  if (tcp) QVERIFY(!report->congestion.empty() && !report->peerCongestion.empty());
  if (!settings.congestion.empty()) QCOMPARE(report->congestion, settings.congestion);
  if (!settings.congestion.empty()) QCOMPARE(report->peerCongestion, settings.congestion);
  if (settings.mss > 0) QVERIFY(report->mss && *report->mss <= settings.mss);
  if (settings.serverOutput) QVERIFY(report->serverOutput.find("sec") != std::string::npos);
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
  Iperf3 client(clientArguments(mode().v6 ? "::1" : "127.0.0.1", port,
                                words(mode().arguments) + QStringList{QStringLiteral("-J")}));
  QVERIFY(client.ends());
  const QJsonObject told = client.json();
  QVERIFY2(client.exitCode() == 0, qPrintable(told[QLatin1String("error")].toString()));
  QTRY_VERIFY(report);
  QVERIFY2(!report->error, describe(report));
  compareStreams(*report, mode());
  const ThroughputSettings& asked = report->settings;
  const bool isUdp = asked.protocol == Protocol::kUdp, down = asked.direction == TransferDirection::kDown;
  const QJsonObject sent = told[QLatin1String("end")][QLatin1String(isUdp ? "sum" : "sum_sent")].toObject();
  const auto sentBytes = static_cast<std::uint64_t>(sent[QLatin1String("bytes")].toDouble());
  QVERIFY(sentBytes > 0);
  if (!down && !isUdp) QCOMPARE(report->sum(false).sentBytes, sentBytes);
  if (!asked.congestion.empty()) QCOMPARE(report->congestion, asked.congestion);
  if (asked.serverOutput) {
    const QString output = told[QLatin1String("server_output_text")].toString();
    QVERIFY2(output.contains(QLatin1String(down ? "sender" : "receiver")), qPrintable(output));
  }
}

QTEST_GUILESS_MAIN(Iperf3PeersTest)
#include "iperf3_peers_test.moc"
