#include "tests/engine/endpoint/udp_pair.h"
#include "tests/support/netns_chain.h"

#include <QNetworkInterface>
#include <QtTest>

#include <memory>

using namespace synscope;
using namespace synscope::test;

namespace {

constexpr quint16 kPort = 5'000;

std::optional<IpAddress> address(const QString& text) {
  return IpAddress::parse(text.toStdString());
}

EndpointSettings group(const QString& address, const char* interface) {
  EndpointSettings settings = udp();
  settings.multicastGroup = IpAddress::parse(address.toStdString());
  settings.interface = interface;
  settings.port = kPort;
  return settings;
}

EndpointSettings toHost(const char* host, quint16 port = kPort) {
  return udp(IpEndpoint{*IpAddress::parse(host), port});
}

}  // namespace

/// UDP sessions of several machines: groups, broadcast, what routers and firewalls answer. Machine r1 has two
/// interfaces: "west" leads to the client, "east" to r2.
class UdpNetnsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void init();
  void groupIsReachedThroughTheInterface_data();
  void groupIsReachedThroughTheInterface();
  void membersAnswerTheSender_data() { groups(); }
  void membersAnswerTheSender();
  void othersGroupsAreNotHeard();
  void severalProgramsHearOneGroup();
  void ownDatagramsAreHeardIfAskedFor_data();
  void ownDatagramsAreHeardIfAskedFor();
  void ttlKeepsItHere();
  void unknownInterfaceIsTold();
  void broadcast_data();
  void broadcast();
  void broadcastMustBeAskedFor();
  void refusalsNameWhoSentThem_data();
  void refusalsNameWhoSentThem();
  void localFirewallIsTold();
  void deadNeighbourIsTold();
  void linkLocalPeersHaveAZone();
  void doesNotAnswerThoseWhoAlwaysAnswer();
  void withoutIpv6();  // Last: r3 has none from then on.

 private:
  static void groups();
  static std::unique_ptr<SessionProbe> startOn(const char* node, const EndpointSettings& settings);

  std::unique_ptr<NetnsChain> m_chain;
};

/// A new link takes about a second until datagrams to IPv6 groups find their route (ENETUNREACH until then).
void UdpNetnsTest::initTestCase() {
  if (!insideOwnNamespaces()) QSKIP("needs user namespaces and nft");
  m_chain = std::make_unique<NetnsChain>();
  QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));
  const NetnsChain::On r1("r1");
  QUdpSocket socket;
  QVERIFY(socket.bind(QHostAddress(QHostAddress::AnyIPv6)));
  for (const char* interface : {"west", "east"}) {
    socket.setMulticastInterface(QNetworkInterface::interfaceFromName(QLatin1String(interface)));
    QVERIFY(runUntil([&] { return socket.writeDatagram("x", QHostAddress(QStringLiteral("ff15::1:2:3")), 9) == 1; }));
  }
}

void UdpNetnsTest::init() {
  m_chain->clearRules();
}

void UdpNetnsTest::groups() {
  QTest::addColumn<QString>("to");
  QTest::newRow("IPv4") << "239.1.2.3";
  QTest::newRow("IPv6") << "ff15::1:2:3";
  QTest::newRow("IPv6 of the link") << "ff02::1:2:3";
}

/// Its sockets are those of the node.
std::unique_ptr<SessionProbe> UdpNetnsTest::startOn(const char* node, const EndpointSettings& settings) {
  const NetnsChain::On there(node);
  auto probe = std::make_unique<SessionProbe>(settings);
  probe->start();
  const bool speaks = !settings.host.empty() || settings.multicastGroup;
  runUntil([&] { return probe->ended > 0 || (speaks ? !probe->connected.empty() : probe->port() != 0); });
  return probe;
}

void UdpNetnsTest::groupIsReachedThroughTheInterface_data() {
  QTest::addColumn<QString>("to");
  QTest::addColumn<QString>("through");
  for (const char* to : {"239.1.2.3", "ff15::1:2:3", "ff02::1:2:3"}) {
    for (const char* through : {"west", "east"})
      QTest::addRow("%s through %s", to, through) << to << through;
  }
}

void UdpNetnsTest::groupIsReachedThroughTheInterface() {
  QFETCH(QString, to);
  QFETCH(QString, through);
  const auto onClient = startOn("client", group(to, "east"));
  const auto onR2 = startOn("r2", group(to, "west"));
  const auto sender = startOn("r1", group(to, through.toUtf8().constData()));
  QCOMPARE(sender->connected.size(), std::size_t{1});
  const std::string own = through == QLatin1String("west") ? "10.9.1.1" : "10.9.2.2";
  if (address(to)->isV4()) QCOMPARE(sender->connected[0].local.address.toString(), own);
  SessionProbe& hears = through == QLatin1String("west") ? *onClient : *onR2;
  SessionProbe& hearsNot = through == QLatin1String("west") ? *onR2 : *onClient;
  sender->session.send("to all", {sender->id()});
  QVERIFY(runUntil([&] { return hears.receivedBytes == 6; }));
  QVERIFY(!runUntil([&] { return hearsNot.receivedBytes > 0; }, 100));
  QCOMPARE(hears.connected[1].peer.port, kPort);
}

void UdpNetnsTest::membersAnswerTheSender() {
  QFETCH(QString, to);
  EndpointSettings member = group(to, "east");
  member.role = ServerRole::kEcho;
  const auto onClient = startOn("client", member);
  const auto sender = startOn("r1", group(to, "west"));
  sender->session.send("who is there?", {sender->id()});
  QVERIFY(runUntil([&] { return sender->connected.size() >= 2 && sender->receivedBytes >= 13; }));
  const bool fromMember = std::ranges::any_of(sender->connected, [&](const ConnectionRow& row) {
    return row.peer.address != *address(to) && !row.outgoing && sender->received[row.id] == "who is there?";
  });
  QVERIFY(fromMember);
}

void UdpNetnsTest::othersGroupsAreNotHeard() {
  const auto one = startOn("client", group(QStringLiteral("239.1.2.3"), "east"));
  const auto other = startOn("client", group(QStringLiteral("239.1.2.4"), "east"));
  const auto sender = startOn("r1", group(QStringLiteral("239.1.2.3"), "west"));
  sender->session.send("to one", {sender->id()});
  QVERIFY(runUntil([&] { return one->receivedBytes == 6; }));
  QVERIFY(!runUntil([&] { return other->receivedBytes > 0; }, 100));
}

void UdpNetnsTest::severalProgramsHearOneGroup() {
  const auto one = startOn("client", group(QStringLiteral("239.1.2.3"), "east"));
  const auto two = startOn("client", group(QStringLiteral("239.1.2.3"), "east"));
  const auto sender = startOn("r1", group(QStringLiteral("239.1.2.3"), "west"));
  sender->session.send("to both", {sender->id()});
  QVERIFY(runUntil([&] { return one->receivedBytes == 7 && two->receivedBytes == 7; }));
}

void UdpNetnsTest::ownDatagramsAreHeardIfAskedFor_data() {
  QTest::addColumn<QString>("to");
  QTest::addColumn<bool>("loopback");
  QTest::newRow("IPv4, heard") << "239.1.2.3" << true;
  QTest::newRow("IPv4, not heard") << "239.1.2.3" << false;
  QTest::newRow("IPv6, heard") << "ff15::1:2:3" << true;
  QTest::newRow("IPv6, not heard") << "ff15::1:2:3" << false;
}

void UdpNetnsTest::ownDatagramsAreHeardIfAskedFor() {
  QFETCH(QString, to);
  QFETCH(bool, loopback);
  EndpointSettings settings = group(to, "west");
  settings.multicastLoopback = loopback;
  const auto sender = startOn("r1", settings);
  const auto member = startOn("client", group(to, "east"));
  sender->session.send("hello", {sender->id()});
  QVERIFY(runUntil([&] { return member->receivedBytes == 5; }));
  QCOMPARE(runUntil([&] { return sender->receivedBytes == 5; }, loopback ? 5'000 : 100), loopback);
}

void UdpNetnsTest::ttlKeepsItHere() {
  EndpointSettings settings = group(QStringLiteral("239.1.2.3"), "west");
  settings.multicastTtl = 0;
  const auto sender = startOn("r1", settings);
  const auto here = startOn("r1", group(QStringLiteral("239.1.2.3"), "west"));
  const auto there = startOn("client", group(QStringLiteral("239.1.2.3"), "east"));
  sender->session.send("stays", {sender->id()});
  QVERIFY(runUntil([&] { return here->receivedBytes == 5; }));
  QVERIFY(!runUntil([&] { return there->receivedBytes > 0; }, 100));
}

void UdpNetnsTest::unknownInterfaceIsTold() {
  const auto session = startOn("r1", group(QStringLiteral("239.1.2.3"), "nowhere0"));
  QCOMPARE(session->ended, 1);
  QCOMPARE(session->errors.size(), std::size_t{1});
}

void UdpNetnsTest::broadcast_data() {
  QTest::addColumn<QString>("to");
  QTest::addColumn<QString>("through");
  QTest::addColumn<bool>("clientHears");
  QTest::newRow("everybody, through west") << "255.255.255.255"
                                           << "west" << true;
  QTest::newRow("everybody, through east") << "255.255.255.255"
                                           << "east" << false;
  QTest::newRow("the client's network") << "10.9.1.255"
                                        << "" << true;
  QTest::newRow("the network of r2") << "10.9.2.255"
                                     << "" << false;
}

void UdpNetnsTest::broadcast() {
  QFETCH(QString, to);
  QFETCH(QString, through);
  QFETCH(bool, clientHears);
  EndpointSettings listening = udp();
  listening.sourcePort = kPort;
  listening.role = ServerRole::kEcho;
  const auto onClient = startOn("client", listening), onR2 = startOn("r2", listening);
  EndpointSettings settings = toHost(qPrintable(to));
  settings.broadcast = true;
  settings.interface = through.toStdString();
  const auto sender = startOn("r1", settings);
  sender->session.send("to all", {sender->id()});
  QVERIFY(runUntil([&] { return (clientHears ? onClient : onR2)->receivedBytes == 6; }));
  QVERIFY(!runUntil([&] { return (clientHears ? onR2 : onClient)->receivedBytes > 0; }, 100));
  QVERIFY(runUntil([&] { return sender->receivedBytes == 6; }));
  QCOMPARE(sender->connected[1].peer.toString(), std::string(clientHears ? "10.9.1.2:5000" : "10.9.2.1:5000"));
}

void UdpNetnsTest::broadcastMustBeAskedFor() {
  const auto sender = startOn("r1", toHost("10.9.1.255"));
  sender->session.send("to all");
  QCOMPARE(sender->lastError(), ErrorCode::kNotPermitted);
  QCOMPARE(sender->ended, 0);
}

void UdpNetnsTest::refusalsNameWhoSentThem_data() {
  QTest::addColumn<QString>("target");
  QTest::addColumn<QString>("rule");
  QTest::addColumn<QString>("icmp");
  QTest::addColumn<QString>("from");
  QTest::newRow("the host") << "10.9.9.2"
                            << ""
                            << "icmp.v4.3.3"
                            << "10.9.9.2";
  QTest::newRow("the host, IPv6") << "fd00:9:9::2"
                                  << ""
                                  << "icmp.v6.1.4"
                                  << "fd00:9:9::2";
  QTest::newRow("a firewall") << "10.9.9.2"
                              << "reject with icmp admin-prohibited"
                              << "icmp.v4.3.13"
                              << "10.9.2.1";
  QTest::newRow("a firewall, IPv6") << "fd00:9:9::2"
                                    << "reject with icmpv6 admin-prohibited"
                                    << "icmp.v6.1.1"
                                    << "fd00:9:2::1";
}

void UdpNetnsTest::refusalsNameWhoSentThem() {
  QFETCH(QString, target);
  QFETCH(QString, rule);
  QFETCH(QString, icmp);
  QFETCH(QString, from);
  if (!rule.isEmpty()) m_chain->rule(QStringLiteral("r2"), QStringLiteral("forward udp dport 5000 ") + rule);
  const auto client = startOn("client", toHost(qPrintable(target)));
  client->session.send("anybody?");
  QVERIFY(runUntil([&] { return !client->errors.empty(); }));
  QCOMPARE(client->errors[0].second.code, ErrorCode::kIcmpError);
  QCOMPARE(QString::fromStdString(client->errors[0].second.operation), icmp);
  QCOMPARE(QString::fromStdString(client->errors[0].second.subject), from);
  QVERIFY(runUntil([&] { return client->session.counters().refusedDatagrams == 1; }));
}

void UdpNetnsTest::localFirewallIsTold() {
  m_chain->rule(QStringLiteral("client"), QStringLiteral("output udp dport 5000 drop"));
  const auto client = startOn("client", toHost("10.9.9.2"));
  client->session.send("does not leave");
  QCOMPARE(client->lastError(), ErrorCode::kNotPermitted);
  QVERIFY(runUntil([&] { return client->session.counters().notSent == 1; }));
  QCOMPARE(client->session.counters().messagesOut, std::uint64_t{0});
}

/// This machine itself reports it, when nobody has answered its questions for the address (EHOSTUNREACH).
void UdpNetnsTest::deadNeighbourIsTold() {
  m_chain->run(QStringLiteral("client"), QStringLiteral("echo 20 >/proc/sys/net/ipv4/neigh/east/retrans_time_ms"));
  const auto client = startOn("client", toHost("10.9.1.77"));
  client->session.send("anybody?");
  QVERIFY(runUntil([&] { return !client->errors.empty(); }));
  QCOMPARE(client->errors[0].second.code, ErrorCode::kIcmpError);
  QCOMPARE(client->errors[0].second.operation, std::string("icmp.v4.3.1"));
  QCOMPARE(client->errors[0].second.subject, std::string("10.9.1.2"));
}

void UdpNetnsTest::linkLocalPeersHaveAZone() {
  EndpointSettings listening = udp();
  listening.sourcePort = kPort;
  listening.role = ServerRole::kEcho;
  const auto onClient = startOn("client", listening);
  const QString own = m_chain->output(QStringLiteral("client"),
                                      QStringLiteral("ip -6 -br addr show dev east scope link | grep -o 'fe80[^/]*'"));
  const std::string target = own.trimmed().toStdString() + "%west";
  const auto sender = startOn("r1", udp(IpEndpoint{*IpAddress::parse(target), kPort}));
  sender->session.send("hello");
  QVERIFY(runUntil([&] { return sender->receivedBytes == 5; }));
  QCOMPARE(sender->connected.size(), std::size_t{1});
  QCOMPARE(onClient->connected[0].peer.address.zone(), std::string("east"));
  QCOMPARE(onClient->connected[0].local.address.zone(), std::string("east"));
}

/// An echo that answers an echo never ends; a datagram with a forged source could start that.
void UdpNetnsTest::doesNotAnswerThoseWhoAlwaysAnswer() {
  EndpointSettings settings = udp();
  settings.role = ServerRole::kEcho;
  settings.sourcePort = 7;
  const auto one = startOn("client", settings), two = startOn("r1", settings);
  EndpointSettings forged = toHost("10.9.1.2", 7);
  forged.sourcePort = 37;
  const auto sender = startOn("r1", forged);
  sender->session.send("hello");
  QVERIFY(runUntil([&] { return one->receivedBytes == 5; }));
  QCOMPARE(one->session.counters().messagesOut, std::uint64_t{0});
  QCOMPARE(two->session.counters().messagesIn, std::uint64_t{0});
}

void UdpNetnsTest::withoutIpv6() {
  m_chain->run(QStringLiteral("r3"), QStringLiteral("echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6"));
  EndpointSettings settings = udp();
  settings.role = ServerRole::kEcho;
  const auto server = startOn("r3", settings);
  QVERIFY(server->errors.empty());
  const auto client = startOn("r2", toHost("10.9.3.1", server->port()));
  client->session.send("hello");
  QVERIFY(runUntil([&] { return client->receivedBytes == 5; }));
}

int main(int argc, char** argv) {
  enterOwnNamespaces(argv);
  QCoreApplication app(argc, argv);
  UdpNetnsTest test;
  return QTest::qExec(&test, argc, argv);
}

#include "udp_netns_test.moc"
