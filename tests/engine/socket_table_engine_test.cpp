#include "core/engine/kernel/socket_json.h"
#include "core/engine/kernel/socket_table.h"
#include "core/logic/kernel/listener_health.h"
#include "tests/support/held_states.h"
#include "tests/support/netns_chain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>
#include <QUdpSocket>

#include <algorithm>
#include <map>
#include <unistd.h>

using namespace synscope;
using namespace synscope::test;

namespace {

std::vector<SocketRow> tcpRows(bool withProcess = false) {
  SocketQuery query;
  query.udp = false;
  if (withProcess) query.processBudget = std::chrono::seconds(2);
  auto table = listSockets(query);
  return table ? table->rows : std::vector<SocketRow>();
}

/// "127.0.0.1:80 127.0.0.1:40000" to "STATE receive-queue send-queue timer-kind".
using Table = std::map<QString, QString>;

QString toQt(std::string_view text) {
  return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

/// What ss(8) calls a state and a timer.
QString ssState(TcpState state) {
  QString word = toQt(name(state)).replace(QLatin1Char('_'), QLatin1Char('-'));
  return word == QLatin1String("ESTABLISHED") ? QStringLiteral("ESTAB") : word;
}

QString ssTimer(const SocketRow& row) {
  if (!row.timer) return QStringLiteral("-");
  switch (row.timer->kind) {
    case SocketTimerKind::kRetransmit: return QStringLiteral("on");
    case SocketTimerKind::kKeepAlive: return QStringLiteral("keepalive");
    case SocketTimerKind::kTimeWait: return QStringLiteral("timewait");
    case SocketTimerKind::kZeroWindowProbe: return QStringLiteral("persist");
    case SocketTimerKind::kOther: break;
  }
  return QStringLiteral("?");
}

Table oursForSs() {
  Table table;
  for (const SocketRow& row : tcpRows()) {
    if (row.state == TcpState::kClosed) continue;  // ss of iproute2 6.1 does not ask for them.
    table[toQt(endpointText(row.local)) + QLatin1Char(' ') + toQt(endpointText(row.remote))] =
        QStringLiteral("%1 %2 %3 %4")
            .arg(ssState(row.state))
            .arg(row.receiveQueue)
            .arg(row.sendQueue)
            .arg(ssTimer(row));
  }
  return table;
}

/// Columns of `ss -tanoH`: state, queues, endpoints, and timer:(kind,time,retransmits) where there is one.
Table theirs() {
  QProcess ss;
  ss.start(QStringLiteral("ss"), {QStringLiteral("-tanoH")});
  ss.waitForFinished(10'000);
  Table table;
  for (const QString& line : QString::fromUtf8(ss.readAllStandardOutput()).split(QLatin1Char('\n'))) {
    const QStringList words = line.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words.size() < 5) continue;
    const QString timer = words.value(5).section(QLatin1Char('('), 1).section(QLatin1Char(','), 0, 0);
    table[words[3] + QLatin1Char(' ') + words[4]] =
        QStringLiteral("%1 %2 %3 %4").arg(words[0], words[1], words[2], timer.isEmpty() ? QStringLiteral("-") : timer);
  }
  return table;
}

QString asText(const Table& table) {
  QString text;
  for (const auto& [key, value] : table)
    text += key + QStringLiteral(" = ") + value + QLatin1Char('\n');
  return text;
}

const SocketRow* find(const std::vector<SocketRow>& rows, TcpState state, quint16 localPort = 0) {
  for (const SocketRow& row : rows)
    if (row.state == state && (localPort == 0 || row.local.port == localPort)) return &row;
  return nullptr;
}

}  // namespace

/// The kernel's own table beside ss(8)'s, in a network namespace where nothing else lives.
class SocketTableEngineTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void everyStateIsThere_data();
  void everyStateIsThere();
  void sameAsSs();
  void onlyTheStatesAskedFor();
  void queuesOfListeners();
  void timersCountDown();
  void infoOfAConnection();
  void processesAreNamed();
  void udpSockets();
  void overflowsAreCounted();
  void jsonOfEveryRow();

 private:
  std::unique_ptr<HeldStates> m_held;
};

void SocketTableEngineTest::initTestCase() {
  if (!insideOwnNamespaces()) QSKIP("needs unprivileged user namespaces (unshare -Urnm) and nft");
  QCOMPARE(QProcess::execute(QStringLiteral("ip"), QStringLiteral("link set lo up").split(QLatin1Char(' '))), 0);
  QVERIFY(socketTableCapability().available);
  m_held = std::make_unique<HeldStates>();
  QVERIFY(m_held->ok());
}

void SocketTableEngineTest::everyStateIsThere_data() {
  QTest::addColumn<int>("state");
  for (const TcpState state : kTcpStates)
    if (state != TcpState::kUnknown) QTest::newRow(name(state).data()) << static_cast<int>(state);
}

void SocketTableEngineTest::everyStateIsThere() {
  QFETCH(int, state);
  const auto wanted = static_cast<TcpState>(state);
  if (wanted == TcpState::kClosed && !find(tcpRows(), wanted)) QSKIP("this kernel does not list bound sockets (6.8)");
  QTRY_VERIFY(find(tcpRows(), wanted) != nullptr);
}

void SocketTableEngineTest::sameAsSs() {
  if (QProcess::execute(QStringLiteral("sh"), {QStringLiteral("-c"), QStringLiteral("command -v ss >/dev/null")}) != 0)
    QSKIP("needs ss");
  Table ours, others;
  QTRY_VERIFY2((ours = oursForSs()) == (others = theirs()),
               qPrintable(QStringLiteral("\nours\n%1ss\n%2").arg(asText(ours), asText(others))));
  QVERIFY(ours.size() > 15);
}

void SocketTableEngineTest::onlyTheStatesAskedFor() {
  SocketQuery query;
  query.udp = false;
  query.states = SocketStates::of(TcpState::kSynReceived);
  const auto table = listSockets(query);
  QVERIFY(table);
  QCOMPARE(table->rows.size(), 1U);
  QCOMPARE(table->rows[0].state, TcpState::kSynReceived);
  QCOMPARE(table->rows[0].local.port, m_held->deferredPort());
  QCOMPARE(table->rows[0].uid, std::nullopt);
}

void SocketTableEngineTest::queuesOfListeners() {
  std::vector<SocketRow> rows = tcpRows();
  judgeListeners(rows);
  const SocketRow* full = find(rows, TcpState::kListen, m_held->fullPort());
  QVERIFY(full && full->listener);
  QCOMPARE(*full->listener, (ListenerHealth{1, 0, 0, ListenerLevel::kFull}));
  const SocketRow* deferred = find(rows, TcpState::kListen, m_held->deferredPort());
  QVERIFY(deferred && deferred->listener);
  QCOMPARE(*deferred->listener, (ListenerHealth{0, 5, 1, ListenerLevel::kHealthy}));
}

void SocketTableEngineTest::timersCountDown() {
  const std::vector<SocketRow> first = tcpRows();
  const SocketRow* before = find(first, TcpState::kTimeWait);
  QVERIFY(before && before->timer && before->timer->kind == SocketTimerKind::kTimeWait);
  QVERIFY(before->timer->expiresMs > 0 && before->timer->expiresMs <= 60'000);
  std::vector<SocketRow> later;
  QTRY_VERIFY((later = tcpRows(), find(later, TcpState::kTimeWait)->timer->expiresMs < before->timer->expiresMs));
}

void SocketTableEngineTest::infoOfAConnection() {
  const std::vector<SocketRow> rows = tcpRows();
  const auto established = std::ranges::find_if(
      rows, [](const SocketRow& row) { return row.state == TcpState::kEstablished && row.inode != 0; });
  QVERIFY(established != rows.end() && established->info);
  QVERIFY(established->info->rttUs && *established->info->rttUs > 0);
  QVERIFY(established->info->cwnd && established->info->sendMss);
  QCOMPARE(established->uid, std::optional<std::uint32_t>(::geteuid()));
  QVERIFY(!find(rows, TcpState::kTimeWait)->info);
}

void SocketTableEngineTest::processesAreNamed() {
  const std::vector<SocketRow> rows = tcpRows(true);
  const SocketRow* listener = find(rows, TcpState::kListen);
  QVERIFY(listener && listener->process);
  QCOMPARE(listener->process->pid, int(::getpid()));
  QVERIFY(QCoreApplication::applicationFilePath().contains(toQt(listener->process->name)));
  QVERIFY(!find(rows, TcpState::kTimeWait)->process);
}

void SocketTableEngineTest::udpSockets() {
  QUdpSocket alone, connected;
  QVERIFY(alone.bind(QHostAddress::LocalHost) && connected.bind(QHostAddress::LocalHostIPv6));
  connected.connectToHost(QHostAddress::LocalHostIPv6, 9);
  SocketQuery query;
  query.tcp = false;
  const auto table = listSockets(query);
  QVERIFY(table);
  std::map<quint16, std::string_view> states;
  for (const SocketRow& row : table->rows)
    states[row.local.port] = stateName(row);
  QCOMPARE(states[alone.localPort()], std::string_view("UNCONNECTED"));
  QCOMPARE(states[connected.localPort()], std::string_view("CONNECTED"));
}

void SocketTableEngineTest::overflowsAreCounted() {
  SocketQuery query;
  query.states = SocketStates::of(TcpState::kListen);
  const auto counters = [&] {
    const auto table = listSockets(query);
    return table ? table->counters : std::nullopt;
  };
  QVERIFY(counters());
  QTRY_VERIFY(counters()->listenOverflows.value_or(0) > 0);
  QVERIFY(*counters()->listenDrops >= *counters()->listenOverflows);
}

void SocketTableEngineTest::jsonOfEveryRow() {
  std::vector<SocketRow> rows = tcpRows(true);
  judgeListeners(rows);
  const QJsonArray sockets =
      QJsonDocument::fromJson(QByteArray::fromStdString(socketsJson(rows, std::nullopt)))[QLatin1String("sockets")]
          .toArray();
  QCOMPARE(std::size_t(sockets.size()), rows.size());
  for (qsizetype i = 0; i < sockets.size(); ++i) {
    const QJsonObject object = sockets[i].toObject();
    const SocketRow& row = rows[std::size_t(i)];
    QCOMPARE(object[QLatin1String("state")].toString(), toQt(name(row.state)));
    QCOMPARE(object[QLatin1String("listener")].isObject(), row.state == TcpState::kListen);
    QCOMPARE(object[QLatin1String("info")].isObject(), row.info && row.state != TcpState::kListen);
    QCOMPARE(object[QLatin1String("uid")].isNull(), !row.uid.has_value());
  }
}

int main(int argc, char** argv) {
  enterOwnNamespaces(argv);
  QCoreApplication app(argc, argv);
  SocketTableEngineTest test;
  return QTest::qExec(&test, argc, argv);
}

#include "socket_table_engine_test.moc"
