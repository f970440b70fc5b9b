#include "core/engine/kernel/listener_watch.h"

#include "core/engine/base/unique_fd.h"
#include "core/engine/kernel/socket_table.h"

#include <QSignalSpy>
#include <QTest>

#include <netinet/in.h>
#include <sys/socket.h>

using namespace synscope;

namespace {

constexpr int kPatienceMs = 10'000;

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return address;
}

/// A listener of which nobody accepts anything.
class DeafListener {
 public:
  explicit DeafListener(int backlog) {
    sockaddr_in address = loopback(0);
    socklen_t length = sizeof address;
    auto* raw = reinterpret_cast<sockaddr*>(&address);
    m_good = bind(fd(), raw, length) == 0 && listen(fd(), backlog) == 0 && getsockname(fd(), raw, &length) == 0;
    m_port = ntohs(address.sin_port);
  }

  bool good() const { return m_good; }
  IpEndpoint local() const { return {IpAddress::v4({127, 0, 0, 1}), m_port}; }
  UniqueFd client() const {
    UniqueFd fd(socket(AF_INET, SOCK_STREAM, 0));
    const sockaddr_in address = loopback(m_port);
    const int done = connect(static_cast<int>(fd.get()), reinterpret_cast<const sockaddr*>(&address), sizeof address);
    return done == 0 ? std::move(fd) : UniqueFd();
  }

 private:
  int fd() const { return static_cast<int>(m_fd.get()); }

  UniqueFd m_fd{socket(AF_INET, SOCK_STREAM, 0)};
  std::uint16_t m_port = 0;
  bool m_good = false;
};

ListenerReport lastOf(const QSignalSpy& spy) {
  return spy.last().first().value<ListenerReport>();
}

}  // namespace

class ListenerWatchTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    if (!socketTableCapability().available) QSKIP("this system does not list its sockets");
  }
  void aQueueThatNobodyEmptiesIsToldFillingThenFull();
  void nothingIsSaidWhereNobodyListens();
};

void ListenerWatchTest::aQueueThatNobodyEmptiesIsToldFillingThenFull() {
  const DeafListener listener(2);
  QVERIFY(listener.good());
  ListenerWatch watch(listener.local());
  QSignalSpy spy(&watch, &ListenerWatch::reported);
  watch.setRunning(true);
  QCOMPARE(spy.count(), 1);
  QCOMPARE(lastOf(spy).health, (ListenerHealth{0, 2, 0, ListenerLevel::kHealthy}));
  const UniqueFd first = listener.client(), second = listener.client();
  QVERIFY(first && second);
  QTRY_COMPARE_WITH_TIMEOUT(lastOf(spy).health, (ListenerHealth{2, 2, 0, ListenerLevel::kFilling}), kPatienceMs);
  const UniqueFd third = listener.client();
  QVERIFY(third);
  QTRY_COMPARE_WITH_TIMEOUT(lastOf(spy).health, (ListenerHealth{3, 2, 0, ListenerLevel::kFull}), kPatienceMs);
  QVERIFY(lastOf(spy).grown && lastOf(spy).justGrown);
  watch.setRunning(false);
}

void ListenerWatchTest::nothingIsSaidWhereNobodyListens() {
  IpEndpoint nobody;
  {
    const DeafListener listener(1);
    nobody = listener.local();
  }
  ListenerWatch watch(nobody);
  QSignalSpy spy(&watch, &ListenerWatch::reported);
  watch.setRunning(true);
  QCOMPARE(spy.count(), 0);
}

QTEST_GUILESS_MAIN(ListenerWatchTest)
#include "listener_watch_test.moc"
