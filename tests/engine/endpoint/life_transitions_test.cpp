#include "core/engine/base/clock.h"
#include "core/engine/endpoint/life_watch.h"
#include "core/engine/kernel/transition_feed.h"
#include "core/engine/reach/native_socket.h"
#include "core/engine/reach/tcp_attempt.h"
#include "tests/support/job_runner.h"
#include "tests/support/life_words.h"
#include "tests/support/scripted_peer.h"

#include <QProcess>
#include <QTest>
#include <QtEndian>

#include <netinet/in.h>
#include <sys/mount.h>
#include <sys/socket.h>

#include <sched.h>

using namespace synscope;
using namespace synscope::test;

namespace {

void bindTo(qintptr fd, const IpEndpoint& source) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = qToBigEndian(source.port);
  address.sin_addr.s_addr = qToBigEndian(INADDR_LOOPBACK);
  QCOMPARE(::bind(static_cast<int>(fd), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
}

}  // namespace

/// Where the kernel tells every change of state, nothing about states is inferred any more, on either end.
class LifeTransitionsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void shortStatesAreSeen_data();
  void shortStatesAreSeen();
  void anEarlierConnectionOfTheSameEndsCountsNot();
};

void LifeTransitionsTest::initTestCase() {
  QProcess::execute(QStringLiteral("ip"),
                    {QStringLiteral("link"), QStringLiteral("set"), QStringLiteral("lo"), QStringLiteral("up")});
  const TransitionFeed feed;
  if (!feed.capability().available) QSKIP("needs root (CAP_PERFMON) and tracefs");
}

void LifeTransitionsTest::shortStatesAreSeen_data() {
  QTest::addColumn<IpEndpoint>("at");
  QTest::newRow("IPv4") << IpEndpoint{loopback(), 0};
  QTest::newRow("IPv6") << IpEndpoint{*IpAddress::parse("::1"), 0};
}

void LifeTransitionsTest::shortStatesAreSeen() {
  QFETCH(IpEndpoint, at);
  const UniqueFd listener = boundTcp(at, 4);
  if (!listener) QSKIP("no such address here");
  const IpEndpoint target = *localEndpoint(listener.get());
  LifeWatch client, server;
  server.start();
  client.connecting(1, monotonicNow(), target);
  TcpAttempt::Options options;
  options.keepOpen = true;
  TcpAttempt attempt(target, options);
  QVERIFY(runToEnd(attempt));
  client.attempted(1, attempt.result(), attempt.timeline());
  UniqueFd ours(attempt.takeSocket());
  client.attach(1, ours.get());
  UniqueFd theirs(::accept4(static_cast<int>(listener.get()), nullptr, nullptr, SOCK_NONBLOCK));
  server.accepted(1, monotonicNow(), target, *attempt.result().local, theirs.get());
  QCOMPARE(lifeWords(server.life(1)->timeline), std::string("accept() <syn >syn-ack SYN_RECV <ack ESTABLISHED"));
  client.called(1, monotonicNow(), EndpointCall::kClose);
  ours.reset();
  QTRY_COMPARE(client.life(1)->state, TcpState::kFinWait2);
  server.endOfInput(1, monotonicNow());
  server.called(1, monotonicNow(), EndpointCall::kClose);
  theirs.reset();
  QTRY_COMPARE(client.life(1)->state, TcpState::kTimeWait);
  QTRY_VERIFY(client.life(1)->timer);
  QTRY_VERIFY(server.life(1)->gone);
  QCOMPARE(
      lifeWords(client.life(1)->timeline),
      std::string("connect() >syn SYN_SENT <syn-ack >ack ESTABLISHED close() >fin FIN_WAIT_1 <ack-of-fin FIN_WAIT_2 "
                  "<fin >ack TIME_WAIT =closed-by-us time-wait"));
  QCOMPARE(
      lifeWords(server.life(1)->timeline),
      std::string("accept() <syn >syn-ack SYN_RECV <ack ESTABLISHED <fin >ack CLOSE_WAIT end-of-input close() >fin "
                  "LAST_ACK <ack-of-fin CLOSED =closed-by-peer"));
  QVERIFY(client.life(1)->everyTransition.available);
}

/// A second connection from the same port must not take over the states of the first.
void LifeTransitionsTest::anEarlierConnectionOfTheSameEndsCountsNot() {
  const UniqueFd listener = boundTcp({loopback(), 0}, 4);
  const IpEndpoint target = *localEndpoint(listener.get());
  LifeWatch watch;
  std::optional<IpEndpoint> source;
  for (const ConnectionId id : {1U, 2U}) {
    TcpAttempt::Options options;
    options.keepOpen = true;
    options.prepare = [&](qintptr fd, IpFamily) {
      if (source) bindTo(fd, *source);
      return SocketError::kNone;
    };
    TcpAttempt attempt(target, options);
    watch.connecting(id, monotonicNow(), target);
    QVERIFY(runToEnd(attempt));
    watch.attempted(id, attempt.result(), attempt.timeline());
    QCOMPARE(lifeWords(watch.life(id)->timeline), std::string("connect() >syn SYN_SENT <syn-ack >ack ESTABLISHED"));
    source = attempt.result().local;
    const UniqueFd ours(attempt.takeSocket());
    const UniqueFd theirs(::accept(static_cast<int>(listener.get()), nullptr, nullptr));
    setResetOnClose(ours.get());
    watch.attach(id, ours.get());
    watch.called(id, monotonicNow(), EndpointCall::kAbort);
  }
}

int main(int argc, char** argv) {
  // A tracefs and a network of our own, seen by nobody else; without the right to make them the test is skipped.
  if (::unshare(CLONE_NEWNS | CLONE_NEWNET) == 0 && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0)
    static_cast<void>(::mount("tracefs", "/sys/kernel/tracing", "tracefs", 0, nullptr));
  QCoreApplication app(argc, argv);
  LifeTransitionsTest test;
  return QTest::qExec(&test, argc, argv);
}

#include "life_transitions_test.moc"
