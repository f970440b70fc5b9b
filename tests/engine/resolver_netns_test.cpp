#include "core/engine/base/clock.h"
#include "core/engine/base/resolver.h"
#include "tests/support/dns_responder.h"
#include "tests/support/job_runner.h"
#include "tests/support/netns_chain.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <sys/mount.h>

#include <algorithm>

using namespace synscope;
using namespace synscope::test;
using namespace std::chrono_literals;

namespace {

constexpr const char* kHosts =
    "127.0.0.1    localhost\n"
    "192.0.2.10   only-v4\n"
    "2001:db8::10 only-v6\n"
    "192.0.2.11   both another-name\n"
    "2001:db8::11 both\n"
    "192.0.2.21   several\n"
    "192.0.2.22   several\n"
    "192.0.2.23   several\n"
    "2001:db8::21 several\n"
    "2001:db8::22 several\n";

QString describe(const NameAnswer& answer) {
  if (answer.error) return QLatin1Char('!') + QString::fromStdString(std::string(name(answer.error->code)));
  QStringList texts;
  for (const IpAddress& address : answer.addresses)
    texts << QString::fromStdString(address.toString());
  texts.sort();
  return texts.isEmpty() ? QStringLiteral("none") : texts.join(QLatin1Char(' '));
}

/// "A records | AAAA records", in the order of the addresses; an error is "!code".
QString describe(const NameEvidence& evidence) {
  QStringList texts;
  for (const NameAnswer& answer : evidence.answers)
    texts << describe(answer);
  return texts.join(QStringLiteral(" | "));
}

Duration longest(const NameEvidence& evidence) {
  return std::ranges::max(evidence.answers, {}, &NameAnswer::elapsed).elapsed;
}

}  // namespace

/// The system's resolver with its own hosts file and a scripted name server, in namespaces of this test: what each
/// failure of a name server is called, and how long it takes.
class ResolverNetnsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void init();
  void hostsFile_data();
  void hostsFile();
  void nameServer_data();
  void nameServer();
  void nobodyListensOnPort53();
  void ourLimitComesFirst();
  void oneFamilyInTimeIsKept();
  void cancelDoesNotWaitForTheServer();
  void hangingLookUpsDoNotHoldUpOthers();

 private:
  QString replaceFile(const char* path, const QByteArray& content);

  QTemporaryDir m_files;
  std::unique_ptr<DnsResponder> m_server;
};

void ResolverNetnsTest::initTestCase() {
  if (!insideOwnNamespaces()) QSKIP("needs unprivileged user namespaces (unshare -Urnm) and nft");
  QVERIFY(m_files.isValid());
  QCOMPARE(QProcess::execute(QStringLiteral("ip"), QStringLiteral("link set lo up").split(QLatin1Char(' '))), 0);
  QCOMPARE(replaceFile("/etc/hosts", kHosts), QString());
  QCOMPARE(replaceFile("/etc/nsswitch.conf", "hosts: files dns\n"), QString());
  QCOMPARE(replaceFile("/etc/resolv.conf", "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n"), QString());
}

/// Only this mount namespace sees the new content. Returns what went wrong.
QString ResolverNetnsTest::replaceFile(const char* path, const QByteArray& content) {
  const QString name = m_files.filePath(QString::fromLatin1(path).section(QLatin1Char('/'), -1));
  QFile file(name);
  if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) return file.errorString();
  file.close();
  if (::mount(qPrintable(name), path, nullptr, MS_BIND, nullptr) != 0)
    return QString::fromLatin1(path) + qt_error_string();
  return {};
}

void ResolverNetnsTest::init() {
  m_server.reset();
  m_server = std::make_unique<DnsResponder>();
  QVERIFY(m_server->isListening());
}

void ResolverNetnsTest::hostsFile_data() {
  QTest::addColumn<QString>("host");
  QTest::addColumn<QString>("expected");
  const auto row = [](const char* host, const char* expected) {
    QTest::newRow(host) << QString::fromLatin1(host) << QString::fromLatin1(expected);
  };
  row("only-v4", "192.0.2.10 | none");
  row("only-v6", "none | 2001:db8::10");
  row("both", "192.0.2.11 | 2001:db8::11");
  row("another-name", "192.0.2.11 | none");
  row("several", "192.0.2.21 192.0.2.22 192.0.2.23 | 2001:db8::21 2001:db8::22");
}

void ResolverNetnsTest::hostsFile() {
  QFETCH(const QString, host);
  m_server->script(QStringLiteral("nxdomain"), QStringLiteral("nxdomain"));
  Resolver resolver(host.toStdString(), FamilyChoice::kAny, 5s);
  QVERIFY(runToEnd(resolver));
  QTEST(describe(resolver.result()), "expected");
  QVERIFY(longest(resolver.result()) < 500ms);
}

/// The server is asked once and waited for one second (resolv.conf: timeout:1 attempts:1).
void ResolverNetnsTest::nameServer_data() {
  QTest::addColumn<QString>("host");
  QTest::addColumn<QString>("a");
  QTest::addColumn<QString>("aaaa");
  QTest::addColumn<QString>("expected");
  QTest::addColumn<bool>("waits");
  const auto row = [](const char* host, const char* a, const char* aaaa, const char* expected, bool waits = false) {
    QTest::addRow("%s: %s, %s", host, a, aaaa) << host << a << aaaa << expected << waits;
  };
  constexpr bool kWaits = true;
  row("name.test", "192.0.2.1", "2001:db8::1", "192.0.2.1 | 2001:db8::1");
  row("name.test", "192.0.2.1,192.0.2.2", "none", "192.0.2.1 192.0.2.2 | none");
  row("name.test", "none", "2001:db8::1,2001:db8::2", "none | 2001:db8::1 2001:db8::2");
  row("name.test", "192.0.2.1,192.0.2.1", "none", "192.0.2.1 | none");
  row("name.test", "none", "none", "none | none");
  row("name.invalid", "nxdomain", "nxdomain", "!name-not-found | !name-not-found");
  row("name.test", "192.0.2.1", "nxdomain", "192.0.2.1 | none");
  row("name.test", "servfail", "servfail", "!name-server-failed | !name-server-failed");
  row("name.test", "refused", "refused", "!name-server-failed | !name-server-failed");
  row("name.test", "192.0.2.1", "servfail", "192.0.2.1 | !name-server-failed");
  row("name.test", "silent", "silent", "!name-server-silent | !name-server-silent", kWaits);
  row("name.test", "192.0.2.1", "silent", "192.0.2.1 | !name-server-silent", kWaits);
  row("name.test", "silent", "2001:db8::1", "!name-server-silent | 2001:db8::1", kWaits);
  row("name.test", "nonsense", "nonsense", "!name-server-silent | !name-server-silent", kWaits);
}

void ResolverNetnsTest::nameServer() {
  QFETCH(const QString, host);
  QFETCH(const QString, a);
  QFETCH(const QString, aaaa);
  QFETCH(const bool, waits);
  m_server->script(a, aaaa);
  Resolver resolver(host.toStdString(), FamilyChoice::kAny, 5s);
  QVERIFY(runToEnd(resolver));
  QTEST(describe(resolver.result()), "expected");
  QVERIFY(m_server->questions() >= 2);
  const Duration took = longest(resolver.result());
  QVERIFY2(waits ? took > 900ms && took < 3s : took < 500ms, qPrintable(QString::number(toMs(took))));
}

void ResolverNetnsTest::nobodyListensOnPort53() {
  m_server.reset();
  Resolver resolver("name.test", FamilyChoice::kAny, 5s);
  QVERIFY(runToEnd(resolver));
  QCOMPARE(describe(resolver.result()), QStringLiteral("!name-server-failed | !name-server-failed"));
  QVERIFY(longest(resolver.result()) < 500ms);
}

void ResolverNetnsTest::ourLimitComesFirst() {
  m_server->script(QStringLiteral("silent"), QStringLiteral("silent"));
  Resolver resolver("name.test", FamilyChoice::kAny, 200ms);
  QVERIFY(runToEnd(resolver));
  QCOMPARE(describe(resolver.result()), QStringLiteral("!name-server-silent | !name-server-silent"));
  QVERIFY(longest(resolver.result()) > 180ms && longest(resolver.result()) < 800ms);
}

void ResolverNetnsTest::oneFamilyInTimeIsKept() {
  m_server->script(QStringLiteral("192.0.2.1"), QStringLiteral("silent"));
  Resolver resolver("name.test", FamilyChoice::kAny, 300ms);
  QVERIFY(runToEnd(resolver));
  QCOMPARE(describe(resolver.result()), QStringLiteral("192.0.2.1 | !name-server-silent"));
  QVERIFY(resolver.result().answers[0].elapsed < resolver.result().answers[1].elapsed);
}

void ResolverNetnsTest::cancelDoesNotWaitForTheServer() {
  m_server->script(QStringLiteral("silent"), QStringLiteral("silent"));
  Resolver resolver("name.test", FamilyChoice::kAny, 5s);
  QSignalSpy ended(&resolver, &Job::ended);
  resolver.start();
  QTRY_VERIFY(m_server->questions() >= 2);
  const TimePoint before = monotonicNow();
  resolver.cancel();
  QVERIFY(ended.wait(500));
  QVERIFY(monotonicNow() - before < 500ms);
  QVERIFY(resolver.result().answers.empty());
}

/// A look-up that hangs keeps a thread; a second one is answered all the same.
void ResolverNetnsTest::hangingLookUpsDoNotHoldUpOthers() {
  m_server->script(QStringLiteral("silent"), QStringLiteral("silent"));
  Resolver hanging("name.test", FamilyChoice::kAny, 5s);
  hanging.start();
  QTRY_VERIFY(m_server->questions() >= 2);
  Resolver other("localhost", FamilyChoice::kV4Only, 5s);
  QVERIFY(runToEnd(other));
  QCOMPARE(describe(other.result()), QStringLiteral("127.0.0.1"));
  QVERIFY(longest(other.result()) < 500ms);
}

int main(int argc, char** argv) {
  enterOwnNamespaces(argv);
  QCoreApplication app(argc, argv);
  ResolverNetnsTest test;
  return QTest::qExec(&test, argc, argv);
}

#include "resolver_netns_test.moc"
