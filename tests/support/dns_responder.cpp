#include "tests/support/dns_responder.h"

#include <QNetworkDatagram>
#include <QtEndian>

namespace synscope::test {
namespace {

// RFC 1035 sections 3.2.2, 4.1.1 and 4.1.4; RFC 3596 section 2.1.
constexpr int kHeaderSize = 12;
constexpr char kTypeAaaa = 28;
constexpr auto kResponse = static_cast<char>(0x85), kRecursion = static_cast<char>(0x80);

/// The question section as it came: name, type, class.
QByteArray questionOf(const QByteArray& query) {
  const qsizetype end = query.indexOf('\0', kHeaderSize);
  return end < 0 ? QByteArray() : query.mid(kHeaderSize, end + 5 - kHeaderSize);
}

char typeOf(const QByteArray& question) {
  return question.at(question.size() - 3);
}

int replyCode(const QString& script) {
  return script == QLatin1String("servfail")   ? 2
         : script == QLatin1String("nxdomain") ? 3
         : script == QLatin1String("refused")  ? 5
                                               : 0;
}

QByteArray octets(const QHostAddress& address) {
  if (address.protocol() == QAbstractSocket::IPv4Protocol) {
    QByteArray four(4, '\0');
    qToBigEndian(address.toIPv4Address(), four.data());
    return four;
  }
  const Q_IPV6ADDR sixteen = address.toIPv6Address();
  return {reinterpret_cast<const char*>(&sixteen), sizeof sixteen};
}

QByteArray record(char type, const QHostAddress& address) {
  const QByteArray data = octets(address);
  return QByteArrayLiteral("\xc0\x0c\0") + type + QByteArrayLiteral("\0\1\0\0\0\0\0") + static_cast<char>(data.size()) +
         data;
}

QByteArray replyTo(const QByteArray& query, const QByteArray& question, const QString& script) {
  if (script == QLatin1String("nonsense")) return QByteArray(200, '\xff');
  QByteArrayList records;
  for (const QString& text : script.split(QLatin1Char(',')))
    if (const QHostAddress address(text); !address.isNull()) records << record(typeOf(question), address);
  const QByteArray counts =
      QByteArrayLiteral("\0\1\0") + static_cast<char>(records.size()) + QByteArrayLiteral("\0\0\0\0");
  return query.left(2) + kResponse + static_cast<char>(kRecursion | replyCode(script)) + counts + question +
         records.join();
}

}  // namespace

DnsResponder::DnsResponder() {
  connect(&m_socket, &QUdpSocket::readyRead, this, &DnsResponder::onQuestion);
  m_socket.bind(QHostAddress(QHostAddress::LocalHost), 53);
}

void DnsResponder::script(const QString& a, const QString& aaaa) {
  m_a = a;
  m_aaaa = aaaa;
  m_questions = 0;
}

void DnsResponder::onQuestion() {
  while (m_socket.hasPendingDatagrams()) {
    const QNetworkDatagram query = m_socket.receiveDatagram();
    const QByteArray question = questionOf(query.data());
    if (question.size() < 5) continue;
    ++m_questions;
    const QString& script = typeOf(question) == kTypeAaaa ? m_aaaa : m_a;
    if (script == QLatin1String("silent")) continue;
    m_socket.writeDatagram(query.makeReply(replyTo(query.data(), question, script)));
  }
}

}  // namespace synscope::test
