#include "core/logic/reach/target_text.h"

#include <QElapsedTimer>
#include <QTest>

#include <string>

using namespace synscope;

namespace {

/// "host|port|tls|protocol", with "-" for what is not known, or "error code: subject".
std::string read(const Result<TargetText>& result) {
  if (!result) return std::string(name(result.error().code)) + ": " + result.error().subject;
  return result->host + '|' + (result->port ? std::to_string(*result->port) : "-") + '|' +
         (result->tls ? (*result->tls ? "tls" : "plain") : "-") + '|' + std::string(name(result->protocol));
}

void row(const std::string& text, const std::string& expected) {
  QTest::newRow(text.substr(0, 60).c_str()) << text << expected;
}

}  // namespace

class TargetTextTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void reads_data();
  void reads() { check(); }
  void refuses_data();
  void refuses() { check(); }
  void keepsAddressesApartFromNames();
  void hugeInputFailsAtOnce();

 private:
  void columns() {
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("expected");
  }
  void check() {
    QFETCH(std::string, text);
    QFETCH(std::string, expected);
    QCOMPARE(read(parseTarget(text)), expected);
  }
};

void TargetTextTest::reads_data() {
  columns();
  row("example.com", "example.com|-|-|tcp");
  row("Example.COM.", "Example.COM.|-|-|tcp");
  row("localhost", "localhost|-|-|tcp");
  row("a_b.c-d.e", "a_b.c-d.e|-|-|tcp");
  row("例え.テスト", "例え.テスト|-|-|tcp");
  row("10.9.0.2", "10.9.0.2|-|-|tcp");
  row("::1", "::1|-|-|tcp");
  row("[::1]", "::1|-|-|tcp");
  row("2001:DB8:0:0::1", "2001:db8::1|-|-|tcp");
  row("fe80::1%eth0", "fe80::1%eth0|-|-|tcp");
  row("[fe80::1%eth0]:22", "fe80::1%eth0|22|-|tcp");
  row("::ffff:1.2.3.4", "::ffff:1.2.3.4|-|-|tcp");

  row("example.com:443", "example.com|443|-|tcp");
  row("10.9.0.2:65535", "10.9.0.2|65535|-|tcp");
  row("[2001:db8::1]:443", "2001:db8::1|443|-|tcp");
  row("example.com:https", "example.com|443|-|tcp");
  row("example.com:", "example.com|-|-|tcp");
  row("example.com 443", "example.com|443|-|tcp");
  row("2001:db8::1  443", "2001:db8::1|443|-|tcp");
  row("[2001:db8::1] 443", "2001:db8::1|443|-|tcp");
  row("[2001:db8::1] :443", "2001:db8::1|443|-|tcp");
  row("example.com : 443", "example.com|443|-|tcp");

  row("https://example.com", "example.com|443|tls|tcp");
  row("HTTPS://user:p%40ss@example.com:8443/a/b?c=d:1#e", "example.com|8443|tls|tcp");
  row("http://example.com/http://other:1/", "example.com|80|plain|tcp");
  row("http://[::1]:8080/", "::1|8080|plain|tcp");
  row("http://[fe80::1%25eth0]/", "fe80::1%eth0|80|plain|tcp");
  row("https://a@b@example.com", "example.com|443|tls|tcp");
  row("https://example.com?x", "example.com|443|tls|tcp");
  row("wss://example.com", "example.com|443|tls|tcp");
  row("ftp://example.com", "example.com|21|plain|tcp");
  row("ssh://root@example.com", "example.com|22|plain|tcp");
  row("imaps://example.com", "example.com|993|tls|tcp");
  row("rediss://example.com", "example.com|6379|tls|tcp");
  row("jdbc:mysql://db.example:3307/x", "db.example|3307|plain|tcp");
  row("mqtts://example.com", "example.com|8883|tls|tcp");
  row("rdp://example.com", "example.com|3389|plain|tcp");
  row("stun://example.com", "example.com|3478|plain|udp");
  row("udp://example.com:53", "example.com|53|plain|udp");
  row("strange://example.com:99", "example.com|99|-|tcp");
  row("strange://example.com", "example.com|-|-|tcp");
  row("//example.com/x", "example.com|-|-|tcp");
  row("example.com/path", "example.com|-|-|tcp");
  row("example.com:8080/path", "example.com|8080|-|tcp");
  row("user@example.com", "example.com|-|-|tcp");

  row("  example.com\r\n", "example.com|-|-|tcp");
  row("\"example.com\"", "example.com|-|-|tcp");
  row("「example.com」", "example.com|-|-|tcp");
  row("“https://example.com/”", "example.com|443|tls|tcp");
  row("<https://example.com>", "example.com|443|tls|tcp");
  row("（例子.中国：８０）", "例子.中国|80|-|tcp");
  row("ｅｘａｍｐｌｅ．ｃｏｍ：４４３", "example.com|443|-|tcp");
  row("192。168。1。1：22", "192.168.1.1|22|-|tcp");
  row("【::1】：22", "::1|22|-|tcp");
  row("\xef\xbb\xbf"
      "example.com\xc2\xa0",
      "example.com|-|-|tcp");
}

void TargetTextTest::refuses_data() {
  columns();
  row("", "empty-input: ");
  row(" \t\r\n ", "empty-input: ");
  row("\"\"", "empty-input: ");
  row("https://", "empty-input: ");
  row(":443", "empty-input: ");
  row("[]", "empty-input: ");
  row("1.2.3", "bad-address: 1.2.3");
  row("127.1", "bad-address: 127.1");
  row("01.2.3.4", "bad-address: 01.2.3.4");
  row("256.1.1.1", "bad-address: 256.1.1.1");
  row("0x7f.0.0.1", "bad-address: 0x7f.0.0.1");
  row("0x7f000001", "bad-address: 0x7f000001");
  row("2130706433", "bad-address: 2130706433");
  row("1::2::3", "bad-address: 1::2::3");
  row("a:b:c", "bad-address: a:b:c");
  row("[::1", "bad-address: [::1");
  row("[1.2.3.4]:80", "bad-address: 1.2.3.4");
  row("[example.com]:80", "bad-address: example.com");
  row("10.0.0.0/8", "bad-address: 10.0.0.0/8");
  row("2001:db8::/32", "bad-address: 2001:db8::/32");
  row("host:0", "bad-port: 0");
  row("host:65536", "bad-port: 65536");
  row("host:99999999999999999999", "bad-port: 99999999999999999999");
  row("host:-1", "bad-port: -1");
  row("host:nonsense", "bad-port: nonsense");
  row("[::1]443", "bad-port: 443");
  row("host 80 81", "bad-host: host 80 81");
  row("host:80 81", "bad-port: 80 81");
  row("two words", "bad-port: words");
  row("a..b", "bad-host: a..b");
  row(".", "bad-host: .");
  row(".a", "bad-host: .a");
  row("-oProxyCommand", "bad-host: -oProxyCommand");
  row("ex*mple", "bad-host: ex*mple");
  row("$(reboot)", "bad-host: $(reboot)");
  row("a\nb", "control-character: a\nb");
  row("\x1b[31mred", "control-character: \x1b[31mred");
  row("a\u202eb", "control-character: a\u202eb");
  row("a\xff", "control-character: a\xff");
  row(std::string("a\0b", 3), "control-character: " + std::string("a\0b", 3));
  row(std::string(64, 'a') + ".com", "bad-host: " + std::string(64, 'a') + ".com");
  row(std::string(127, 'a') + std::string(127, 'b'), "too-long: " + std::string(77, 'a') + "…");
}

void TargetTextTest::keepsAddressesApartFromNames() {
  QVERIFY(parseTarget("10.9.0.2:80")->address == IpAddress::parse("10.9.0.2"));
  QVERIFY(!parseTarget("example.com")->address);
  QCOMPARE(parseTarget("HTTPS://x")->scheme, std::string("https"));
  QVERIFY(parseTarget(std::string(63, 'a') + '.' + std::string(63, 'b') + '.' + std::string(63, 'c') + '.' +
                      std::string(61, 'd') + '.'));
}

void TargetTextTest::hugeInputFailsAtOnce() {
  QElapsedTimer timer;
  for (const char* piece : {"a", ":", "[", "a.", "「", "1.", "@", "%25", " "}) {
    std::string huge = piece;
    while (huge.size() < 10'000'000)
      huge += huge;
    timer.start();
    const auto result = parseTarget(huge);
    QVERIFY(timer.elapsed() < 100);
    QVERIFY(!result);
    QCOMPARE(name(result.error().code), name(ErrorCode::kTooLong));
    QVERIFY(result.error().subject.size() <= 80);

    huge.resize(32 * 1024);
    timer.start();
    QVERIFY(!parseTarget(huge));
    QVERIFY(timer.elapsed() < 100);
  }
}

QTEST_APPLESS_MAIN(TargetTextTest)
#include "target_text_test.moc"
