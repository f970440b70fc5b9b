#include "core/logic/base/byte_writer.h"
#include "core/logic/reach/udp_payload.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace synscope;

namespace {

/// A pcap file (https://www.tcpdump.org, pcap-savefile(5)) of one IPv4 datagram, link type RAW.
Bytes capture(std::uint16_t port, const Bytes& payload) {
  const auto udpLength = static_cast<unsigned>(payload.size() + 8);
  ByteWriter packet;
  packet.u8(0x45).u8(0).u16(udpLength + 20).u32(0).u8(64).u8(17).u16(0).u32(0x0a090001).u32(0x0a090002);
  packet.u16(40000).u16(port).u16(udpLength).u16(0).bytes(payload);
  const Bytes bytes = packet.take();
  const auto length = static_cast<std::uint32_t>(bytes.size());
  ByteWriter file;
  file.u32(0xa1b2c3d4).u16(2).u16(4).u32(0).u32(0).u32(65535).u32(101);
  file.u32(0).u32(0).u32(length).u32(length).bytes(bytes);
  return file.take();
}

}  // namespace

/// Every payload is decoded by tshark, which knows nothing of us: right protocol, right question, nothing malformed.
class UdpPayloadTsharkTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void decodes_data();
  void decodes();

 private:
  QString m_tshark;
};

void UdpPayloadTsharkTest::initTestCase() {
  m_tshark = QStandardPaths::findExecutable(QStringLiteral("tshark"));
  if (m_tshark.isEmpty()) QSKIP("tshark is not installed");
}

void UdpPayloadTsharkTest::decodes_data() {
  QTest::addColumn<int>("port");
  QTest::addColumn<QString>("decodeAs");
  QTest::addColumn<QStringList>("expected");
  const auto row = [](int port, const char* decodeAs, const char* expected) {
    QTest::addRow("%d %s", port, std::string(udpPayloadName(std::uint16_t(port))).c_str())
        << port << QString::fromLatin1(decodeAs) << QString::fromLatin1(expected).split(QLatin1Char('|'));
  };
  row(7, "", "Echo data");
  row(53, "", "Domain Name System (query)|<Root>: type NS, class IN");
  row(69, "", "Trivial File Transfer Protocol|Opcode: Read Request (1)|Source File: synscope-probe|Type: octet");
  row(88, "", "Kerberos|msg-type: krb-as-req (10)|realm: SYNSCOPE.INVALID|etype: 2 items");
  row(111, "", "Remote Procedure Call, Type:Call|Program: Portmap (100000)|Procedure: NULL (0)");
  row(123, "", "Network Time Protocol|Version number: NTP Version 4|Mode: client (3)");
  row(137, "", "NetBIOS Name Service|type NBSTAT, class IN");
  row(161, "", "Simple Network Management Protocol|msgVersion: snmpv3 (3)|get-request (0)|msgSecurityModel: USM (3)");
  row(389, "cldap", "searchRequest|Filter: (objectClass=*)|supportedLDAPVersion");
  row(443, "quic", "QUIC IETF|(0x1a2a3a4a)|Destination Connection ID Length: 8");
  row(500, "",
      "Internet Security Association|Exchange type: IKE_SA_INIT (34)|Payload: Key Exchange (34)|"
      "Payload: Nonce (40)|2048 bit MODP group (14)");
  row(1194, "openvpn", "OpenVPN Protocol|P_CONTROL_HARD_RESET_CLIENT_V2");
  row(1701, "", "Layer 2 Tunneling Protocol|Start_Control_Request|Host Name: synscope");
  row(1812, "", "RADIUS Protocol|Code: Access-Request (1)|NAS-Identifier");
  row(1900, "", "Simple Service Discovery Protocol|M-SEARCH * HTTP/1.1");
  row(2049, "", "Program: NFS (100003)|Program Version: 3|Procedure: NULL (0)");
  row(3478, "", "Session Traversal Utilities for NAT|Message Type: 0x0001 (Binding Request)");
  row(4433, "dtls",
      "Datagram Transport Layer Security|Handshake Type: Client Hello (1)|Version: DTLS 1.2 (0xfefd)|"
      "Extension: signature_algorithms");
  row(4500, "", "UDP Encapsulation of IPsec Packets|Exchange type: IKE_SA_INIT (34)");
  row(5060, "", "Session Initiation Protocol|Method: OPTIONS");
  row(5353, "", "_services._dns-sd._udp.local: type PTR, class IN, \"QU\" question");
  row(5683, "", "Constrained Application Protocol|Code: GET (1)|/.well-known/core");
  row(11211, "memcache", "Memcache Protocol");
}

void UdpPayloadTsharkTest::decodes() {
  QFETCH(int, port);
  QFETCH(QString, decodeAs);
  QFETCH(QStringList, expected);
  const auto bytes = capture(std::uint16_t(port), udpPayload(std::uint16_t(port), 42));
  QTemporaryDir directory;
  QFile file(directory.filePath(QStringLiteral("payload.pcap")));
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write(reinterpret_cast<const char*>(bytes.data()), qint64(bytes.size()));
  file.close();

  QStringList arguments{QStringLiteral("-n"), QStringLiteral("-V"), QStringLiteral("-r"), file.fileName()};
  if (!decodeAs.isEmpty()) {
    arguments << QStringLiteral("-d") << QStringLiteral("udp.port==%1,%2").arg(port).arg(decodeAs);
  }
  QProcess tshark;
  tshark.start(m_tshark, arguments);
  QVERIFY(tshark.waitForFinished());
  const QString output = QString::fromUtf8(tshark.readAllStandardOutput());
  for (const QString& text : expected) {
    QVERIFY2(output.contains(text), qPrintable(text + QStringLiteral(" is missing in\n") + output.right(1500)));
  }
  QVERIFY2(!output.contains(QStringLiteral("Malformed")), qPrintable(output));
}

QTEST_GUILESS_MAIN(UdpPayloadTsharkTest)
#include "udp_payload_tshark_test.moc"
