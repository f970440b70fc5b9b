#include "core/engine/reach/udp_attempt.h"

#include "core/logic/reach/judge.h"
#include "core/logic/reach/step_codes.h"
#include "tests/support/job_runner.h"
#include "tests/support/scripted_peer.h"

#include <QNetworkDatagram>
#include <QUdpSocket>
#include <QtTest>

#include <algorithm>

using namespace synscope;
using namespace synscope::test;
using namespace std::chrono_literals;

namespace {

std::vector<std::byte> bytesOf(std::string_view text) {
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

UdpAttempt::Options within(Duration timeout, int sends = 3) {
  UdpAttempt::Options options;
  options.timeout = timeout;
  options.sends = sends;
  return options;
}

QHostAddress hostOf(IpFamily family) {
  return family == IpFamily::kV4 ? QHostAddress(QHostAddress::LocalHost) : QHostAddress(QHostAddress::LocalHostIPv6);
}

/// A UDP socket on a free loopback port that keeps what it gets.
struct UdpPeer {
  explicit UdpPeer(IpFamily family = IpFamily::kV4) : m_family(family) {
    bound = socket.bind(hostOf(family), 0);
    QObject::connect(&socket, &QUdpSocket::readyRead, &socket, [this] {
      while (socket.hasPendingDatagrams())
        onDatagram(socket.receiveDatagram());
    });
  }
  void onDatagram(const QNetworkDatagram& datagram) {
    received << datagram.data();
    if (static_cast<int>(received.size()) == answerTo) socket.writeDatagram(datagram.makeReply(reply));
  }
  IpEndpoint endpoint() const { return {loopback(m_family), socket.localPort()}; }

  QUdpSocket socket;
  QList<QByteArray> received;
  int answerTo = 0;  ///< Answers this datagram only, from 1; 0: none.
  QByteArray reply = QByteArrayLiteral("pong");
  bool bound = false;
  IpFamily m_family;
};

}  // namespace

class UdpAttemptTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void replyIsOpen_data() { families(); }
  void replyIsOpen();
  void closedPortIsReportedByTheHost_data() { families(); }
  void closedPortIsReportedByTheHost();
  void silenceIsOpenOrFiltered();
  void secondSendIsAnswered();
  void portThatClosesAfterTheFirstSend();
  void longReplyIsCut();
  void replyFromAnotherAddressIsRecorded();
  void emptyDatagramIsSent();
  void tooLongIsNotSent();
  void cancelEndsOnce();

 private:
  void families();
};

void UdpAttemptTest::families() {
  QTest::addColumn<IpFamily>("family");
  QTest::newRow("ipv4") << IpFamily::kV4;
  QTest::newRow("ipv6") << IpFamily::kV6;
}

void UdpAttemptTest::replyIsOpen() {
  QFETCH(const IpFamily, family);
  UdpPeer peer(family);
  if (!peer.bound) QSKIP("this machine has no address of this family");
  peer.answerTo = 1;
  UdpAttempt attempt(peer.endpoint(), bytesOf("ping"), within(2s));
  QVERIFY(runToEnd(attempt));

  const Attempt& seen = attempt.result();
  QCOMPARE(judge(seen), (PortVerdict{PortState::kOpen, Reason::kReply}));
  QCOMPARE(seen.reply, bytesOf("pong"));
  QCOMPARE(seen.replyFrom, std::optional(peer.endpoint()));
  QCOMPARE(seen.datagramsSent, 1U);
  QVERIFY(seen.local && seen.local->address == loopback(family) && seen.local->port != 0);
  QCOMPARE(peer.received, QList<QByteArray>{QByteArrayLiteral("ping")});
  QCOMPARE(attempt.timeline().events().size(), 3U);
  QCOMPARE(attempt.timeline().events()[1].code, std::string(step::kDatagramReceived));
}

void UdpAttemptTest::closedPortIsReportedByTheHost() {
  QFETCH(const IpFamily, family);
  IpEndpoint target;
  {
    const UdpPeer peer(family);
    if (!peer.bound) QSKIP("this machine has no address of this family");
    target = peer.endpoint();
  }
  UdpAttempt attempt(target, bytesOf("ping"), within(2s));
  QVERIFY(runToEnd(attempt));

  const Attempt& seen = attempt.result();
  QCOMPARE(seen.end, AttemptEnd::kFailed);
  QCOMPARE(judge(seen), (PortVerdict{PortState::kClosed, Reason::kIcmp}));
  QVERIFY(seen.icmp && meaning(*seen.icmp) == IcmpMeaning::kPortUnreachable && seen.icmp->fromThisHost);
  QVERIFY(seen.elapsed < 500ms);
}

void UdpAttemptTest::silenceIsOpenOrFiltered() {
  const UdpPeer peer;
  UdpAttempt attempt(peer.endpoint(), bytesOf("ping"), within(300ms));
  QVERIFY(runToEnd(attempt));
  QCOMPARE(attempt.result().end, AttemptEnd::kSilent);
  QCOMPARE(judge(attempt.result()), (PortVerdict{PortState::kOpenOrFiltered, Reason::kTimeout}));
  QCOMPARE(attempt.result().datagramsSent, 3U);
  QCOMPARE(peer.received.size(), 3);
  QVERIFY(attempt.result().elapsed >= 300ms);
}

void UdpAttemptTest::secondSendIsAnswered() {
  UdpPeer peer;
  peer.answerTo = 2;
  UdpAttempt attempt(peer.endpoint(), bytesOf("ping"), within(600ms));
  QVERIFY(runToEnd(attempt));
  QCOMPARE(attempt.result().end, AttemptEnd::kAnswered);
  QCOMPARE(attempt.result().datagramsSent, 2U);
  QVERIFY(attempt.result().elapsed >= 200ms && attempt.result().elapsed < 400ms);
}

void UdpAttemptTest::portThatClosesAfterTheFirstSend() {
  auto peer = std::make_unique<UdpPeer>();
  UdpAttempt attempt(peer->endpoint(), bytesOf("ping"), within(600ms));
  QSignalSpy ended(&attempt, &Job::ended);
  attempt.start();
  QTRY_COMPARE(peer->received.size(), 1);
  peer.reset();
  QVERIFY(ended.wait());
  QCOMPARE(attempt.result().datagramsSent, 2U);
  QCOMPARE(judge(attempt.result()), (PortVerdict{PortState::kClosed, Reason::kIcmp}));
}

void UdpAttemptTest::longReplyIsCut() {
  UdpPeer peer;
  peer.answerTo = 1;
  peer.reply = QByteArray(9000, 'x');
  UdpAttempt attempt(peer.endpoint(), bytesOf("ping"), within(2s));
  QVERIFY(runToEnd(attempt));
  QCOMPARE(attempt.result().reply.size(), 2048U);
}

void UdpAttemptTest::replyFromAnotherAddressIsRecorded() {
  UdpPeer peer;
  QUdpSocket other;
  QVERIFY(other.bind(QHostAddress(QStringLiteral("127.0.0.2")), 0));
  QObject::disconnect(&peer.socket, nullptr, nullptr, nullptr);
  connect(&peer.socket, &QUdpSocket::readyRead, this, [&] {
    const QNetworkDatagram datagram = peer.socket.receiveDatagram();
    other.writeDatagram("from elsewhere", datagram.senderAddress(), static_cast<quint16>(datagram.senderPort()));
  });
  UdpAttempt attempt(peer.endpoint(), bytesOf("ping"), within(2s));
  QVERIFY(runToEnd(attempt));
  QCOMPARE(attempt.result().end, AttemptEnd::kAnswered);
  QCOMPARE(attempt.result().replyFrom->address, *IpAddress::parse("127.0.0.2"));
}

void UdpAttemptTest::emptyDatagramIsSent() {
  UdpPeer peer;
  peer.answerTo = 1;
  peer.reply.clear();
  UdpAttempt attempt(peer.endpoint(), {}, within(2s));
  QVERIFY(runToEnd(attempt));
  QCOMPARE(attempt.result().end, AttemptEnd::kAnswered);
  QVERIFY(attempt.result().reply.empty());
}

void UdpAttemptTest::tooLongIsNotSent() {
  const UdpPeer peer;
  UdpAttempt attempt(peer.endpoint(), std::vector<std::byte>(70'000), within(2s));
  QVERIFY(runToEnd(attempt));
  QCOMPARE(attempt.result().end, AttemptEnd::kNotSent);
  QCOMPARE(attempt.result().error, SocketError::kMessageTooLong);
  QCOMPARE(attempt.result().datagramsSent, 0U);
}

void UdpAttemptTest::cancelEndsOnce() {
  const UdpPeer peer;
  UdpAttempt attempt(peer.endpoint(), bytesOf("ping"), within(10s));
  QSignalSpy ended(&attempt, &Job::ended);
  attempt.start();
  attempt.cancel();
  attempt.cancel();
  QVERIFY(ended.wait());
  QCoreApplication::processEvents();
  QCOMPARE(ended.size(), 1);
  QCOMPARE(attempt.result().end, AttemptEnd::kCancelled);
}

QTEST_GUILESS_MAIN(UdpAttemptTest)
#include "udp_attempt_test.moc"
