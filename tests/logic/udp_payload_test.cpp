#include "core/logic/reach/udp_payload.h"

#include <QTest>

#include <algorithm>
#include <set>
#include <string>

using namespace synscope;

class UdpPayloadTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void knowsTheProtocolsOfTheList();
  void sameSeedSameBytes();
  void staysSmall();
  void isEmptyElsewhere();
};

void UdpPayloadTest::knowsTheProtocolsOfTheList() {
  std::set<std::string_view> names;
  for (std::uint16_t port : udpPayloadPorts())
    names.insert(udpPayloadName(port));
  for (const char* name :
       {"dns",  "ntp", "snmp",      "netbios", "ldap", "sip",  "ssdp",   "mdns", "stun",    "ike",
        "tftp", "rpc", "memcached", "coap",    "quic", "dtls", "radius", "l2tp", "openvpn", "kerberos"}) {
    QVERIFY2(names.contains(name), name);
  }
}

void UdpPayloadTest::sameSeedSameBytes() {
  const std::set<std::string_view> fixed = {"ssdp", "tftp"};
  for (std::uint16_t port : udpPayloadPorts()) {
    QVERIFY(udpPayload(port, 1) == udpPayload(port, 1));
    QCOMPARE(udpPayload(port, 1) == udpPayload(port, 2), fixed.contains(udpPayloadName(port)));
  }
}

/// Every payload but QUIC's, whose size a server demands, fits a link of 576 bytes.
void UdpPayloadTest::staysSmall() {
  for (std::uint16_t port : udpPayloadPorts()) {
    const std::size_t size = udpPayload(port, 7).size();
    QVERIFY(size > 0);
    if (udpPayloadName(port) == "quic") {
      QCOMPARE(size, std::size_t(1200));
    } else {
      QVERIFY2(size <= 548, std::to_string(port).c_str());
    }
  }
}

void UdpPayloadTest::isEmptyElsewhere() {
  for (int port : {0, 1, 9, 12345, 65535}) {
    QVERIFY(udpPayload(std::uint16_t(port), 1).empty());
    QVERIFY(udpPayloadName(std::uint16_t(port)).empty());
  }
  QVERIFY(std::ranges::is_sorted(udpPayloadPorts()));
}

QTEST_APPLESS_MAIN(UdpPayloadTest)
#include "udp_payload_test.moc"
