#include "core/engine/reach/scanner.h"
#include "tests/support/job_runner.h"
#include "tests/support/netns_chain.h"

#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QtTest>

#include <map>

using namespace synscope;
using namespace synscope::test;
using namespace std::chrono_literals;

namespace {

constexpr const char* kServer = "10.9.9.2";

/// What one kind of port is called by everybody. `difference` says why a peer's word is another one than ours.
struct Kind {
  quint16 port;
  const char* node;
  const char* rule;  ///< Behind "tcp dport PORT"; empty: no firewall.
  const char* ours;
  const char* nmap;
  const char* ncat;  ///< What ncat -v says.
  const char* difference;
};

constexpr const char* kSame = "";
constexpr const char* kFolded =
    "nmap folds every ICMP error that connect(2) reports as EHOSTUNREACH or ENETUNREACH, and silence, into filtered";
constexpr const char* kByErrno =
    "connect(2) says ECONNREFUSED for port-unreachable as for a reset; only the error "
    "queue tells that a firewall sent it";

constexpr Kind kKinds[] = {
    {1080, "", "", "open/syn-ack", "open", "Connected to", kSame},
    {1081, "", "", "closed/rst", "closed", "Connection refused", kSame},
    {1082, "r2", "drop", "filtered/timeout", "filtered", "TIMEOUT", kSame},
    {1083, "server", "drop", "filtered/timeout", "filtered", "TIMEOUT", kSame},
    {1084, "r2", "reject with tcp reset", "closed/rst", "closed", "Connection refused", kSame},
    {1085, "r2", "reject", "rejected/icmp 3/3", "closed", "Connection refused", kByErrno},
    {1086, "server", "reject", "rejected/icmp 3/3", "closed", "Connection refused", kByErrno},
    {1087, "r2", "reject with icmp net-unreachable", "unreachable/icmp 3/0", "filtered", "unreachable", kFolded},
    {1088, "r2", "reject with icmp host-unreachable", "unreachable/icmp 3/1", "filtered", "No route", kFolded},
    {1089, "r2", "reject with icmp prot-unreachable", "rejected/icmp 3/2", "filtered", "Protocol not", kFolded},
    {1090, "r2", "reject with icmp net-prohibited", "rejected/icmp 3/9", "filtered", "unreachable", kFolded},
    {1091, "r2", "reject with icmp host-prohibited", "rejected/icmp 3/10", "filtered", "No route", kFolded},
    {1092, "r2", "reject with icmp admin-prohibited", "rejected/icmp 3/13", "filtered", "No route", kFolded},
};

bool isSaidTheSame(const Kind& kind) {
  return QByteArray(kind.ours).startsWith(QByteArray(kind.nmap) + '/');
}

QString run(const char* program, const QString& arguments, QProcess::ProcessChannel channel) {
  QProcess process;
  process.setReadChannel(channel);
  process.start(QLatin1String(program), arguments.split(QLatin1Char(' ')));
  if (!process.waitForFinished(30'000)) process.kill();
  return QString::fromUtf8(process.readAll());
}

/// State by port, from a line "Ports: 80/open/tcp//http///, …".
std::map<quint16, QString> readGrepable(const QString& output) {
  std::map<quint16, QString> states;
  static const QRegularExpression entry(QStringLiteral("(\\d+)/([a-z|]+)/tcp"));
  for (auto match = entry.globalMatch(output); match.hasNext();) {
    const QRegularExpressionMatch found = match.next();
    states[found.captured(1).toUShort()] = found.captured(2);
  }
  return states;
}

std::map<quint16, QString> scanOurselves() {
  ScanRequest request;
  request.addresses = {*IpAddress::parse(kServer)};
  for (const Kind& kind : kKinds)
    request.ports.push_back(kind.port);
  Scanner scanner(request);
  std::map<quint16, QString> verdicts;
  if (!runToEnd(scanner, 30'000)) return verdicts;
  for (const ScanRow& row : scanner.drain()) {
    std::string text = std::string(name(row.verdict.state)) + "/" + std::string(name(row.verdict.reason));
    if (row.icmp) text += " " + std::to_string(row.icmp->type) + "/" + std::to_string(row.icmp->code);
    verdicts[row.port] = QString::fromStdString(text);
  }
  return verdicts;
}

}  // namespace

/// Our scan beside nmap -sT and ncat, over the same firewalls, in one run: the same answers, or a reason for the
/// difference. Client - r1 - r2 - r3 - server.
class ReachPeersTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void everybodySeesTheSame_data();
  void everybodySeesTheSame();
  void ncatAgrees_data();
  void ncatAgrees();

 private:
  std::unique_ptr<NetnsChain> m_chain;
  UniqueFd m_open;
  std::map<quint16, QString> m_ours, m_nmap;
};

void ReachPeersTest::initTestCase() {
  if (!insideOwnNamespaces()) QSKIP("needs unprivileged user namespaces (unshare -Urnm) and nft");
  if (QStandardPaths::findExecutable(QStringLiteral("nmap")).isEmpty()) QSKIP("nmap is not installed");
  m_chain = std::make_unique<NetnsChain>();
  for (const Kind& kind : kKinds) {
    if (QByteArray(kind.rule).isEmpty()) continue;
    const QString hook =
        QLatin1String(kind.node) == QLatin1String("server") ? QStringLiteral("input") : QStringLiteral("forward");
    m_chain->rule(
        QLatin1String(kind.node),
        QStringLiteral("%1 ip protocol tcp tcp dport %2 %3").arg(hook).arg(kind.port).arg(QLatin1String(kind.rule)));
    QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));
  }
  m_open = m_chain->listenOnServer(1080);
  QVERIFY2(m_chain->problem().isEmpty(), qPrintable(m_chain->problem()));
  m_ours = scanOurselves();
  m_nmap = readGrepable(run("nmap", QStringLiteral("-sT -n -Pn -p 1080-1092 -oG - %1").arg(QLatin1String(kServer)),
                            QProcess::StandardOutput));
  QCOMPARE(m_ours.size(), std::size(kKinds));
  QCOMPARE(m_nmap.size(), std::size(kKinds));
}

void ReachPeersTest::everybodySeesTheSame_data() {
  QTest::addColumn<int>("index");
  int index = 0;
  for (const Kind& kind : kKinds)
    QTest::addRow("%d %s %s", kind.port, kind.node, kind.rule) << index++;
}

void ReachPeersTest::everybodySeesTheSame() {
  QFETCH(const int, index);
  const Kind& kind = kKinds[index];
  QCOMPARE(m_ours[kind.port], QLatin1String(kind.ours));
  QCOMPARE(m_nmap[kind.port], QLatin1String(kind.nmap));
  QVERIFY2(isSaidTheSame(kind) == QByteArray(kind.difference).isEmpty(),
           "a difference without a reason, or a reason "
           "without a difference");
}

void ReachPeersTest::ncatAgrees_data() {
  if (QStandardPaths::findExecutable(QStringLiteral("ncat")).isEmpty()) QSKIP("ncat is not installed");
  everybodySeesTheSame_data();
}

void ReachPeersTest::ncatAgrees() {
  QFETCH(const int, index);
  const Kind& kind = kKinds[index];
  const QString said = run("ncat", QStringLiteral("-n -v -z -w 700ms %1 %2").arg(QLatin1String(kServer)).arg(kind.port),
                           QProcess::StandardError);
  QVERIFY2(said.contains(QLatin1String(kind.ncat)), qPrintable(said));
  QCOMPARE(m_ours[kind.port].startsWith(QLatin1String("open/")), said.contains(QLatin1String("Connected to")));
}

int main(int argc, char** argv) {
  enterOwnNamespaces(argv);
  QCoreApplication app(argc, argv);
  ReachPeersTest test;
  return QTest::qExec(&test, argc, argv);
}

#include "reach_peers_test.moc"
