#include "core/engine/throughput/throughput_client.h"
#include "core/engine/throughput/throughput_server.h"

#include <QSignalSpy>
#include <QTest>

#include <sys/resource.h>

#include <algorithm>
#include <thread>

using namespace synscope;

namespace {

constexpr Duration kTime = std::chrono::milliseconds(1500);
using Reports = std::vector<std::shared_ptr<const ThroughputReport>>;

double processMs() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto ms = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
  };
  return ms(usage.ru_utime) + ms(usage.ru_stime);
}

/// CPU time of one end, in milliseconds.
double usedMs(const ThroughputReport& report) {
  return report.cpuPercent.value_or(0) / 100 * toMs(report.elapsed - report.settings.omit);
}

ThroughputSettings timed(Protocol protocol, TransferDirection direction, std::uint64_t bitsPerSecond) {
  ThroughputSettings settings;
  settings.protocol = protocol;
  settings.direction = direction;
  settings.bitsPerSecond = bitsPerSecond;
  settings.time = kTime;
  return settings;
}

/// Runs tests at once against one server, all in this process: the clients' reports, and the server's in the same
/// order.
class AtOnce {
 public:
  explicit AtOnce(const std::vector<ThroughputSettings>& all) {
    ThroughputServerSettings settings;
    settings.port = 0;
    ThroughputServer server(settings);
    ThroughputConnection connection;
    connection.host = "127.0.0.1";
    QObject::connect(&server, &ThroughputServer::listening, &server,
                     [&](const IpEndpoint& local) { connection.port = local.port; });
    Reports ended;
    QObject::connect(&server, &ThroughputServer::testEnded, &server,
                     [&](ThroughputTestId, const auto& report) { ended.push_back(report); });
    server.start();
    const double before = processMs();
    std::vector<std::unique_ptr<ThroughputClient>> clients;
    for (const ThroughputSettings& each : all) {
      clients.push_back(std::make_unique<ThroughputClient>(connection, each));
      clients.back()->start();
    }
    m_ran = QTest::qWaitFor([&] { return ended.size() == all.size(); }, 20'000) && QTest::qWaitFor([&] {
              return std::ranges::all_of(clients, [](auto& c) { return c->report()->finished; });
            });
    m_processMs = processMs() - before;
    for (const auto& client : clients)
      m_clients.push_back(client->report());
    for (const auto& mine : m_clients)
      for (const auto& its : ended)
        if (its->peer == mine->local) m_servers.push_back(its);
  }

  bool ran() const { return m_ran && m_servers.size() == m_clients.size(); }
  const ThroughputReport& client(std::size_t index) const { return *m_clients[index]; }
  const ThroughputReport& server(std::size_t index) const { return *m_servers[index]; }
  double ofProcessMs() const { return m_processMs; }
  double allEndsMs() const {
    double sum = 0;
    for (const Reports& reports : {m_clients, m_servers})
      for (const auto& report : reports)
        sum += usedMs(*report);
    return sum;
  }

 private:
  bool m_ran = false;
  double m_processMs = 0;
  Reports m_clients, m_servers;
};

}  // namespace

/// The CPU told of a test is what its own streams used, whatever else runs in the process.
class ThroughputCpuTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void eachTestIsToldItsOwn_data();
  void eachTestIsToldItsOwn();
  void aSumIsMadeOfItsStreams();
  void theOmitTimeIsLeftOut();
};

void ThroughputCpuTest::eachTestIsToldItsOwn_data() {
  QTest::addColumn<Protocol>("protocol");
  QTest::addColumn<TransferDirection>("direction");
  QTest::newRow("up") << Protocol::kTcp << TransferDirection::kUp;
  QTest::newRow("down") << Protocol::kTcp << TransferDirection::kDown;
  QTest::newRow("datagrams up") << Protocol::kUdp << TransferDirection::kUp;
}

/// One at a gentle pace, one as fast as it goes; both ends of both in this process.
void ThroughputCpuTest::eachTestIsToldItsOwn() {
  QFETCH(Protocol, protocol);
  QFETCH(TransferDirection, direction);
  const AtOnce both({timed(Protocol::kTcp, TransferDirection::kUp, 1'000'000), timed(protocol, direction, 0)});
  QVERIFY(both.ran());
  for (const ThroughputReport* gentle : {&both.client(0), &both.server(0)}) {
    const ThroughputReport& flood = gentle->client ? both.client(1) : both.server(1);
    QVERIFY(gentle->cpuPercent && flood.cpuPercent);
    qInfo("%s: %.2f and %.1f %%", gentle->client ? "client" : "server", *gentle->cpuPercent, *flood.cpuPercent);
    QVERIFY(*gentle->cpuPercent < 10);
    QVERIFY(*flood.cpuPercent <= 100);
    // On a busy machine a receiver of datagrams may get hardly any time, and hardly any datagrams.
    if (protocol == Protocol::kTcp || flood.client) QVERIFY(*flood.cpuPercent > 2 * *gentle->cpuPercent);
    QVERIFY(qAbs(*gentle->cpuUserPercent + *gentle->cpuSystemPercent - *gentle->cpuPercent) < 0.01);
  }
  for (const std::size_t index : {0U, 1U})
    QVERIFY(qAbs(*both.client(index).peerCpuPercent - *both.server(index).cpuPercent) < 0.01);
  qInfo("all ends %.0f of %.0f ms of this process", both.allEndsMs(), both.ofProcessMs());
  QVERIFY(both.allEndsMs() <= both.ofProcessMs() * 1.01 + 20);
}

void ThroughputCpuTest::aSumIsMadeOfItsStreams() {
  ThroughputSettings settings = timed(Protocol::kTcp, TransferDirection::kBoth, 0);
  settings.parallel = 2;
  const AtOnce one({settings});
  QVERIFY(one.ran());
  for (const ThroughputReport* report : {&one.client(0), &one.server(0)}) {
    QCOMPARE(report->streams.size(), std::size_t{4});
    double sum = 0;
    for (const StreamTotal& stream : report->streams) {
      QVERIFY(stream.cpuPercent && *stream.cpuPercent > 0 && *stream.cpuPercent <= 100);
      sum += *stream.cpuPercent;
    }
    QVERIFY(qAbs(sum - *report->cpuPercent) < 0.01);
    QVERIFY(qAbs(*report->sum(true).cpuPercent + *report->sum(false).cpuPercent - sum) < 0.01);
    for (const ThroughputInterval& interval : report->intervals)
      QVERIFY(interval.cpuPercent && *interval.cpuPercent <= 400);
    QCOMPARE(report->processors, static_cast<int>(std::thread::hardware_concurrency()));
  }
}

/// The share is of the time that counts: as high as in the lines of it.
void ThroughputCpuTest::theOmitTimeIsLeftOut() {
  ThroughputSettings settings = timed(Protocol::kTcp, TransferDirection::kUp, 0);
  settings.omit = std::chrono::seconds(1);
  settings.time = std::chrono::seconds(1);
  const AtOnce one({settings});
  QVERIFY(one.ran());
  const ThroughputReport& report = one.client(0);
  QVERIFY(report.intervals.size() >= 2 && report.intervals[0].omitted && !report.intervals[1].omitted);
  QVERIFY2(qAbs(*report.intervals[1].cpuPercent - *report.cpuPercent) < 5,
           qPrintable(QStringLiteral("%1 %2").arg(*report.intervals[1].cpuPercent).arg(*report.cpuPercent)));
}

QTEST_GUILESS_MAIN(ThroughputCpuTest)
#include "throughput_cpu_test.moc"
