#include "core/logic/diagnose/address_finder.h"

#include <QTest>

using namespace synscope;

class AddressFinderTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void findsAddresses_data();
  void findsAddresses();
  void findsDomainNames_data();
  void findsDomainNames();
};

void AddressFinderTest::findsAddresses_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<QByteArray>("found");

  const auto row = [](const char* text, const char* found) {
    QTest::newRow(text) << QByteArray(text) << QByteArray(found);
  };
  row("nothing here", "");
  row("10.9.0.2", "10.9.0.2");
  row("from 10.9.0.2:443, then 10.1.0.1.", "10.9.0.2 10.1.0.1");
  row("net 10.0.0.0/8", "10.0.0.0");
  row("host10.9.0.2", "10.9.0.2");
  row("[2001:db8::1]:443", "2001:db8::1");
  row("2001:DB8:0:0::1 said so", "2001:DB8:0:0::1");
  row("fe80::1%eth0: no answer", "fe80::1%eth0");
  row("::ffff:10.9.0.2", "::ffff:10.9.0.2");
  row("at ::1.", "::1");
  row("2001:db8::1: refused", "2001:db8::1");
  row("mac 00:1b:44:11:3a:b7 and 00-1B-44-11-3A-B8", "00:1b:44:11:3a:b7 00-1B-44-11-3A-B8");
  row("at 12:34:56 o'clock", "");
  row("std::string and SSL routines::no cipher", "");
  row("error:0A000410:SSL", "");
  row("1.2.3 is a version", "");
}

void AddressFinderTest::findsAddresses() {
  QFETCH(QByteArray, text);
  QFETCH(QByteArray, found);
  QByteArrayList parts;
  for (const FoundAddress& address : findAddresses({text.constData(), std::size_t(text.size())})) {
    parts.append(text.mid(qsizetype(address.offset), qsizetype(address.length)));
  }
  QCOMPARE(parts.join(' '), found);
}

void AddressFinderTest::findsDomainNames_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<QByteArray>("found");

  const auto row = [](const char* text, const char* found) {
    QTest::newRow(text) << QByteArray(text) << QByteArray(found);
  };
  row("CN=vault.corp.example, O=Corp", "vault.corp.example");
  row("220 mail.example.net.", "mail.example.net");
  row("*.example.net", "example.net");
  row("münchen.example", "münchen.example");
  row("10.9.0.2", "");
  row("SSH-2.0-OpenSSH_9.2p1", "");
  row("one word", "");
}

void AddressFinderTest::findsDomainNames() {
  QFETCH(QByteArray, text);
  QFETCH(QByteArray, found);
  QByteArrayList parts;
  for (const std::string_view name : findDomainNames({text.constData(), std::size_t(text.size())})) {
    parts.append(QByteArray(name.data(), qsizetype(name.size())));
  }
  QCOMPARE(parts.join(' '), found);
}

QTEST_APPLESS_MAIN(AddressFinderTest)
#include "address_finder_test.moc"
