#include "core/engine/kernel/socket_sampler.h"

#include "core/engine/kernel/socket_table.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace synscope;

namespace {

/// Follows the views of a sampler.
struct Watcher {
  explicit Watcher(SocketSampler& sampler) {
    QObject::connect(&sampler, &SocketSampler::viewReady, &sampler,
                     [this](const std::shared_ptr<const SocketView>& view) { take(view); });
  }

  void take(const std::shared_ptr<const SocketView>& view) {
    const bool follows = !last || std::all_of(view->before.begin(), view->before.end(), [&](std::uint32_t before) {
      return before == SocketView::kNotBefore || before < last->rows.size();
    });
    chained = chained && follows;
    ++views;
    last = view;
  }

  /// The mark of the listener on a port; nullopt where there is none.
  std::optional<SocketMark> markOf(quint16 port) const {
    if (!last) return std::nullopt;
    for (std::size_t row = 0; row < last->rows.size(); ++row)
      if (last->socket(row).state == TcpState::kListen && last->socket(row).local.port == port)
        return last->track(row).mark;
    return std::nullopt;
  }

  std::shared_ptr<const SocketView> last;
  int views = 0;
  bool chained = true;
};

}  // namespace

/// The sampler against the socket table of this system.
class SocketSamplerTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void tellsWhatIsNewAndGone();
  void readsNothingWhileNobodyLooks();
  void pausedItStillArranges();
  void afterAWhileNothingIsMarked();
  void endsAtOnce();
};

void SocketSamplerTest::initTestCase() {
  if (const Capability can = socketTableCapability(); !can.available) QSKIP(can.reason.c_str());
}

void SocketSamplerTest::tellsWhatIsNewAndGone() {
  SocketSampler sampler;
  Watcher watcher(sampler);
  sampler.setInterval(std::chrono::milliseconds(60));
  sampler.setRunning(true);
  QTRY_VERIFY(watcher.views > 0);
  QTcpServer server;
  QVERIFY(server.listen(QHostAddress::LocalHost));
  QTRY_COMPARE(watcher.markOf(server.serverPort()), SocketMark::kNew);
  const quint16 port = server.serverPort();
  const qint64 pid = QCoreApplication::applicationPid();
  for (std::size_t row = 0; row < watcher.last->rows.size(); ++row)
    if (watcher.last->socket(row).local.port == port && watcher.last->socket(row).state == TcpState::kListen)
      QCOMPARE(qint64(watcher.last->socket(row).process.value().pid), pid);
  server.close();
  QTRY_COMPARE(watcher.markOf(port), SocketMark::kGone);
  QTRY_VERIFY(!watcher.markOf(port));
  QVERIFY(watcher.chained);
}

void SocketSamplerTest::readsNothingWhileNobodyLooks() {
  SocketSampler sampler;
  Watcher watcher(sampler);
  sampler.setInterval(std::chrono::milliseconds(50));
  QTest::qWait(150);
  QCOMPARE(watcher.views, 0);
  sampler.setRunning(true);
  QTRY_VERIFY(watcher.views > 1);
  sampler.setRunning(false);
  QTest::qWait(100);  // the one under way
  const int views = watcher.views;
  QTest::qWait(200);
  QCOMPARE(watcher.views, views);
}

void SocketSamplerTest::pausedItStillArranges() {
  QTcpServer server;
  QVERIFY(server.listen(QHostAddress::LocalHost));
  SocketSampler sampler;
  Watcher watcher(sampler);
  sampler.setInterval(std::nullopt);
  sampler.setRunning(true);
  QTRY_COMPARE(watcher.views, 1);
  SocketViewSettings settings;
  settings.filter.port = server.serverPort();
  sampler.setSettings(settings);
  QTRY_COMPARE(watcher.last->rows.size(), std::size_t(1));
  QCOMPARE(watcher.last->snapshot->generation, std::uint64_t(1));
  sampler.readNow();
  QTRY_COMPARE(watcher.last->snapshot->generation, std::uint64_t(2));
}

void SocketSamplerTest::afterAWhileNothingIsMarked() {
  SocketSampler sampler;
  Watcher watcher(sampler);
  sampler.setInterval(std::chrono::milliseconds(50));
  sampler.setRunning(true);
  QTRY_VERIFY(watcher.views > 1);
  sampler.setRunning(false);
  QTcpServer server;
  QVERIFY(server.listen(QHostAddress::LocalHost));
  QTest::qWait(100);
  const int views = watcher.views;
  sampler.setRunning(true);
  QTRY_VERIFY(watcher.views > views);
  QCOMPARE(watcher.markOf(server.serverPort()), SocketMark::kNone);
}

void SocketSamplerTest::endsAtOnce() {
  QElapsedTimer timer;
  for (int round = 0; round < 5; ++round) {
    SocketSampler sampler;
    sampler.setInterval(std::chrono::milliseconds(50));
    sampler.setRunning(true);
    QTest::qWait(round * 20);
    timer.restart();
  }
  QVERIFY2(timer.elapsed() < 1000, "ending took longer than a second");
}

QTEST_GUILESS_MAIN(SocketSamplerTest)
#include "socket_sampler_test.moc"
