#include "core/logic/reach/udp_reply.h"

#include "core/logic/base/byte_writer.h"
#include "core/logic/reach/udp_payload.h"

#include <QTest>

#include <set>
#include <string>

using namespace synscope;

namespace {

/// "dns rcode=NOERROR answers=1"
std::string read(const Phrase& phrase) {
  std::string text = phrase.key.substr(std::string_view("udp-reply.").size());
  for (const auto& [key, value] : phrase.args)
    text += ' ' + key + '=' + value;
  return text;
}

Bytes hex(const char* digits) {
  const QByteArray raw = QByteArray::fromHex(digits);
  return ByteWriter().text({raw.data(), std::size_t(raw.size())}).take();
}

Bytes text(std::string_view content) {
  return ByteWriter().text(content).take();
}

Bytes ntp(unsigned first, unsigned stratum, const char* reference) {
  return ByteWriter().u8(first).u8(stratum).zeros(10).text(reference).zeros(32).take();
}

Bytes netbiosStatus() {
  ByteWriter out;
  out.u16(1).u16(0x8400).u16(0).u16(1).u16(0).u16(0).u8(32).text("CKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").u8(0);
  out.u16(0x21).u16(1).u32(0).u16(19).u8(1).text("FILESERVER     ").u8(0).u16(0x0400);
  return out.take();
}

Bytes ikeResponse() {
  ByteWriter out;
  out.u64(1).u64(0).u8(41).u8(0x20).u8(34).u8(0x20).u32(0).u32(36).u8(0).u8(0).u16(8).u8(0).u8(0).u16(14);
  return out.take();
}

void row(const char* what, int port, const Bytes& bytes, const char* expected) {
  QTest::newRow(what) << port << QByteArray(reinterpret_cast<const char*>(bytes.data()), qsizetype(bytes.size()))
                      << std::string(expected);
}

}  // namespace

class UdpReplyTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void describes_data();
  void describes();
  void ourOwnQuestionsAreNoAnswers();
  void truncatedAnswersAreRefusedOrRead();
  void argsAreSafeToShow();
  void namesAreUnique();
};

void UdpReplyTest::describes_data() {
  QTest::addColumn<int>("port");
  QTest::addColumn<QByteArray>("bytes");
  QTest::addColumn<std::string>("expected");

  row("nothing", 53, {}, "empty");
  row("junk", 53, hex("ff"), "unknown bytes=1");
  row("junk at an unknown port", 40000, hex("0102030405"), "unknown bytes=5");
  row("dns", 53, hex("000180000001000d00000000000002000100"), "dns rcode=NOERROR answers=13");
  row("dns refused", 53, hex("000181050001000000000000"), "dns rcode=REFUSED answers=0");
  row("dns query is no answer", 53, hex("000101000001000000000000"), "unknown bytes=12");
  row("mdns", 5353, hex("000084000000000100000000"), "dns rcode=NOERROR answers=1");
  row("netbios", 137, netbiosStatus(), "netbios name=FILESERVER names=1");
  row("ntp", 123, ntp(0x24, 2, "LOCL"), "ntp version=4 stratum=2");
  row("ntp kiss-o'-death", 123, ntp(0xe4, 0, "RATE"), "ntp version=4 stratum=0 kiss=RATE");
  row("ntp client is no answer", 123, ntp(0x23, 0, "    "), "unknown bytes=48");
  row("snmp v3 report", 161, hex("300a020103300302010a0400"), "snmp version=3");
  row("snmp v1", 161,
      hex("300b0201000406"
          "7075626c6963"),
      "snmp version=1");
  row("snmp at another port", 40000,
      hex("300b0201010406"
          "7075626c6963"),
      "snmp version=2c");
  row("ldap entry", 389,
      hex("3007020101640204"
          "00"),
      "ldap bytes=9");
  row("kerberos error", 88,
      hex("7e093007a60502030000"
          "44"),
      "kerberos code=68");
  row("sip", 5060, text("SIP/2.0 200 OK\r\nServer: Asterisk \r\n\r\n"), "sip status=200 OK server=Asterisk");
  row("sip user agent", 40000, text("SIP/2.0 404 Not Found\r\nUSER-AGENT:x\r\n\r\n"),
      "sip status=404 Not Found server=x");
  row("sip status line without a status", 5060, text("SIP/2.0 "), "sip status=");
  row("ssdp", 1900, text("HTTP/1.1 200 OK\r\nST: x\r\nSERVER: Linux UPnP/1.1\r\n\r\n"), "ssdp server=Linux UPnP/1.1");
  // RFC 5769 section 2.2: the mapped address of the sample IPv4 response.
  row("stun v4", 3478,
      hex("0101000c2112a442b7e7a701bc34d686fa87dfae"
          "002000080001a147e112a643"),
      "stun mapped=192.0.2.1:32853");
  // RFC 5769 section 2.3.
  row("stun v6", 3478,
      hex("010100182112a442b7e7a701bc34d686fa87dfae"
          "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"),
      "stun mapped=[2001:db8:1234:5678:11:2233:4455:6677]:32853");
  row("stun error", 3478, hex("011100002112a442b7e7a701bc34d686fa87dfae"), "stun");
  row("ike refusal", 500, ikeResponse(), "ike version=2.0 notify=14");
  row("ike refusal over 4500", 4500, ByteWriter().u32(0).bytes(ikeResponse()).take(), "ike version=2.0 notify=14");
  row("tftp error", 69, ByteWriter().u16(5).u16(1).text("File not found").u8(0).take(),
      "tftp code=1 text=File not found");
  row("rpc success", 111, hex("000000010000000100000000000000000000000000000000"), "rpc status=success");
  row("rpc denied", 111, hex("000000010000000100000001"), "rpc status=denied");
  row("memcached", 11211, ByteWriter().zeros(8).text("VERSION 1.6.18\r\n").take(), "memcached version=1.6.18");
  row("coap content", 5683, hex("64450001deadbeef"), "coap code=2.05");
  row("coap reset", 5683, hex("70000001"), "coap code=0.00");
  row("quic", 443,
      hex("c0"
          "00000000"
          "02aabb"
          "01cc"
          "00000001"
          "6b3343cf"),
      "quic versions=2");
  row("dtls", 4433, hex("16feff0000000000000000000103"), "dtls message=hello-verify-request");
  row("dtls alert elsewhere", 40000, hex("15fefd00000000000000000002022f"), "dtls message=alert");
  row("radius", 1812, ByteWriter().u8(3).u8(1).u16(20).zeros(16).take(), "radius code=access-reject");
  row("l2tp", 1701, hex("c802001400010000000000018008000000000002"), "l2tp message=2");
  row("openvpn", 1194, ByteWriter().u8(8 << 3).zeros(9).take(), "openvpn");
  row("echo", 7, udpPayload(7, 3), "echo bytes=17");
}

void UdpReplyTest::describes() {
  QFETCH(int, port);
  QFETCH(QByteArray, bytes);
  QFETCH(std::string, expected);
  const auto span = std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size())));
  QCOMPARE(read(describeUdpReply(span, std::uint16_t(port))), expected);
}

/// A reflected question must not pass for a service.
void UdpReplyTest::ourOwnQuestionsAreNoAnswers() {
  for (std::uint16_t port : udpPayloadPorts()) {
    const std::string_view protocol = udpPayloadName(port);
    if (protocol == "echo" || protocol == "coap" || protocol == "snmp" || protocol == "l2tp") continue;
    const std::string answer = read(describeUdpReply(udpPayload(port, 5), port));
    QVERIFY2(answer.starts_with("unknown"), (std::string(protocol) + ": " + answer).c_str());
  }
}

void UdpReplyTest::truncatedAnswersAreRefusedOrRead() {
  const Bytes whole = hex("0101000c2112a442b7e7a701bc34d686fa87dfae002000080001a147e112a643");
  for (std::size_t length = 1; length < whole.size(); ++length) {
    const auto answer = read(describeUdpReply(std::span(whole).first(length), 3478));
    QCOMPARE(answer, "unknown bytes=" + std::to_string(length));
  }
}

void UdpReplyTest::argsAreSafeToShow() {
  const Bytes hostile = text("SIP/2.0 200 \x1b[31m\u202e" + std::string(3000, 'A') + "\r\n");
  const Phrase phrase = describeUdpReply(hostile, 5060);
  QCOMPARE(phrase.key, std::string("udp-reply.sip"));
  QVERIFY(phrase.args.at(0).second.starts_with("200 \\x1b[31m\\u202eAAA"));
  QVERIFY(phrase.args.at(0).second.size() <= 80);
}

void UdpReplyTest::namesAreUnique() {
  std::set<std::string_view> names;
  for (UdpReplyKind kind : allUdpReplyKinds())
    names.insert(name(kind));
  QCOMPARE(names.size(), allUdpReplyKinds().size());
}

QTEST_APPLESS_MAIN(UdpReplyTest)
#include "udp_reply_test.moc"
