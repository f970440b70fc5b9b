#include "core/engine/base/clock.h"
#include "core/engine/endpoint/life_watch.h"
#include "core/engine/reach/native_socket.h"
#include "tests/support/held_states.h"
#include "tests/support/netns_chain.h"

#include <QProcess>
#include <QTest>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

using namespace synscope;
using namespace synscope::test;

namespace {

struct SsLine {
  TcpState state = TcpState::kUnknown;
  IpEndpoint local, peer;
};

TcpState stateOfSs(const QString& word) {
  static const std::map<QString, TcpState> kNames = {
      {QStringLiteral("ESTAB"), TcpState::kEstablished},    {QStringLiteral("SYN-SENT"), TcpState::kSynSent},
      {QStringLiteral("SYN-RECV"), TcpState::kSynReceived}, {QStringLiteral("FIN-WAIT-1"), TcpState::kFinWait1},
      {QStringLiteral("FIN-WAIT-2"), TcpState::kFinWait2},  {QStringLiteral("TIME-WAIT"), TcpState::kTimeWait},
      {QStringLiteral("CLOSE-WAIT"), TcpState::kCloseWait}, {QStringLiteral("LAST-ACK"), TcpState::kLastAck},
      {QStringLiteral("CLOSING"), TcpState::kClosing},      {QStringLiteral("LISTEN"), TcpState::kListen}};
  const auto known = kNames.find(word);
  return known == kNames.end() ? TcpState::kUnknown : known->second;
}

IpEndpoint endpointOf(const QString& text) {
  const qsizetype colon = text.lastIndexOf(QLatin1Char(':'));
  const auto address = IpAddress::parse(text.left(colon).toStdString());
  return {address.value_or(IpAddress{}), static_cast<std::uint16_t>(text.mid(colon + 1).toUInt())};
}

/// Every connection as ss(8) shows it, LISTEN aside.
std::vector<SsLine> askSs() {
  QProcess ss;
  ss.start(QStringLiteral("ss"), {QStringLiteral("-tanH")});
  if (!ss.waitForFinished()) return {};
  std::vector<SsLine> lines;
  for (const QString& line : QString::fromUtf8(ss.readAllStandardOutput()).split(QLatin1Char('\n'))) {
    const QStringList words = line.simplified().split(QLatin1Char(' '));
    if (words.size() < 5 || words[0] == QLatin1String("LISTEN")) continue;
    lines.push_back({stateOfSs(words[0]), endpointOf(words[3]), endpointOf(words[4])});
  }
  return lines;
}

qintptr socketOf(const HeldStates& held, const SsLine& line) {
  for (const UniqueFd& fd : held.sockets()) {
    const auto peer = peerEndpoint(fd.get());
    const auto info = tcpInfo(fd.get());
    const bool listens = info && info->state == TcpState::kListen;
    if (!listens && localEndpoint(fd.get()) == line.local && (!peer || *peer == line.peer)) return fd.get();
  }
  return -1;
}

}  // namespace

/// Every state a connection can be in, held by real sockets: what the life shows is what ss(8) shows.
class LifeStatesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void sameAsSs();
  void halfOpenIsSeenFromTheClient();

 private:
  std::unique_ptr<HeldStates> m_held;
};

void LifeStatesTest::initTestCase() {
  if (!insideOwnNamespaces()) QSKIP("needs unprivileged user namespaces (unshare -Urnm)");
  QCOMPARE(QProcess::execute(QStringLiteral("ip"), QStringLiteral("link set lo up").split(QLatin1Char(' '))), 0);
  if (askSs().empty() && QProcess::execute(QStringLiteral("ss"), {QStringLiteral("-V")}) != 0) QSKIP("needs ss");
  m_held = std::make_unique<HeldStates>();
  QVERIFY(m_held->ok());
}

void LifeStatesTest::sameAsSs() {
  std::set<TcpState> shown;
  for (const SsLine& line : askSs()) {
    const qintptr fd = socketOf(*m_held, line);
    if (fd == -1) {
      // Half-open, or waiting to be accepted: no descriptor stands for it.
      QVERIFY(line.state == TcpState::kSynReceived || line.local.port == m_held->fullPort());
      continue;
    }
    LifeWatch watch;
    watch.connecting(1, monotonicNow(), line.peer);
    watch.attach(1, fd);
    QTRY_COMPARE(watch.life(1)->state, line.state);
    QCOMPARE(watch.life(1)->teardown.reason.has_value(), line.state == TcpState::kTimeWait);
    shown.insert(line.state);
  }
  QCOMPARE(shown,
           (std::set<TcpState>{TcpState::kSynSent, TcpState::kEstablished, TcpState::kFinWait1, TcpState::kFinWait2,
                               TcpState::kCloseWait, TcpState::kClosing, TcpState::kLastAck, TcpState::kTimeWait}));
}

void LifeStatesTest::halfOpenIsSeenFromTheClient() {
  const std::vector<SsLine> lines = askSs();
  const auto client =
      std::ranges::find_if(lines, [&](const SsLine& line) { return line.peer.port == m_held->deferredPort(); });
  QVERIFY(client != lines.end());
  LifeWatch watch;
  watch.connecting(1, monotonicNow(), client->peer);
  watch.attach(1, socketOf(*m_held, *client));
  QTRY_COMPARE(watch.life(1)->peerState, TcpState::kSynReceived);
  QCOMPARE(watch.life(1)->state, TcpState::kEstablished);
  const auto events = watch.life(1)->timeline.events();
  QVERIFY(std::ranges::any_of(events, [](const TimelineEvent& event) {
    return event.from == 1 && event.code == "tcp-state.SYN_RECV" && event.source == EventSource::kObserved;
  }));
}

int main(int argc, char** argv) {
  enterOwnNamespaces(argv);
  QCoreApplication app(argc, argv);
  LifeStatesTest test;
  return QTest::qExec(&test, argc, argv);
}

#include "life_states_test.moc"
