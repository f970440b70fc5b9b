#include "core/engine/reach/native_socket.h"

#include "core/engine/reach/local_facts.h"
#include "tests/support/job_runner.h"
#include "tests/support/scripted_peer.h"

#include <QtTest>

#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstring>

using namespace synscope;
using namespace synscope::test;

namespace {

std::vector<std::byte> payload(std::size_t size) {
  return std::vector<std::byte>(size, std::byte{0x5a});
}

/// A loopback UDP port that was free a moment ago.
IpEndpoint closedUdpPort() {
  const OpenedSocket opened = openUdp(IpFamily::kV4);
  if (sendDatagram(opened.fd.get(), {loopback(), 9}, {}) != SocketError::kNone) return {};
  return {loopback(), localEndpoint(opened.fd.get())->port};
}

/// TTL of the next waiting datagram, by IP_RECVTTL.
int receivedTtl(int fd) {
  alignas(cmsghdr) std::array<std::byte, 64> control{};
  msghdr message{};
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  if (::recvmsg(fd, &message, MSG_DONTWAIT) < 0) return -1;
  int ttl = -1;
  if (const cmsghdr* header = CMSG_FIRSTHDR(&message)) std::memcpy(&ttl, CMSG_DATA(header), sizeof ttl);
  return ttl;
}

}  // namespace

/// The calls alone, on the loopback.
class NativeSocketTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void queueTellsWhichDatagramFailed();
  void waitingReportMakesTheNextSendFail();
  void sendsWithItsOwnTtl();
  void oneConnectIsOneSyn();
  void addressesOfBothEnds();
  void badDescriptorIsAnError();
  void ownAddresses();
};

void NativeSocketTest::queueTellsWhichDatagramFailed() {
  if (!hasErrorQueue()) QSKIP("this system has no error queue");
  const OpenedSocket opened = openUdp(IpFamily::kV4);
  const IpEndpoint closed = closedUdpPort();
  QCOMPARE(sendDatagram(opened.fd.get(), closed, payload(5)), SocketError::kNone);
  const auto records = drainErrorQueue(opened.fd.get());
  QCOMPARE(records.size(), 1U);
  QCOMPARE(records[0].error, SocketError::kConnectionRefused);
  QCOMPARE(records[0].destination, std::optional(closed));
  QCOMPARE(records[0].payload, payload(5));
  QVERIFY(records[0].icmp && records[0].icmp->type == 3 && records[0].icmp->code == 3);
  QVERIFY(records[0].icmp->fromThisHost && records[0].icmp->from == loopback());
  QVERIFY(drainErrorQueue(opened.fd.get()).empty());
}

/// ip(7), IP_RECVERR: the send that reports the waiting error does not send.
void NativeSocketTest::waitingReportMakesTheNextSendFail() {
  if (!hasErrorQueue()) QSKIP("this system has no error queue");
  const OpenedSocket opened = openUdp(IpFamily::kV4);
  const OpenedSocket listener = openUdp(IpFamily::kV4);
  QCOMPARE(sendDatagram(listener.fd.get(), {loopback(), 9}, {}), SocketError::kNone);
  drainErrorQueue(listener.fd.get());
  const IpEndpoint target{loopback(), localEndpoint(listener.fd.get())->port};

  QCOMPARE(sendDatagram(opened.fd.get(), closedUdpPort(), payload(1)), SocketError::kNone);
  QCOMPARE(sendDatagram(opened.fd.get(), target, payload(2)), SocketError::kConnectionRefused);
  QVERIFY(!receiveDatagram(listener.fd.get()));
  QCOMPARE(drainErrorQueue(opened.fd.get()).size(), 1U);
  QCOMPARE(sendDatagram(opened.fd.get(), target, payload(3)), SocketError::kNone);
  const auto received = receiveDatagram(listener.fd.get());
  QVERIFY(received && received->payload == payload(3));
}

void NativeSocketTest::sendsWithItsOwnTtl() {
  const OpenedSocket sender = openUdp(IpFamily::kV4);
  const OpenedSocket receiver = openUdp(IpFamily::kV4);
  const int receiverFd = static_cast<int>(receiver.fd.get());
  const int on = 1;
  QCOMPARE(::setsockopt(receiverFd, IPPROTO_IP, IP_RECVTTL, &on, sizeof on), 0);
  QCOMPARE(sendDatagram(receiver.fd.get(), {loopback(), 9}, {}), SocketError::kNone);
  drainErrorQueue(receiver.fd.get());
  const IpEndpoint target{loopback(), localEndpoint(receiver.fd.get())->port};
  for (const int ttl : {1, 41, 255}) {
    QCOMPARE(sendDatagram(sender.fd.get(), target, payload(4), ttl), SocketError::kNone);
    QCOMPARE(receivedTtl(receiverFd), ttl);
  }
}

void NativeSocketTest::oneConnectIsOneSyn() {
  const FullAcceptQueue queue;
  QVERIFY(queue.isFull());
  const OpenedSocket opened = openTcp(IpFamily::kV4);
  QCOMPARE(startConnect(opened.fd.get(), queue.endpoint()).state, ConnectStart::kPending);
  const auto info = tcpInfo(opened.fd.get());
  if (!info) QSKIP("this system does not report TCP_INFO");
  QCOMPARE(info->state, TcpState::kSynSent);
  QCOMPARE(info->segmentsOut, std::optional<std::uint32_t>(1));
  QVERIFY(!peerEndpoint(opened.fd.get()));
  QCOMPARE(takeError(opened.fd.get()).error, SocketError::kNone);
}

void NativeSocketTest::addressesOfBothEnds() {
  for (const IpFamily family : {IpFamily::kV4, IpFamily::kV6}) {
    const UniqueFd listener = boundTcp({loopback(family), 0}, 1);
    if (!listener) continue;
    const OpenedSocket opened = openTcp(family);
    const IpEndpoint target = *localEndpoint(listener.get());
    QVERIFY(startConnect(opened.fd.get(), target).state != ConnectStart::kFailed);
    QTRY_COMPARE(peerEndpoint(opened.fd.get()), std::optional(target));
    QCOMPARE(localEndpoint(opened.fd.get())->address, loopback(family));
  }
}

void NativeSocketTest::badDescriptorIsAnError() {
  QVERIFY(!localEndpoint(-1) && !peerEndpoint(-1) && !tcpInfo(-1) && !receiveDatagram(-1));
  QVERIFY(drainErrorQueue(-1).empty());
  QCOMPARE(startConnect(-1, {loopback(), 1}).state, ConnectStart::kFailed);
  QVERIFY(setTtl(-1, IpFamily::kV4, 3) != SocketError::kNone);
}

void NativeSocketTest::ownAddresses() {
  QVERIFY(isOwnAddress(*IpAddress::parse("127.0.0.1")));
  QVERIFY(isOwnAddress(*IpAddress::parse("127.9.9.9")));
  QVERIFY(isOwnAddress(*IpAddress::parse("::1")));
  QVERIFY(!isOwnAddress(*IpAddress::parse("192.0.2.1")));
  QVERIFY(!isOwnAddress(*IpAddress::parse("2001:db8::1")));
}

QTEST_GUILESS_MAIN(NativeSocketTest)
#include "native_socket_test.moc"
