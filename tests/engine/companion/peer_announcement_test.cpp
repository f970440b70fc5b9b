#include "core/engine/companion/peer_announcement.h"

#include <QTest>

using namespace synscope;

namespace {

const IpAddress kOne = *IpAddress::parse("10.9.1.2");
const IpAddress kOther = *IpAddress::parse("10.9.1.1");

PeerAnnouncement ports(std::uint16_t companion, std::uint16_t throughput) {
  return {"web-2", "0.4", companion, throughput};
}

/// "10.9.1.2 5299 5201", one peer a line.
QStringList told(const FoundPeers& peers) {
  QStringList lines;
  for (const FoundPeer& peer : peers.all())
    lines << QStringLiteral("%1 %2 %3")
                 .arg(QString::fromStdString(peer.address.toString()))
                 .arg(peer.what.companionPort)
                 .arg(peer.what.throughputPort);
  return lines;
}

}  // namespace

/// Who announced what, put together by machine.
class PeerAnnouncementTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void bothServersOfOneMachine();
  void twoOfAKindStayApart();
  void linkLocalIsNamedOnlyAlone();
  void noMoreThanAllowed();
  void theWireForm();
};

void PeerAnnouncementTest::bothServersOfOneMachine() {
  FoundPeers peers(8);
  QVERIFY(peers.add(kOne, ports(5299, 0)) != nullptr);
  const FoundPeer* both = peers.add(kOne, ports(0, 5201));
  QVERIFY(both != nullptr);
  QCOMPARE(both->what, ports(5299, 5201));
  QVERIFY(peers.add(kOne, ports(5299, 0)) == nullptr);  // The second question is answered again.
  QVERIFY(peers.add(kOne, ports(0, 5201)) == nullptr);
  peers.add(kOther, ports(0, 5201));
  QCOMPARE(told(peers), (QStringList{QStringLiteral("10.9.1.1 0 5201"), QStringLiteral("10.9.1.2 5299 5201")}));
}

void PeerAnnouncementTest::twoOfAKindStayApart() {
  FoundPeers peers(8);
  peers.add(kOne, ports(0, 5201));
  peers.add(kOne, ports(0, 5202));
  peers.add(kOne, ports(5299, 0));
  QCOMPARE(told(peers), (QStringList{QStringLiteral("10.9.1.2 5299 5201"), QStringLiteral("10.9.1.2 0 5202")}));
}

void PeerAnnouncementTest::linkLocalIsNamedOnlyAlone() {
  const IpAddress local = *IpAddress::parse("fe80::2%eth0");
  FoundPeers peers(8);
  peers.add(local, ports(0, 5201));
  QCOMPARE(peers.all().size(), std::size_t(1));
  peers.add(kOne, ports(0, 5201));
  QCOMPARE(told(peers), QStringList{QStringLiteral("10.9.1.2 0 5201")});
  peers.add(kOther, ports(0, 5202));
  QCOMPARE(peers.all().size(), std::size_t(2));
}

void PeerAnnouncementTest::noMoreThanAllowed() {
  FoundPeers peers(2);
  for (std::uint16_t port = 1; port < 10; ++port)
    peers.add(kOne, ports(0, port));
  QCOMPARE(peers.all().size(), std::size_t(2));
}

void PeerAnnouncementTest::theWireForm() {
  QVERIFY(isQuestion(encodeQuestion()));
  QCOMPARE(decodeAnnouncement(encodeAnnouncement(ports(5299, 5201))), std::optional(ports(5299, 5201)));
  QVERIFY(!decodeAnnouncement(encodeQuestion()));
  QVERIFY(!decodeAnnouncement("{\"synscope\":1,\"op\":\"here\",\"companion\":"));
  QCOMPARE(decodeAnnouncement("{\"synscope\":1,\"op\":\"here\",\"companion\":70000,\"throughput\":-1}")->companionPort,
           std::uint16_t(0));
}

QTEST_GUILESS_MAIN(PeerAnnouncementTest)
#include "peer_announcement_test.moc"
