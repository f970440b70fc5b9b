#include "core/logic/reach/service_names.h"

#include "core/logic/reach/service_names_data.h"
#include "core/logic/reach/service_traits.h"

#include <QTest>

#include <algorithm>
#include <string>

using namespace synscope;

class ServiceNamesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void namesPorts_data();
  void namesPorts();
  void registryIsSortedAndPlain();
  void findsPorts();
  void everyNameLeadsBackToItsPort();
  void knowsHabits();
};

void ServiceNamesTest::namesPorts_data() {
  QTest::addColumn<int>("port");
  QTest::addColumn<std::string>("tcp");
  QTest::addColumn<std::string>("udp");
  const auto row = [](int port, const char* tcp, const char* udp) {
    QTest::newRow(std::to_string(port).c_str()) << port << std::string(tcp) << std::string(udp);
  };
  row(0, "", "");
  row(1, "tcpmux", "tcpmux");
  row(22, "ssh", "ssh");
  row(53, "domain", "domain");
  row(80, "http", "http");
  row(82, "xfer", "xfer");
  row(443, "https", "https");
  row(514, "shell", "syslog");
  row(631, "ipp", "ipp");
  row(3306, "mysql", "mysql");
  row(3389, "ms-wbt-server", "ms-wbt-server");
  row(3478, "stun", "stun");
  row(5900, "rfb", "rfb");
  row(65535, "", "");
}

void ServiceNamesTest::namesPorts() {
  QFETCH(int, port);
  QFETCH(std::string, tcp);
  QFETCH(std::string, udp);
  QCOMPARE(std::string(serviceName(std::uint16_t(port), Protocol::kTcp)), tcp);
  QCOMPARE(std::string(serviceName(std::uint16_t(port), Protocol::kUdp)), udp);
}

void ServiceNamesTest::registryIsSortedAndPlain() {
  QVERIFY(serviceRows().size() > 6000);
  QVERIFY(std::ranges::is_sorted(serviceRows(), {}, &ServiceRow::port));
  for (const ServiceRow& row : serviceRows()) {
    QVERIFY(row.protocols >= 1 && row.protocols <= 3);
    QVERIFY(!row.name.empty() && std::ranges::all_of(row.name, [](char c) { return c > ' ' && c < 0x7f; }));
  }
}

void ServiceNamesTest::findsPorts() {
  using Ports = std::vector<std::uint16_t>;
  QCOMPARE(portsOfService("http", Protocol::kTcp), Ports{80});
  QCOMPARE(portsOfService("HTTPS", Protocol::kTcp), Ports{443});
  QCOMPARE(portsOfService("rdp", Protocol::kTcp), Ports{3389});
  QCOMPARE(portsOfService("vnc", Protocol::kTcp), Ports{5900});
  QCOMPARE(portsOfService("mit-ml-dev", Protocol::kTcp), (Ports{83, 85}));
  QCOMPARE(portsOfService("shell", Protocol::kUdp), Ports{});
  QCOMPARE(portsOfService("", Protocol::kTcp), Ports{});
  QCOMPARE(portsOfService(std::string(10'000'000, 'x'), Protocol::kTcp), Ports{});
}

void ServiceNamesTest::everyNameLeadsBackToItsPort() {
  for (const ServiceRow& row : serviceRows()) {
    const Protocol protocol = row.protocols & 1 ? Protocol::kTcp : Protocol::kUdp;
    QVERIFY2(std::ranges::count(portsOfService(row.name, protocol), row.port) == 1, std::string(row.name).c_str());
  }
}

void ServiceNamesTest::knowsHabits() {
  QCOMPARE(serviceTraits(22), (ServiceTraits{.speaksFirst = true, .tlsFromStart = false, .http = false}));
  QCOMPARE(serviceTraits(80), (ServiceTraits{.speaksFirst = false, .tlsFromStart = false, .http = true}));
  QCOMPARE(serviceTraits(443), (ServiceTraits{.speaksFirst = false, .tlsFromStart = true, .http = true}));
  QCOMPARE(serviceTraits(993), (ServiceTraits{.speaksFirst = false, .tlsFromStart = true, .http = false}));
  QCOMPARE(serviceTraits(3306), (ServiceTraits{.speaksFirst = true, .tlsFromStart = false, .http = false}));
  QCOMPARE(serviceTraits(5432), ServiceTraits{});
}

QTEST_APPLESS_MAIN(ServiceNamesTest)
#include "service_names_test.moc"
