#include "core/logic/base/ip_address.h"

#include "core/logic/base/ip_endpoint.h"
#include "core/logic/base/ip_special.h"

#include <QTest>

#include <string>

using namespace synscope;

class IpAddressTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void writesCanonically_data();
  void writesCanonically();
  void refuses_data();
  void refuses();
  void classifies_data();
  void classifies();
  void comparesByFamilyOctetsAndZone();
  void writesEndpoints();
};

void IpAddressTest::writesCanonically_data() {
  QTest::addColumn<std::string>("text");
  QTest::addColumn<std::string>("expected");
  const auto row = [](const char* text, const char* expected) {
    QTest::newRow(text) << std::string(text) << std::string(expected);
  };
  row("0.0.0.0", "0.0.0.0");
  row("255.255.255.255", "255.255.255.255");
  row("10.9.0.2", "10.9.0.2");
  row("::", "::");
  row("::1", "::1");
  row("1::", "1::");
  row("2001:DB8::0001", "2001:db8::1");                 // RFC 5952 section 4.1 and 4.3
  row("2001:db8:0:0:0:0:2:1", "2001:db8::2:1");         // section 4.2.1
  row("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1");  // section 4.2.2: one group is not shortened
  row("2001:0:0:1:0:0:0:1", "2001:0:0:1::1");           // section 4.2.3: the longest run
  row("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1");     // section 4.2.3: the first of equals
  row("0:0:0:0:0:0:0:0", "::");
  row("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0");
  row("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8");
  row("ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
  row("::ffff:192.0.2.1", "::ffff:192.0.2.1");  // section 5
  row("::ffff:c000:201", "::ffff:192.0.2.1");
  row("64:ff9b::192.0.2.33", "64:ff9b::c000:221");
  row("fe80::1%eth0", "fe80::1%eth0");
  row("FE80::1%Eth0", "fe80::1%Eth0");
  row("fe80::1%2", "fe80::1%2");
}

void IpAddressTest::writesCanonically() {
  QFETCH(std::string, text);
  QFETCH(std::string, expected);
  const auto address = IpAddress::parse(text);
  QVERIFY(address);
  QCOMPARE(address->toString(), expected);
  QVERIFY(IpAddress::parse(expected) == address);
}

void IpAddressTest::refuses_data() {
  QTest::addColumn<std::string>("text");
  for (const char* text : {"",
                           "1",
                           "1.2.3",
                           "1.2.3.4.5",
                           "01.2.3.4",
                           "1.2.3.256",
                           "1.2.3.",
                           ".1.2.3",
                           "1..2.3",
                           "1.2.3.4 ",
                           " 1.2.3.4",
                           "+1.2.3.4",
                           "0x7f.0.0.1",
                           "127.1",
                           "2130706433",
                           "1.2.3.4%eth0",
                           "١.2.3.4",
                           ":",
                           ":::",
                           "1:",
                           ":1",
                           "1::2::3",
                           "1:2:3:4:5:6:7",
                           "12345::",
                           "1:2:3:4:5:6:7:8:9",
                           "1:2:3:4::5:6:7:8",
                           "::g",
                           "::1.2.3",
                           "::01.2.3.4",
                           "1.2.3.4::",
                           "::1.2.3.4:5",
                           "1:2:3:4:5:6:7:1.2.3.4",
                           "[::1]",
                           "::1%",
                           "fe80::1%a b",
                           "fe80::1%a%b",
                           "fe80::1%a/b",
                           "::1/64",
                           "::-1",
                           "::ffff:1.2.3.4.5"}) {
    QTest::newRow(text) << std::string(text);
  }
  QTest::newRow("NUL inside") << std::string("1.2.3.4\0", 8);
  QTest::newRow("long zone") << "fe80::1%" + std::string(33, 'z');
  QTest::newRow("10 MB of digits") << std::string(10'000'000, '1');
  QTest::newRow("10 MB of colons") << std::string(10'000'000, ':');
}

void IpAddressTest::refuses() {
  QFETCH(std::string, text);
  QVERIFY(!IpAddress::parse(text));
}

void IpAddressTest::classifies_data() {
  QTest::addColumn<std::string>("text");
  QTest::addColumn<std::string>("expected");
  const auto row = [](const char* text, const char* expected) {
    QTest::newRow(text) << std::string(text) << std::string(expected);
  };
  row("1.1.1.1", "global");
  row("0.0.0.0", "unspecified");
  row("0.1.2.3", "unspecified");
  row("10.255.255.255", "private");
  row("11.0.0.0", "global");
  row("100.63.255.255", "global");
  row("100.64.0.0", "carrier-nat");
  row("100.127.255.255", "carrier-nat");
  row("100.128.0.0", "global");
  row("127.8.8.8", "loopback");
  row("169.254.1.1", "link-local");
  row("172.15.255.255", "global");
  row("172.16.0.0", "private");
  row("172.31.255.255", "private");
  row("172.32.0.0", "global");
  row("192.0.2.1", "documentation");
  row("192.168.1.1", "private");
  row("198.17.255.255", "global");
  row("198.18.0.1", "benchmarking");
  row("198.19.255.255", "benchmarking");
  row("198.51.100.7", "documentation");
  row("203.0.113.7", "documentation");
  row("224.0.0.251", "multicast");
  row("239.255.255.250", "multicast");
  row("240.0.0.1", "reserved");
  row("255.255.255.254", "reserved");
  row("255.255.255.255", "broadcast");
  row("::", "unspecified");
  row("::1", "loopback");
  row("::2", "reserved");
  row("::ffff:10.0.0.1", "private");
  row("::ffff:8.8.8.8", "global");
  row("64:ff9b::808:808", "global");
  row("64:ff9b:1::1", "private");
  row("fc00::1", "unique-local");
  row("fdff::1", "unique-local");
  row("fe80::1%eth0", "link-local");
  row("febf::1", "link-local");
  row("fec0::1", "reserved");
  row("ff02::fb", "multicast");
  row("2001:2::1", "benchmarking");
  row("2001:2:1::1", "global");
  row("2001:db8::1", "documentation");
  row("3fff:fff::1", "documentation");
  row("2606:4700::1111", "global");
  row("4000::1", "reserved");
}

void IpAddressTest::classifies() {
  QFETCH(std::string, text);
  QFETCH(std::string, expected);
  QCOMPARE(std::string(name(classify(*IpAddress::parse(text)))), expected);
}

void IpAddressTest::comparesByFamilyOctetsAndZone() {
  QVERIFY(*IpAddress::parse("10.0.0.1") < *IpAddress::parse("10.0.0.2"));
  QVERIFY(*IpAddress::parse("255.0.0.1") < *IpAddress::parse("::1"));
  QVERIFY(*IpAddress::parse("fe80::1%a") != *IpAddress::parse("fe80::1%b"));
  QVERIFY(*IpAddress::parse("::1") == *IpAddress::parse("0:0::1"));
  QVERIFY(IpAddress() == *IpAddress::parse("0.0.0.0"));
  QCOMPARE(IpAddress::parse("::1")->octets().size(), std::size_t(16));
  QCOMPARE(IpAddress::parse("1.2.3.4")->octets().size(), std::size_t(4));
}

void IpAddressTest::writesEndpoints() {
  QCOMPARE((IpEndpoint{*IpAddress::parse("10.9.0.2"), 443}).toString(), std::string("10.9.0.2:443"));
  QCOMPARE((IpEndpoint{*IpAddress::parse("2001:db8::1"), 443}).toString(), std::string("[2001:db8::1]:443"));
  QCOMPARE((IpEndpoint{*IpAddress::parse("fe80::1%eth0"), 0}).toString(), std::string("[fe80::1%eth0]:0"));
}

QTEST_APPLESS_MAIN(IpAddressTest)
#include "ip_address_test.moc"
