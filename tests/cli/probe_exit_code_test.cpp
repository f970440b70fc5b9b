#include "tests/cli/cli_process.h"
#include "tests/support/netns_chain.h"

#include <QJsonArray>
#include <QTemporaryFile>
#include <QTest>

#include <sys/mount.h>

#include <memory>

using namespace synscope;
using namespace synscope::test;

namespace {

/// "state/reason" of each row, in the order of the document.
QString verdicts(const QJsonObject& document) {
  QStringList words;
  for (const QJsonValue& row : document.value(QLatin1String("results")).toArray())
    words << row[QLatin1String("verdict")].toString() + QLatin1Char('/') + row[QLatin1String("reason")].toString();
  return words.join(QLatin1Char(' '));
}

}  // namespace

/// The exit codes of CONTRACT, as a script sees them, on the client of client - r1 - r2 - r3 - server.
class ProbeExitCodeTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void cleanup();
  void exitCode_data();
  void exitCode();

 private:
  std::unique_ptr<NetnsChain> m_chain;
  UniqueFd m_open;
  QTemporaryFile m_nameService;
};

void ProbeExitCodeTest::initTestCase() {
  if (!insideOwnNamespaces()) QSKIP("needs unprivileged user namespaces (unshare -Urnm) and nft");
  m_chain = std::make_unique<NetnsChain>();
  QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));
  m_open = m_chain->listenOnServer(80);
  QVERIFY(m_nameService.open() && m_nameService.write("hosts: files\n") > 0 && m_nameService.flush());
  QCOMPARE(::mount(qPrintable(m_nameService.fileName()), "/etc/nsswitch.conf", nullptr, MS_BIND, nullptr), 0);
}

void ProbeExitCodeTest::cleanup() {
  if (!m_chain) return;
  m_chain->clearRules();
  m_chain->run(QStringLiteral("client"), QStringLiteral("ip route flush 192.0.2.1"));
}

void ProbeExitCodeTest::exitCode_data() {
  QTest::addColumn<QString>("arguments");
  QTest::addColumn<QString>("node");
  QTest::addColumn<QString>("setUp");
  QTest::addColumn<int>("exit");
  QTest::addColumn<QString>("verdicts");
  const auto row = [](int exit, const char* verdicts, const char* arguments, const char* node = "",
                      const char* setUp = "") {
    QTest::addRow("%d: %s %s %s", exit, arguments, node, setUp) << arguments << node << setUp << exit << verdicts;
  };
  const auto nft = [](const char* rule) { return QByteArray("nft add rule inet filter ") + rule; };

  row(0, "open/syn-ack", "10.9.9.2 -p 80");
  row(0, "open/syn-ack", "fd00:9:9::2 -p 80");
  row(1, "closed/rst", "10.9.9.2 -p 81");
  row(1, "closed/icmp", "10.9.9.2 -p 81 --udp");
  row(2, "filtered/timeout", "10.9.9.2 -p 81", "r2", nft("forward tcp dport 81 drop"));
  row(2, "open-or-filtered/timeout", "10.9.9.2 -p 81 --udp", "r2", nft("forward udp dport 81 drop"));
  row(3, "rejected/icmp", "10.9.9.2 -p 81", "r2", nft("forward tcp dport 81 reject"));
  row(3, "rejected/icmp", "10.9.9.2 -p 81 --udp", "r2", nft("forward udp dport 81 reject"));
  row(3, "rejected/icmp", "fd00:9:9::2 -p 81", "server", nft("input tcp dport 81 reject with icmpx admin-prohibited"));
  row(4, "unreachable/icmp", "10.9.9.2 -p 81", "r1", nft("forward tcp dport 81 reject with icmpx host-unreachable"));
  row(4, "unreachable/neighbour", "10.9.1.77 -p 81");
  row(4, "unreachable/unreachable-route", "192.0.2.1 -p 81", "client", "ip route add unreachable 192.0.2.1");
  row(5, "name-error/name-not-found", "name.invalid -p 81");
  row(6, "local/blackhole-route", "192.0.2.1 -p 81", "client", "ip route add blackhole 192.0.2.1");
  row(6, "local/prohibit-route", "192.0.2.1 -p 81", "client", "ip route add prohibit 192.0.2.1");
  row(6, "local/local-reject", "10.9.9.2 -p 81", "client", nft("output tcp dport 81 reject"));
  row(6, "local/local-drop", "10.9.9.2 -p 81 --timeout 1.4", "client", nft("output tcp dport 81 drop"));
  row(6, "local/permission", "10.9.9.2 -p 81 --udp", "client", nft("output udp dport 81 drop"));

  row(1, "open/syn-ack closed/rst", "10.9.9.2 -p 80-81");
  row(2, "open/syn-ack filtered/timeout", "10.9.9.2 -p 80-81", "r2", nft("forward tcp dport 81 drop"));
  row(4, "open/syn-ack unreachable/neighbour", "10.9.9.2 10.9.1.77 -p 80");
  row(5, "name-error/name-not-found open/syn-ack", "name.invalid 10.9.9.2 -p 80");
}

void ProbeExitCodeTest::exitCode() {
  QFETCH(const QString, arguments);
  QFETCH(const QString, node);
  QFETCH(const QString, setUp);
  if (!node.isEmpty()) m_chain->run(node, setUp);
  QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));
  const CliResult result = runCli(QStringLiteral("probe --json ") + arguments);
  QTEST(verdicts(result.json()), "verdicts");
  QTEST(result.exit, "exit");
}

int main(int argc, char** argv) {
  enterOwnNamespaces(argv);
  QCoreApplication app(argc, argv);
  ProbeExitCodeTest test;
  return QTest::qExec(&test, argc, argv);
}

#include "probe_exit_code_test.moc"
