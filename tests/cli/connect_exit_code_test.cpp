#include "tests/cli/cli_process.h"
#include "tests/support/netns_chain.h"

#include <QTemporaryFile>
#include <QTest>

#include <sys/mount.h>

#include <memory>

using namespace synscope;
using namespace synscope::test;

/// The exit codes of CONTRACT for `connect`, on the client of client - r1 - r2 - r3 - server.
class ConnectExitCodeTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void cleanup();
  void exitCode_data();
  void exitCode();

 private:
  std::unique_ptr<NetnsChain> m_chain;
  UniqueFd m_open;
  QTemporaryFile m_nameService, m_word;
};

void ConnectExitCodeTest::initTestCase() {
  if (!insideOwnNamespaces()) QSKIP("needs unprivileged user namespaces (unshare -Urnm) and nft");
  m_chain = std::make_unique<NetnsChain>();
  QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));
  m_open = m_chain->listenOnServer(80);
  QVERIFY(m_word.open() && m_word.write("hello\n") > 0 && m_word.flush());
  QVERIFY(m_nameService.open() && m_nameService.write("hosts: files\n") > 0 && m_nameService.flush());
  QCOMPARE(::mount(qPrintable(m_nameService.fileName()), "/etc/nsswitch.conf", nullptr, MS_BIND, nullptr), 0);
}

void ConnectExitCodeTest::cleanup() {
  if (!m_chain) return;
  m_chain->clearRules();
  m_chain->run(QStringLiteral("client"), QStringLiteral("ip route flush 192.0.2.1"));
}

void ConnectExitCodeTest::exitCode_data() {
  QTest::addColumn<QString>("arguments");
  QTest::addColumn<QString>("node");
  QTest::addColumn<QString>("setUp");
  QTest::addColumn<int>("exit");
  QTest::addColumn<QString>("reason");
  const auto row = [](int exit, const char* reason, const char* arguments, const char* node = "",
                      const char* setUp = "") {
    QTest::addRow("%d: %s %s %s", exit, arguments, node, setUp) << arguments << node << setUp << exit << reason;
  };
  const auto nft = [](const char* rule) { return QByteArray("nft add rule inet filter ") + rule; };

  row(0, "syn-ack", "10.9.9.2 80 --close fin");
  row(0, "syn-ack", "fd00:9:9::2 80 --close fin");
  row(1, "rst", "10.9.9.2 81");
  row(2, "timeout", "10.9.9.2 81 --timeout 0.3", "r2", nft("forward tcp dport 81 drop"));
  row(3, "icmp", "10.9.9.2 81", "r2", nft("forward tcp dport 81 reject"));
  row(3, "icmp", "fd00:9:9::2 81", "server", nft("input tcp dport 81 reject with icmpx admin-prohibited"));
  row(4, "icmp", "10.9.9.2 81", "r1", nft("forward tcp dport 81 reject with icmpx host-unreachable"));
  row(4, "neighbour", "10.9.1.77 81");
  row(4, "unreachable-route", "192.0.2.1 81", "client", "ip route add unreachable 192.0.2.1");
  row(5, "", "name.invalid 81");
  row(6, "prohibit-route", "192.0.2.1 81", "client", "ip route add prohibit 192.0.2.1");
  row(6, "local-reject", "10.9.9.2 81", "client", nft("output tcp dport 81 reject"));
  row(0, "", "10.9.9.2 81 --udp --idle 0.3", "r2", nft("forward udp dport 81 drop"));
  row(1, "icmp", "10.9.9.2 81 --udp");
  row(1, "icmp", "fd00:9:9::2 81 --udp");
  row(3, "icmp", "10.9.9.2 81 --udp", "r2", nft("forward udp dport 81 reject"));
  row(3, "icmp", "10.9.9.2 81 --udp", "server", nft("input udp dport 81 reject with icmpx admin-prohibited"));
  row(4, "icmp", "10.9.9.2 81 --udp", "r1", nft("forward udp dport 81 reject with icmpx host-unreachable"));
  row(4, "neighbour", "10.9.1.77 81 --udp --idle 5");
  row(4, "unreachable-route", "192.0.2.1 81 --udp", "client", "ip route add unreachable 192.0.2.1");
  row(5, "", "name.invalid 81 --udp");
  row(6, "prohibit-route", "192.0.2.1 81 --udp", "client", "ip route add prohibit 192.0.2.1");
  row(6, "permission", "10.9.9.2 81 --udp", "client", nft("output udp dport 81 drop"));
}

void ConnectExitCodeTest::exitCode() {
  QFETCH(const QString, arguments);
  QFETCH(const QString, node);
  QFETCH(const QString, setUp);
  if (!node.isEmpty()) m_chain->run(node, setUp);
  QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));
  QProcess process;
  process.setStandardInputFile(m_word.fileName());
  process.start(cliPath(), (QStringLiteral("connect --json ") + arguments).split(QLatin1Char(' ')));
  const CliResult result = finishCli(process);
  const QJsonObject summary = QJsonDocument::fromJson(result.err).object();
  QTEST(summary[QLatin1String("attempt")][QLatin1String("reason")].toString(), "reason");
  QTEST(result.exit, "exit");
  QCOMPARE(summary[QLatin1String("exit")].toInt(), result.exit);
}

int main(int argc, char** argv) {
  enterOwnNamespaces(argv);
  QCoreApplication app(argc, argv);
  ConnectExitCodeTest test;
  return QTest::qExec(&test, argc, argv);
}

#include "connect_exit_code_test.moc"
