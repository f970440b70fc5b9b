#include "core/logic/reach/port_list.h"

#include <QElapsedTimer>
#include <QTest>

#include <string>

using namespace synscope;

namespace {

/// Runs of ports: "22,8000-8002", or "error code: subject".
std::string read(const Result<std::vector<std::uint16_t>>& result) {
  if (!result) return std::string(name(result.error().code)) + ": " + result.error().subject;
  std::string text;
  const auto& ports = *result;
  for (std::size_t i = 0; i < ports.size(); ++i) {
    const std::size_t first = i;
    while (i + 1 < ports.size() && ports[i + 1] == ports[i] + 1)
      ++i;
    if (!text.empty()) text += ',';
    text += std::to_string(ports[first]);
    if (i > first) text += '-' + std::to_string(ports[i]);
  }
  return text;
}

}  // namespace

class PortListTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void reads_data();
  void reads();
  void servicesDependOnTheProtocol();
  void absurdInputEndsSoon_data();
  void absurdInputEndsSoon();
};

void PortListTest::reads_data() {
  QTest::addColumn<std::string>("text");
  QTest::addColumn<std::string>("expected");
  const auto row = [](const char* text, const char* expected) {
    QTest::newRow(text) << std::string(text) << std::string(expected);
  };
  row("22", "22");
  row("22,80,8000-8100", "22,80,8000-8100");
  row("80,22,80,20-23", "20-23,80");
  row("all", "1-65535");
  row("ALL", "1-65535");
  row("-", "1-65535");
  row("*", "1-65535");
  row("-100", "1-100");
  row("60000-", "60000-65535");
  row("65535", "65535");
  row("1-1", "1");
  row("00080", "80");
  row("ssh,https", "22,443");
  row("SSH", "22");
  row("ms-wbt-server,rdp", "3389");
  row(" 22 , 80 ", "22,80");
  row("22 80\t443\n", "22,80,443");
  row("8000 - 8002", "8000-8002");
  row("22, -3", "1-3,22");
  row("22;80", "22,80");
  row("22,,80,", "22,80");
  row("２２，８０；８０００－８００２", "22,80,8000-8002");
  row("22、80～81", "22,80-81");
  row("8000–8001", "8000-8001");

  row("", "empty-input: ");
  row(" ,; ", "empty-input: ");
  row("0", "bad-port: 0");
  row("22,0", "bad-port: 0");
  row("0-10", "bad-port: 0");
  row("65536", "bad-port: 65536");
  row("1-65536", "bad-port: 65536");
  row("99999999999999999999999", "bad-port: 99999999999999999999999");
  row("100-50", "bad-port-range: 100-50");
  row("1-2-3", "bad-port-range: 1-2-3");
  row("--", "bad-port-range: --");
  row("80x", "bad-port: 80x");
  row("0x50", "bad-port: 0x50");
  row("8.0", "bad-port: 8.0");
  row("nonsense", "unknown-service: nonsense");
  row("+22", "unknown-service: +22");
  row("22,\x1b[2J", "unknown-service: \x1b[2J");
}

void PortListTest::reads() {
  QFETCH(std::string, text);
  QFETCH(std::string, expected);
  QCOMPARE(read(parsePorts(text, Protocol::kTcp)), expected);
}

void PortListTest::servicesDependOnTheProtocol() {
  QCOMPARE(read(parsePorts("shell", Protocol::kTcp)), std::string("514"));
  QCOMPARE(read(parsePorts("syslog", Protocol::kUdp)), std::string("514"));
  QCOMPARE(read(parsePorts("syslog", Protocol::kTcp)), std::string("unknown-service: syslog"));
}

void PortListTest::absurdInputEndsSoon_data() {
  QTest::addColumn<std::string>("piece");
  for (const char* piece : {"1-65535,", "http,", "-", ",", " ", "9", "，", "nonsense,", "\xff"}) {
    QTest::newRow(piece) << std::string(piece);
  }
}

void PortListTest::absurdInputEndsSoon() {
  QFETCH(std::string, piece);
  std::string text = piece;
  while (text.size() < 10'000'000)
    text += text;
  QElapsedTimer timer;
  timer.start();
  const auto huge = parsePorts(text, Protocol::kTcp);
  QVERIFY(!huge);
  QCOMPARE(name(huge.error().code), std::string_view("too-long"));
  QVERIFY(huge.error().subject.size() <= 80);

  text.resize(64 * 1024);
  const auto large = parsePorts(text, Protocol::kTcp);
  QVERIFY(timer.elapsed() < 500);
  QVERIFY(large.ok() || large.error().subject.size() <= 80);
}

QTEST_APPLESS_MAIN(PortListTest)
#include "port_list_test.moc"
