#include "core/engine/latency/latency_run.h"

#include "tests/support/job_runner.h"
#include "tests/support/scripted_peer.h"

#include <QUdpSocket>
#include <QtTest>

using namespace synscope;
using namespace synscope::test;
using namespace std::chrono_literals;

namespace {

LatencySettings to(const IpEndpoint& target, LatencyMethod method = LatencyMethod::kConnect) {
  LatencySettings settings;
  settings.targets = {{target.address.toString(), target.port}};
  settings.method = method;
  settings.interval = 5ms;
  settings.count = 20;
  return settings;
}

QString word(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// "sent ok failed lost pending", then the failures.
QString describe(const LatencySummary& s) {
  QString text = QStringLiteral("%1 %2 %3 %4 %5").arg(s.sent).arg(s.ok).arg(s.failed).arg(s.lost).arg(s.pending);
  for (const auto& [state, count] : s.failures)
    text += QStringLiteral(" %1:%2").arg(word(name(state))).arg(count);
  return text;
}

}  // namespace

/// Whole runs against peers on the loopback.
class LatencyRunTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void openPort();
  void closedPort();
  void fullAcceptQueue();
  void firstByteOfAServerThatSpeaks();
  void firstByteOfAServerThatIsSilent();
  void udpEchoIsToldByItsContent();
  void closedUdpPort();
  void severalTargetsSideBySide();
  void aBusyEventLoopLengthensNothing();
  void cancelKeepsWhatThereIs();
  void cancelWhileItIsTold_data();
  void cancelWhileItIsTold();
  void aRecordingHasALimit();
  void aNameThatDoesNotResolve();
  void aNameThatFailsAfterTheOthersAreDone();
};

void LatencyRunTest::openPort() {
  ScriptedPeer peer(Script::kAccept);
  LatencyRun run(to(peer.endpoint()));
  QSignalSpy sampled(&run, &LatencyRun::sampled);
  QSignalSpy opened(&run, &LatencyRun::laneOpened);
  QVERIFY(runToEnd(run));
  const auto table = run.table();
  QCOMPARE(table->lanes.size(), std::size_t{1});
  QCOMPARE(describe(table->lanes[0]), QStringLiteral("20 20 0 0 0"));
  QCOMPARE(sampled.size(), 20);
  QCOMPARE(opened.size(), 1);
  const std::vector<LatencySample> samples = run.drain();
  QCOMPARE(samples.size(), std::size_t{20});
  for (std::size_t i = 0; i < samples.size(); ++i) {
    QCOMPARE(samples[i].seq, i + 1);
    QVERIFY(samples[i].connect && *samples[i].connect > 0us && *samples[i].connect < 1s);
    QCOMPARE(samples[i].synRetransmits, std::optional<std::uint32_t>(0));
    QVERIFY(!samples[i].kernelRtt || *samples[i].kernelRtt <= *samples[i].connect + 1us);
  }
  // An absolute schedule: the last start lies 19 intervals after the first, to a few milliseconds.
  const Duration all = samples.back().at - samples.front().at;
  QVERIFY2(all >= 90ms, qPrintable(QString::number(toMs(all))));
}

void LatencyRunTest::closedPort() {
  ClosedPort port;
  LatencyRun run(to(port.endpoint()));
  QVERIFY(runToEnd(run));
  QCOMPARE(describe(run.table()->lanes[0]), QStringLiteral("20 0 20 0 0 closed:20"));
  QVERIFY(run.table()->lanes[0].series.empty());
}

void LatencyRunTest::fullAcceptQueue() {
  FullAcceptQueue queue;
  QVERIFY(queue.isFull());
  LatencySettings settings = to(queue.endpoint());
  settings.timeout = 50ms;
  LatencyRun run(settings);
  QVERIFY(runToEnd(run));
  const LatencySummary lane = run.table()->lanes[0];
  QCOMPARE(describe(lane), QStringLiteral("20 0 20 20 0 filtered:20"));
  QCOMPARE(lane.lossPercent, std::optional<double>(100));
  QCOMPARE(lane.outageCount, std::uint64_t{1});
}

void LatencyRunTest::firstByteOfAServerThatSpeaks() {
  ScriptedPeer peer(Script::kGreet);
  LatencyRun run(to(peer.endpoint(), LatencyMethod::kFirstByte));
  QVERIFY(runToEnd(run));
  const LatencySummary lane = run.table()->lanes[0];
  QCOMPARE(describe(lane), QStringLiteral("20 20 0 0 0"));
  QCOMPARE(lane.series.at(LatencyStep::kFirstByte).count, std::uint64_t{20});
}

void LatencyRunTest::firstByteOfAServerThatIsSilent() {
  ScriptedPeer peer(Script::kAccept);
  LatencySettings settings = to(peer.endpoint(), LatencyMethod::kFirstByte);
  settings.timeout = 60ms;
  LatencyRun run(settings);
  QVERIFY(runToEnd(run));
  const LatencySummary lane = run.table()->lanes[0];
  QCOMPARE(describe(lane), QStringLiteral("20 0 20 20 0 open:20"));
}

/// Every answer comes twice, after an answer to somebody else; every fifth datagram is not answered at all.
void LatencyRunTest::udpEchoIsToldByItsContent() {
  for (const bool keep : {false, true}) {
    QUdpSocket echo;
    QVERIFY(echo.bind(QHostAddress::LocalHost));
    int received = 0;
    QObject::connect(&echo, &QUdpSocket::readyRead, &echo, [&] {
      while (echo.hasPendingDatagrams()) {
        QByteArray bytes(2048, '\0');
        QHostAddress from;
        quint16 port = 0;
        bytes.resize(echo.readDatagram(bytes.data(), bytes.size(), &from, &port));
        if (++received % 5 == 0) continue;
        QByteArray other = bytes;
        other[20] = static_cast<char>(other[20] + 1);
        for (const QByteArray& answer : {other, QByteArray(), bytes, bytes})
          echo.writeDatagram(answer, from, port);
      }
    });
    LatencySettings settings = to({loopback(), echo.localPort()}, LatencyMethod::kUdpEcho);
    settings.timeout = 100ms;
    settings.keepAlive = keep;
    LatencyRun run(settings);
    QVERIFY(runToEnd(run));
    const LatencySummary lane = run.table()->lanes[0];
    QCOMPARE(describe(lane), QStringLiteral("20 16 4 4 0 open-or-filtered:4"));
    QCOMPARE(lane.series.contains(LatencyStep::kReused), keep);
  }
}

void LatencyRunTest::closedUdpPort() {
  QUdpSocket gone;
  QVERIFY(gone.bind(QHostAddress::LocalHost));
  const quint16 port = gone.localPort();
  gone.close();
  LatencyRun run(to({loopback(), port}, LatencyMethod::kUdpEcho));
  QVERIFY(runToEnd(run));
  QCOMPARE(describe(run.table()->lanes[0]), QStringLiteral("20 0 20 0 0 closed:20"));
}

void LatencyRunTest::severalTargetsSideBySide() {
  ScriptedPeer peer(Script::kAccept);
  ClosedPort closed;
  LatencySettings settings = to(peer.endpoint());
  settings.targets.push_back({closed.endpoint().address.toString(), closed.endpoint().port});
  LatencyRun run(settings);
  QVERIFY(runToEnd(run));
  const auto table = run.table();
  QCOMPARE(table->lanes.size(), std::size_t{2});
  for (const LatencySummary& lane : table->lanes)
    QCOMPARE(lane.ok, lane.lane.address == peer.endpoint() ? std::uint64_t{20} : std::uint64_t{0});
}

/// The thread of the run works a tenth of a second at a time; what is measured is not its work.
void LatencyRunTest::aBusyEventLoopLengthensNothing() {
  ScriptedPeer peer(Script::kAccept);
  LatencySettings settings = to(peer.endpoint());
  settings.interval = 20ms;
  settings.count = 30;
  LatencyRun run(settings);
  QTimer work;
  QObject::connect(&work, &QTimer::timeout, &work, [] {
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < 100) {
    }
  });
  work.start(5);
  QVERIFY(runToEnd(run, 30'000));
  const LatencySummary lane = run.table()->lanes[0];
  QCOMPARE(lane.ok, std::uint64_t{30});
  const Duration median = *lane.series.at(LatencyStep::kConnect).p50;
  QVERIFY2(median < 5ms, qPrintable(QString::number(toMs(median))));
}

void LatencyRunTest::cancelKeepsWhatThereIs() {
  ScriptedPeer peer(Script::kAccept);
  LatencySettings settings = to(peer.endpoint());
  settings.count = 0;
  LatencyRun run(settings);
  QObject::connect(&run, &LatencyRun::sampled, &run, [&](const LatencySample& sample) {
    if (sample.seq == 7) run.cancel();
  });
  QSignalSpy sampled(&run, &LatencyRun::sampled);
  QVERIFY(runToEnd(run));
  const LatencySummary lane = run.table()->lanes[0];
  QVERIFY(lane.ok >= 7);
  QCOMPARE(static_cast<std::uint64_t>(sampled.size()), lane.ok);
  QCOMPARE(run.drain().size(), static_cast<std::size_t>(lane.ok));
}

void LatencyRunTest::cancelWhileItIsTold_data() {
  QTest::addColumn<QString>("what");
  for (const char* what : {"lane", "failure", "recording"})
    QTest::newRow(what) << QString::fromLatin1(what);
}

/// At the first word of it; another address and another target are still to be told.
void LatencyRunTest::cancelWhileItIsTold() {
  QFETCH(QString, what);
  ScriptedPeer peer(Script::kAccept);
  LatencySettings settings = to(peer.endpoint());
  settings.everyAddress = true;
  settings.targets = {{"nowhere.invalid..", 80}, {"localhost", peer.endpoint().port}};
  if (what == QStringLiteral("lane")) settings.targets.erase(settings.targets.begin());
  if (what == QStringLiteral("recording")) settings.recordTo = "/nowhere/recording";
  LatencyRun run(settings);
  QObject::connect(&run, &LatencyRun::laneOpened, &run, [&] { run.cancel(); });
  QObject::connect(&run, &LatencyRun::failed, &run, [&] { run.cancel(); });
  QSignalSpy sampled(&run, &LatencyRun::sampled);
  QVERIFY(runToEnd(run));
  const int before = static_cast<int>(sampled.size());
  QTest::qWait(100);
  QCOMPARE(sampled.size(), before);
  QVERIFY(peer.accepted() <= 2);
}

/// The first one is kept whole, the other is given up on the way; the run does not notice.
void LatencyRunTest::aRecordingHasALimit() {
  constexpr std::uint64_t kCount = 60;
  ScriptedPeer peer(Script::kAccept);
  const QTemporaryDir folder;
  const QString file = folder.filePath(QStringLiteral("run.samples"));
  for (const std::uint64_t most : {std::uint64_t{0}, std::uint64_t{2000}}) {
    LatencySettings settings = to(peer.endpoint());
    settings.interval = std::chrono::milliseconds(10);
    settings.count = kCount;
    settings.recordTo = file.toStdString();
    settings.recordMost = most;
    LatencyRun run(settings);
    QSignalSpy failed(&run, &LatencyRun::failed);
    QVERIFY(runToEnd(run));
    QCOMPARE(run.table()->lanes.at(0).ok, kCount);
    QCOMPARE(failed.size(), 0);
    QCOMPARE(QFile::exists(file), most == 0);
    if (most == 0) QVERIFY(QFileInfo(file).size() > 3000);
  }
}

void LatencyRunTest::aNameThatDoesNotResolve() {
  LatencySettings settings = to({loopback(), 80});
  settings.targets[0].host = "nowhere.invalid..";
  LatencyRun run(settings);
  QSignalSpy failed(&run, &LatencyRun::failed);
  QVERIFY(runToEnd(run));
  QCOMPARE(failed.size(), 1);
  QVERIFY(run.table()->lanes.empty());
}

void LatencyRunTest::aNameThatFailsAfterTheOthersAreDone() {
  ScriptedPeer peer(Script::kAccept);
  LatencySettings settings = to(peer.endpoint());
  settings.count = 1;
  settings.targets.push_back({"nosuch.invalid", 80});
  LatencyRun run(settings);
  QSignalSpy failed(&run, &LatencyRun::failed);
  QVERIFY(runToEnd(run));
  QCOMPARE(failed.size(), 1);
  QCOMPARE(describe(run.table()->lanes.at(0)), QStringLiteral("1 1 0 0 0"));
}

QTEST_GUILESS_MAIN(LatencyRunTest)
#include "latency_run_test.moc"
