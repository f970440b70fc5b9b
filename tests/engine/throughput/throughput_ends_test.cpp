#include "core/engine/throughput/throughput_client.h"
#include "core/engine/throughput/throughput_server.h"

#include <QSignalSpy>
#include <QTest>

#include <functional>

using namespace synscope;

namespace {

constexpr std::uint64_t kMebi = 1 << 20;

ThroughputServerSettings anyPort() {
  ThroughputServerSettings settings;
  settings.port = 0;
  return settings;
}

/// Our server on a free port, and what it has told.
class Served : public QObject {
 public:
  explicit Served(ThroughputServerSettings settings = anyPort())
      : server(std::move(settings)), ended(&server, &Job::ended) {
    connect(&server, &ThroughputServer::listening, this, [this](const IpEndpoint& local) { port = local.port; });
    connect(&server, &ThroughputServer::testStarted, this, [this] { most = std::max(most, ++running); });
    connect(&server, &ThroughputServer::testEnded, this,
            [this](ThroughputTestId, const std::shared_ptr<const ThroughputReport>& report) {
              --running;
              reports.push_back(report);
            });
    server.start();
  }

  ThroughputConnection connection() const {
    ThroughputConnection connection;
    connection.host = "127.0.0.1";
    connection.port = port;
    return connection;
  }

  ThroughputServer server;
  QSignalSpy ended;
  quint16 port = 0;
  int running = 0, most = 0;
  std::vector<std::shared_ptr<const ThroughputReport>> reports;
};

bool runs(ThroughputClient& client) {
  QSignalSpy ended(&client, &Job::ended);
  client.start();
  return QTest::qWaitFor([&] { return !ended.isEmpty(); }, 20'000);
}

ThroughputSettings bytes(std::uint64_t count) {
  ThroughputSettings settings;
  settings.bytes = count;
  return settings;
}

std::string_view errorOf(const ThroughputReport& report) {
  return report.error ? name(report.error->code) : std::string_view("none");
}

struct Case {
  const char* name;
  std::function<void(ThroughputSettings&)> set;
};

const std::vector<Case>& cases() {
  using S = ThroughputSettings;
  static const std::vector<Case> kCases = {
      {"up", [](S&) {}},
      {"down", [](S& s) { s.direction = TransferDirection::kDown; }},
      {"4 streams", [](S& s) { s.parallel = 4; }},
      {"down, 4 streams", [](S& s) { s.direction = TransferDirection::kDown, s.parallel = 4; }},
      {"blocks", [](S& s) { s.bytes = 0, s.blocks = 77, s.blockLength = 10'000; }},
      {"down, blocks", [](S& s) { s.bytes = 0, s.blocks = 77, s.direction = TransferDirection::kDown; }},
      {"rate", [](S& s) { s.bytes = kMebi, s.bitsPerSecond = 40'000'000; }},
      {"128 streams", [](S& s) { s.parallel = 128; }},
      {"datagrams",
       [](S& s) {
         s.protocol = Protocol::kUdp, s.bitsPerSecond = 80'000'000, s.blockLength = 1000, s.bytes = 1'000'000;
       }},
      {"datagrams, 4 streams, 64 bits",
       [](S& s) {
         s.protocol = Protocol::kUdp, s.bitsPerSecond = 20'000'000, s.blockLength = 1000, s.bytes = 1'000'000,
         s.parallel = 4, s.counters64 = true;
       }},
      {"datagrams down",
       [](S& s) {
         s.protocol = Protocol::kUdp, s.bitsPerSecond = 80'000'000, s.blockLength = 1000, s.bytes = 1'000'000,
         s.direction = TransferDirection::kDown;
       }},
  };
  return kCases;
}

}  // namespace

class ThroughputEndsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void bothEndsCountTheSame_data();
  void bothEndsCountTheSame();
  void bothDirectionsAtOnce();
  void everyStreamHasItsShare_data();
  void everyStreamHasItsShare();
  void theOmitTimeIsLeftOut();
  void linesAndLiveSamplesAddUp();
  void cancelKeepsWhatThereIs();
  void cancelWhileABusyServerIsAskedAgain();
  void aServerThatStopsTellsItsClients();
  void stoppedByWhoHearsThatItBegan_data();
  void stoppedByWhoHearsThatItBegan();
  void onceIsOnce();
  void severalAtOnceOrInTurn_data();
  void severalAtOnceOrInTurn();
  void limitsOfTheServer_data();
  void limitsOfTheServer();
  void twoUdpTestsOfOneAddress();
  void thePortIsTaken();
  void optionsThatCannotBeSet();
};

void ThroughputEndsTest::bothEndsCountTheSame_data() {
  QTest::addColumn<int>("index");
  for (int i = 0; const Case& each : cases())
    QTest::newRow(each.name) << i++;
}

void ThroughputEndsTest::bothEndsCountTheSame() {
  QFETCH(int, index);
  ThroughputSettings settings = bytes(20 * kMebi);
  cases()[static_cast<std::size_t>(index)].set(settings);
  Served served;
  ThroughputClient client(served.connection(), settings);
  QVERIFY(runs(client));
  QTRY_COMPARE(served.reports.size(), std::size_t{1});
  const ThroughputReport mine = *client.report(), its = *served.reports[0];
  QCOMPARE(errorOf(mine), std::string_view("none"));
  QCOMPARE(errorOf(its), std::string_view("none"));
  const bool up = settings.direction == TransferDirection::kUp, udp = settings.protocol == Protocol::kUdp;
  const std::uint64_t wanted = settings.bytes + settings.blocks * mine.blockLength;
  const StreamTotal sum = mine.sum(up), other = its.sum(!up);
  if (up || !udp) QCOMPARE(sum.sentBytes, wanted);
  if (up || !udp) QCOMPARE(sum.receivedBytes, wanted);
  if (!up) QVERIFY(sum.receivedBytes >= wanted);
  QCOMPARE(other.sentBytes, sum.sentBytes);
  QCOMPARE(other.receivedBytes, sum.receivedBytes);
  if (udp) QCOMPARE(sum.datagrams->lost, 0);
  QCOMPARE(mine.streams.size(), static_cast<std::size_t>(settings.parallel));
  QVERIFY(mine.cpuPercent && mine.peerCpuPercent);
  QVERIFY(its.peerVersion.starts_with("SynScope"));
  if (!udp) QVERIFY(!mine.congestion.empty() && mine.congestion == its.peerCongestion && mine.mss);
  if (!udp && up) QVERIFY(sum.retransmits && mine.streams[0].info);
}

void ThroughputEndsTest::bothDirectionsAtOnce() {
  Served served;
  ThroughputSettings settings = bytes(0);
  settings.direction = TransferDirection::kBoth;
  settings.time = std::chrono::seconds(1);
  settings.parallel = 2;
  ThroughputClient client(served.connection(), settings);
  QVERIFY(runs(client));
  const auto report = client.report();
  QCOMPARE(errorOf(*report), std::string_view("none"));
  QCOMPARE(report->streams.size(), std::size_t{4});
  for (std::size_t i = 0; i < 4; ++i) {
    QCOMPARE(report->streams[i].sender, i < 2);
    QCOMPARE(report->streams[i].stream, i == 0 ? 1 : static_cast<int>(i) + 2);
    QVERIFY(report->streams[i].receivedBytes > 0 && report->streams[i].sentBytes >= report->streams[i].receivedBytes);
  }
  QTRY_COMPARE(served.reports.size(), std::size_t{1});
  for (const auto& told : {report, served.reports[0]})  // Each end of each direction.
    QVERIFY(told->why && told->whyOther && told->why->sender && !told->whyOther->sender);
}

void ThroughputEndsTest::everyStreamHasItsShare_data() {
  QTest::addColumn<TransferDirection>("direction");
  QTest::newRow("up") << TransferDirection::kUp;
  QTest::newRow("down") << TransferDirection::kDown;
}

/// A block for each: the first stream to run could have moved all of them before the last one is scheduled.
void ThroughputEndsTest::everyStreamHasItsShare() {
  constexpr std::uint32_t kBlock = 131'072;
  constexpr int kStreams = 16;
  Served served;
  ThroughputSettings settings = bytes(std::uint64_t{kBlock} * kStreams);
  settings.blockLength = kBlock;
  settings.parallel = kStreams;
  QFETCH(const TransferDirection, direction);
  settings.direction = direction;
  ThroughputClient client(served.connection(), settings);
  QVERIFY(runs(client));
  QCOMPARE(client.report()->streams.size(), std::size_t{kStreams});
  for (const StreamTotal& stream : client.report()->streams)
    QCOMPARE(stream.receivedBytes, std::uint64_t{kBlock});
}

void ThroughputEndsTest::theOmitTimeIsLeftOut() {
  Served served;
  ThroughputSettings settings;
  settings.protocol = Protocol::kUdp;
  settings.blockLength = 1000;
  settings.bitsPerSecond = 8'000'000;
  settings.omit = settings.time = std::chrono::seconds(1);
  ThroughputClient client(served.connection(), settings);
  QVERIFY(runs(client));
  const auto report = client.report();
  const StreamTotal sum = report->sum(true);
  QVERIFY2(sum.sentBytes > 950'000 && sum.sentBytes < 1'050'000, qPrintable(QString::number(sum.sentBytes)));
  QVERIFY(sum.receivedBytes > 950'000 && sum.receivedBytes < 1'050'000);
  QCOMPARE(report->intervals.size(), std::size_t{2});
  QVERIFY(report->intervals[0].omitted && !report->intervals[1].omitted);
  QVERIFY(std::ranges::count(report->marks, ThroughputMark::Kind::kOmitEnds, &ThroughputMark::kind) == 1);
}

void ThroughputEndsTest::linesAndLiveSamplesAddUp() {
  Served served;
  ThroughputConnection connection = served.connection();
  connection.interval = std::chrono::milliseconds(200);
  ThroughputSettings settings;
  settings.bitsPerSecond = 80'000'000;
  settings.time = std::chrono::seconds(1);
  ThroughputClient client(connection, settings);
  QSignalSpy lines(&client, &ThroughputClient::intervalEnded);
  QVERIFY(runs(client));
  const auto report = client.report();
  const auto total = report->sum(true).sentBytes;
  std::uint64_t inLines = 0, inLive = 0;
  for (const ThroughputInterval& line : report->intervals)
    inLines += line.sum(true).bytes;
  for (const ThroughputInterval& live : client.drainLive())
    inLive += live.sum(true).bytes;
  QCOMPARE(lines.size(), 5);
  QCOMPARE(report->intervals.size(), std::size_t{5});
  QVERIFY(inLines <= total && inLines > total * 95 / 100);
  QCOMPARE(inLive, total);
  QVERIFY(client.drainLive().empty());
}

void ThroughputEndsTest::cancelKeepsWhatThereIs() {
  Served served;
  ThroughputClient client(served.connection(), {});
  QSignalSpy ended(&client, &Job::ended);
  client.start();
  QVERIFY(QTest::qWaitFor([&] { return !client.drainLive().empty(); }));
  client.cancel();
  QTRY_VERIFY(!ended.isEmpty());
  QCOMPARE(errorOf(*client.report()), std::string_view("none"));
  QVERIFY(client.report()->sum(true).sentBytes > 0);
  QTRY_COMPARE(served.reports.size(), std::size_t{1});
  QCOMPARE(errorOf(*served.reports[0]), std::string_view("throughput-terminated"));
  QVERIFY(served.reports[0]->sum(false).receivedBytes > 0);
}

void ThroughputEndsTest::cancelWhileABusyServerIsAskedAgain() {
  ThroughputServerSettings settings = anyPort();
  settings.busy = BusyPolicy::kRefuse;
  Served served(settings);
  ThroughputSettings slow;
  slow.bitsPerSecond = 8'000'000;
  ThroughputClient first(served.connection(), slow);
  first.start();
  QTRY_COMPARE(served.running, 1);
  for (const bool connecting : {false, true}) {
    ThroughputConnection connection = served.connection();
    connection.waitWhenBusy = std::chrono::seconds(60);
    ThroughputClient waiting(connection, bytes(kMebi));
    QSignalSpy ended(&waiting, &Job::ended), busy(&waiting, &ThroughputClient::serverBusy);
    int connects = 0;
    connect(&waiting, &ThroughputClient::phaseChanged, this, [&](ThroughputClient::Phase phase) {
      if (phase == ThroughputClient::Phase::kConnecting && ++connects == 2 && connecting) waiting.cancel();
    });
    waiting.start();
    QTRY_VERIFY(!busy.isEmpty());
    if (!connecting) waiting.cancel();
    QTRY_COMPARE(ended.size(), 1);
  }
}

void ThroughputEndsTest::aServerThatStopsTellsItsClients() {
  Served served;
  ThroughputClient client(served.connection(), {});
  QSignalSpy ended(&client, &Job::ended);
  client.start();
  QVERIFY(QTest::qWaitFor([&] { return !client.drainLive().empty(); }));
  served.server.cancel();
  QTRY_VERIFY(!ended.isEmpty() && !served.ended.isEmpty());
  QCOMPARE(errorOf(*client.report()), std::string_view("throughput-terminated"));
  QVERIFY(client.report()->sum(true).sentBytes > 0);
  const ThroughputReport& report = *served.reports[0];
  QVERIFY(report.sum(false).receivedBytes > 0);
  QVERIFY(report.interrupted);  // So the verdict knows that it has not seen all.
}

void ThroughputEndsTest::stoppedByWhoHearsThatItBegan_data() {
  QTest::addColumn<Protocol>("protocol");
  QTest::newRow("tcp") << Protocol::kTcp;
  QTest::newRow("udp") << Protocol::kUdp;
}

void ThroughputEndsTest::stoppedByWhoHearsThatItBegan() {
  QFETCH(Protocol, protocol);
  Served served;
  connect(&served.server, &ThroughputServer::testStarted, &served.server, [&] { served.server.cancel(); });
  ThroughputSettings settings;
  settings.protocol = protocol;
  ThroughputClient client(served.connection(), settings);
  QVERIFY(runs(client));
  QTRY_COMPARE(served.ended.size(), 1);
  QCOMPARE(errorOf(*client.report()), std::string_view("throughput-terminated"));
}

void ThroughputEndsTest::onceIsOnce() {
  ThroughputServerSettings settings = anyPort();
  settings.once = true;
  Served served(settings);
  ThroughputClient client(served.connection(), bytes(kMebi));
  QVERIFY(runs(client));
  QTRY_COMPARE(served.ended.size(), 1);
  ThroughputClient late(served.connection(), bytes(kMebi));
  QVERIFY(runs(late));
  QCOMPARE(errorOf(*late.report()), std::string_view("connect-failed"));
  QCOMPARE(late.report()->unreachable->state, PortState::kClosed);
}

void ThroughputEndsTest::severalAtOnceOrInTurn_data() {
  QTest::addColumn<BusyPolicy>("policy");
  QTest::addColumn<bool>("waits");
  QTest::addColumn<int>("most");
  QTest::addColumn<std::string>("second");
  QTest::newRow("together") << BusyPolicy::kServeTogether << false << 2 << std::string("none");
  QTest::newRow("queue") << BusyPolicy::kQueue << false << 1 << std::string("none");
  QTest::newRow("refuse") << BusyPolicy::kRefuse << false << 1 << std::string("throughput-busy");
  QTest::newRow("refuse, but the client waits") << BusyPolicy::kRefuse << true << 1 << std::string("none");
}

void ThroughputEndsTest::severalAtOnceOrInTurn() {
  QFETCH(BusyPolicy, policy);
  QFETCH(bool, waits);
  QFETCH(int, most);
  QFETCH(std::string, second);
  ThroughputServerSettings settings = anyPort();
  settings.busy = policy;
  Served served(settings);
  ThroughputSettings slow;
  slow.bitsPerSecond = 8'000'000;
  slow.time = std::chrono::seconds(1);
  ThroughputClient first(served.connection(), slow);
  QSignalSpy firstEnded(&first, &Job::ended);
  first.start();
  QTRY_COMPARE(served.running, 1);
  ThroughputConnection connection = served.connection();
  if (waits) connection.waitWhenBusy = std::chrono::seconds(10);
  ThroughputClient other(connection, bytes(kMebi));
  QSignalSpy busy(&other, &ThroughputClient::serverBusy);
  QVERIFY(runs(other));
  QTRY_COMPARE(firstEnded.size(), 1);
  QCOMPARE(errorOf(*first.report()), std::string_view("none"));
  QCOMPARE(errorOf(*other.report()), std::string_view(second));
  QCOMPARE(served.most, most);
  QCOMPARE(!busy.isEmpty(), waits);
}

void ThroughputEndsTest::limitsOfTheServer_data() {
  QTest::addColumn<quint64>("rate");
  QTest::addColumn<int>("seconds");
  QTest::addColumn<std::string>("error");
  QTest::addColumn<std::string>("number");
  QTest::newRow("within") << quint64{4'000'000} << 1 << std::string("none") << std::string();
  QTest::newRow("too fast") << quint64{6'000'000} << 1 << std::string("throughput-refused") << std::string("27");
  QTest::newRow("too long") << quint64{1'000'000} << 5 << std::string("throughput-refused") << std::string("37");
}

void ThroughputEndsTest::limitsOfTheServer() {
  QFETCH(quint64, rate);
  QFETCH(int, seconds);
  QFETCH(std::string, error);
  QFETCH(std::string, number);
  ThroughputServerSettings limits = anyPort();
  limits.maxBitsPerSecond = 10'000'000;
  limits.maxTime = std::chrono::seconds(3);
  Served served(limits);
  ThroughputSettings settings;
  settings.bitsPerSecond = rate;
  settings.parallel = 2;
  settings.time = std::chrono::seconds(seconds);
  ThroughputClient client(served.connection(), settings);
  QVERIFY(runs(client));
  QCOMPARE(errorOf(*client.report()), std::string_view(error));
  if (!number.empty()) QCOMPARE(client.report()->error->subject, number);
}

/// Their streams must not be mixed up, though they come from the same address at the same time.
void ThroughputEndsTest::twoUdpTestsOfOneAddress() {
  Served served;
  std::vector<std::unique_ptr<ThroughputClient>> clients;
  for (const std::uint32_t length : {500U, 1000U, 1500U, 2000U}) {
    ThroughputSettings settings;
    settings.protocol = Protocol::kUdp;
    settings.blockLength = length;
    settings.blocks = 300;
    settings.parallel = 3;
    settings.bitsPerSecond = 10'000'000;
    clients.push_back(std::make_unique<ThroughputClient>(served.connection(), settings));
    clients.back()->start();
  }
  QTRY_COMPARE(served.reports.size(), clients.size());
  for (const auto& client : clients) {
    QTRY_VERIFY(client->report()->finished);
    const auto report = client->report();
    QCOMPARE(errorOf(*report), std::string_view("none"));
    QCOMPARE(report->sum(true).receivedBytes, std::uint64_t{300} * report->blockLength);
    QCOMPARE(report->sum(true).datagrams->lost, 0);
  }
}

void ThroughputEndsTest::thePortIsTaken() {
  Served served;
  ThroughputServerSettings settings;
  settings.port = served.port;
  ThroughputServer second(settings);
  QSignalSpy failed(&second, &ThroughputServer::failed), ended(&second, &Job::ended);
  second.start();
  QTRY_COMPARE(ended.size(), 1);
  QCOMPARE(failed.size(), 1);
  QCOMPARE(failed[0][0].value<Error>().code, ErrorCode::kAddressInUse);
}

void ThroughputEndsTest::optionsThatCannotBeSet() {
  Served served;
  ThroughputSettings settings = bytes(kMebi);
  settings.congestion = "nosuch";
  ThroughputClient client(served.connection(), settings);
  QVERIFY(runs(client));
  QCOMPARE(errorOf(*client.report()), std::string_view("throughput-congestion"));
  QCOMPARE(client.report()->error->subject, std::string("nosuch"));
  ThroughputClient next(served.connection(), bytes(kMebi));
  QVERIFY(runs(next));
  QCOMPARE(errorOf(*next.report()), std::string_view("none"));
}

QTEST_GUILESS_MAIN(ThroughputEndsTest)
#include "throughput_ends_test.moc"
