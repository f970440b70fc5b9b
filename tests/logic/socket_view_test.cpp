#include "core/logic/kernel/socket_view.h"

#include "core/logic/kernel/port_holders.h"
#include "tests/support/sample_sockets.h"

#include <QTest>

using namespace synscope;

namespace {

/// Marks of a snapshot, gone rows included: "+ ~ . -".
QString marks(const SocketSnapshot& snapshot) {
  QString text;
  for (const SocketTrack& track : snapshot.tracks)
    text += QStringLiteral(".+~-").at(static_cast<int>(track.mark));
  return text;
}

SocketSnapshot table(std::vector<SocketRow> rows, int second = 0) {
  SocketSnapshot reading;
  reading.at = TimePoint(std::chrono::seconds(second));
  reading.rows = std::move(rows);
  return reading;
}

SocketRow waiting(std::string_view local, std::string_view remote, std::uint32_t ms) {
  SocketRow row = tcpSocket(TcpState::kTimeWait, local, remote);
  row.timer = SocketTimer{SocketTimerKind::kTimeWait, ms, 0};
  return row;
}

QString locals(const SocketView& view) {
  QStringList texts;
  for (std::size_t i = 0; i < view.rows.size(); ++i)
    texts << QString::number(view.socket(i).local.port);
  return texts.join(QLatin1Char(' '));
}

std::shared_ptr<const SocketSnapshot> first(std::vector<SocketRow> rows) {
  return SocketTracker().update(table(std::move(rows)));
}

SocketRow withRtt(SocketRow row, std::optional<std::uint32_t> rttUs) {
  row.info.emplace().rttUs = rttUs;
  return row;
}

}  // namespace

/// From one table to the next, and from a table to what is shown of it.
class SocketViewTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void marksWhatHappened();
  void idsLastThroughStates();
  void goneRowsStayForOneTable();
  void quietTablesMarkNothing();
  void countersGrowFromTheFirstTable();
  void statesAreCountedBeforeTheyAreHidden();
  void timeWaitIsFoldedPerPeer();
  void unknownStandsBehindBothWays();
  void equalRowsKeepTheirNaturalOrder();
  void placesBeforeAreTold();
  void listenersOnly();
  void zonesAreShownAndFound();
  void portAskedForIsAPortAndNothingElse();
  void whoHoldsAPort();
};

void SocketViewTest::marksWhatHappened() {
  SocketTracker tracker;
  const SocketRow a = tcpSocket(TcpState::kEstablished, "10.0.0.1:1", "10.0.0.2:80");
  SocketRow b = tcpSocket(TcpState::kEstablished, "10.0.0.1:2", "10.0.0.2:80");
  const SocketRow c = tcpSocket(TcpState::kEstablished, "10.0.0.1:3", "10.0.0.2:80");
  QCOMPARE(marks(*tracker.update(table({a, b}, 1))), QStringLiteral(".."));
  b.sendQueue = 9;
  QCOMPARE(marks(*tracker.update(table({c, b}, 2))), QStringLiteral("+~-"));
  const auto third = tracker.update(table({b, c}, 3));
  QCOMPARE(marks(*third), QStringLiteral("~+"));
  QCOMPARE(third->tracks[0].markedAt, TimePoint(std::chrono::seconds(2)));
  QCOMPARE(third->generation, std::uint64_t(3));
}

void SocketViewTest::idsLastThroughStates() {
  SocketTracker tracker;
  SocketRow row = tcpSocket(TcpState::kEstablished, "10.0.0.1:1", "10.0.0.2:80");
  const std::uint64_t id = tracker.update(table({row}))->tracks[0].id;
  row.state = TcpState::kTimeWait;
  row.cookie = 77;
  QCOMPARE(tracker.update(table({row}))->tracks[0].id, id);
  tracker.update(table({}));
  QVERIFY(tracker.update(table({row}))->tracks[0].id != id);
}

void SocketViewTest::goneRowsStayForOneTable() {
  SocketTracker tracker;
  tracker.update(table({tcpSocket(TcpState::kEstablished, "10.0.0.1:1", "10.0.0.2:80")}));
  const auto second = tracker.update(table({}));
  QCOMPARE(second->rows.size(), std::size_t(1));
  QCOMPARE(second->listed, std::size_t(0));
  QCOMPARE(tracker.update(table({}))->rows.size(), std::size_t(0));
}

void SocketViewTest::quietTablesMarkNothing() {
  SocketTracker tracker;
  tracker.update(table({tcpSocket(TcpState::kEstablished, "10.0.0.1:1", "10.0.0.2:80")}));
  const auto quiet = tracker.update(table({tcpSocket(TcpState::kEstablished, "10.0.0.1:2", "10.0.0.2:80")}), true);
  QCOMPARE(marks(*quiet), QStringLiteral("."));
}

void SocketViewTest::countersGrowFromTheFirstTable() {
  SocketTracker tracker;
  const auto read = [&](std::optional<std::uint64_t> overflows) {
    SocketSnapshot reading;
    reading.counters.emplace().listenOverflows = overflows;
    return tracker.update(std::move(reading));
  };
  QVERIFY(!read(40)->justGrown);
  QCOMPARE(read(43)->justGrown->listenOverflows, std::optional<std::uint64_t>(3));
  const auto third = read(44);
  QCOMPARE(third->justGrown->listenOverflows, std::optional<std::uint64_t>(1));
  QCOMPARE(third->grown->listenOverflows, std::optional<std::uint64_t>(4));
}

void SocketViewTest::statesAreCountedBeforeTheyAreHidden() {
  SocketViewSettings settings;
  settings.filter.states = SocketStates::of(TcpState::kListen);
  settings.udp = false;
  const auto view = arrange(SocketTracker().update(sampleSockets()), settings, nullptr);
  QCOMPARE(view->rows.size(), std::size_t(3));
  QCOMPARE(view->states[static_cast<std::size_t>(TcpState::kTimeWait)], std::size_t(37));
  QCOMPARE(view->udp, std::size_t(2));
}

void SocketViewTest::timeWaitIsFoldedPerPeer() {
  const auto snapshot = first({waiting("10.0.0.1:1", "10.0.0.2:80", 5), waiting("10.0.0.1:2", "10.0.0.2:80", 9),
                               waiting("10.0.0.1:3", "10.0.0.2:80", 7), waiting("10.0.0.1:4", "10.0.0.3:80", 7)});
  SocketViewSettings settings;
  const auto folded = arrange(snapshot, settings, nullptr);
  QCOMPARE(folded->rows.size(), std::size_t(2));
  QCOMPARE(folded->rows[0].folded, std::uint32_t(3));
  QCOMPARE(folded->socket(0).timer->expiresMs, std::uint32_t(9));
  QVERIFY(!folded->rows[0].sameLocalPort && folded->rows[0].sameRemotePort);
  QCOMPARE(folded->rows[1].folded, std::uint32_t(0));
  QCOMPARE(folded->rows[1].id, snapshot->tracks[3].id);
  settings.foldTimeWait = false;
  QCOMPARE(arrange(snapshot, settings, nullptr)->rows.size(), std::size_t(4));
}

void SocketViewTest::unknownStandsBehindBothWays() {
  const SocketRow a = tcpSocket(TcpState::kEstablished, "10.0.0.1:1", "10.0.0.2:80");
  const SocketRow b = tcpSocket(TcpState::kEstablished, "10.0.0.1:2", "10.0.0.2:80");
  const SocketRow c = tcpSocket(TcpState::kEstablished, "10.0.0.1:3", "10.0.0.2:80");
  const auto snapshot = first({withRtt(a, std::nullopt), withRtt(b, 500), withRtt(c, 100)});
  SocketViewSettings settings;
  settings.order = SocketOrder::kRtt;
  QCOMPARE(locals(*arrange(snapshot, settings, nullptr)), QStringLiteral("3 2 1"));
  settings.descending = true;
  QCOMPARE(locals(*arrange(snapshot, settings, nullptr)), QStringLiteral("2 3 1"));
}

void SocketViewTest::equalRowsKeepTheirNaturalOrder() {
  SocketViewSettings settings;
  settings.order = SocketOrder::kState;
  settings.descending = true;
  const auto snapshot = first({tcpSocket(TcpState::kEstablished, "10.0.0.1:9", "10.0.0.2:80"),
                               tcpSocket(TcpState::kEstablished, "10.0.0.1:4", "10.0.0.2:80"),
                               tcpSocket(TcpState::kCloseWait, "10.0.0.1:7", "10.0.0.2:80")});
  QCOMPARE(locals(*arrange(snapshot, settings, nullptr)), QStringLiteral("7 4 9"));
}

void SocketViewTest::placesBeforeAreTold() {
  SocketTracker tracker;
  const SocketRow a = tcpSocket(TcpState::kEstablished, "10.0.0.1:1", "10.0.0.2:80");
  const SocketRow b = tcpSocket(TcpState::kEstablished, "10.0.0.1:5", "10.0.0.2:80");
  const SocketRow c = tcpSocket(TcpState::kEstablished, "10.0.0.1:3", "10.0.0.2:80");
  const SocketViewSettings settings;
  const auto before = arrange(tracker.update(table({a, b})), settings, nullptr);
  const auto after = arrange(tracker.update(table({b, c, a})), settings, before.get());
  QCOMPARE(locals(*after), QStringLiteral("1 3 5"));
  QCOMPARE(after->before, (std::vector<std::uint32_t>{0, SocketView::kNotBefore, 1}));
}

void SocketViewTest::listenersOnly() {
  SocketViewSettings settings;
  settings.listenersOnly = true;
  QCOMPARE(locals(*arrange(SocketTracker().update(sampleSockets()), settings, nullptr)),
           QStringLiteral("22 8080 443 5353"));
}

void SocketViewTest::zonesAreShownAndFound() {
  SocketRow v6 = tcpSocket(TcpState::kEstablished, "[fe80::2]:22", "[fe80::1]:5000");
  v6.interfaceIndex = 3;
  v6.interfaceName = "eth0";
  QCOMPARE(localText(v6), std::string("[fe80::2%eth0]:22"));
  QCOMPARE(remoteText(v6), std::string("[fe80::1%eth0]:5000"));
  SocketRow v4 = tcpSocket(TcpState::kListen, "0.0.0.0:67", "0.0.0.0:0");
  v4.interfaceIndex = 3;
  QCOMPARE(localText(v4), std::string("0.0.0.0%3:67"));
  QCOMPARE(remoteText(v4), std::string("0.0.0.0:*"));
  SocketFilter filter;
  filter.text = "%ETH0";
  QVERIFY(filter.matches(v6) && !filter.matches(v4));
}

void SocketViewTest::portAskedForIsAPortAndNothingElse() {
  QCOMPARE(portAskedFor("443"), std::optional<std::uint16_t>(443));
  QCOMPARE(portAskedFor(":443"), std::optional<std::uint16_t>(443));
  for (const char* text : {"", ":", "0", "65536", "44a", "10.0.0.1:443", " 1"})
    QVERIFY2(!portAskedFor(text), text);
}

void SocketViewTest::whoHoldsAPort() {
  const auto rows = sampleSockets().rows;
  const auto sentence = [&](std::uint16_t port) {
    QStringList said;
    for (const Phrase& phrase : portHolders(rows, port)) {
      QString text = QString::fromStdString(phrase.key);
      for (const auto& [name, value] : phrase.args)
        text += QStringLiteral(" ") + QString::fromStdString(name + "=" + value);
      said << text;
    }
    return said.join(QLatin1Char('\n'));
  };
  QCOMPARE(sentence(443), QStringLiteral("socket.port.listening port=443 protocol=TCP addresses=[::]:443 count=1 "
                                         "process=nginx pid=812"));
  QCOMPARE(sentence(46'001), QStringLiteral("socket.port.used-unnamed port=46001 protocol=UDP "
                                            "addresses=10.9.2.10:46001 count=1"));
  QCOMPARE(sentence(1), QStringLiteral("socket.port.free port=1"));
}

QTEST_APPLESS_MAIN(SocketViewTest)
#include "socket_view_test.moc"
