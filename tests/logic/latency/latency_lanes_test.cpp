#include "core/logic/latency/latency_lanes.h"

#include <QTest>

using namespace synscope;

namespace {

/// "+2=::1 -1=10.0.0.1": lanes opened and retired.
QString describe(const LatencyLanes::Change& change) {
  QStringList texts;
  const auto add = [&](const char* sign, const std::vector<LatencyLane>& lanes) {
    for (const LatencyLane& lane : lanes)
      texts << QString::fromLatin1(sign) + QString::number(lane.id) + QLatin1Char('=') +
                   QString::fromStdString(lane.address.address.toString());
  };
  add("+", change.opened);
  add("-", change.retired);
  return texts.join(QLatin1Char(' '));
}

QString resolve(LatencyLanes& lanes, std::size_t target, const char* addresses) {
  std::vector<IpAddress> list;
  for (const QString& text : QString::fromLatin1(addresses).split(QLatin1Char(' '), Qt::SkipEmptyParts))
    list.push_back(*IpAddress::parse(text.toStdString()));
  return describe(lanes.resolved(target, list));
}

}  // namespace

class LatencyLanesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void firstAddress();
  void everyAddress();
  void targetsDoNotMixUp();
  void aLongListIsCut();
};

void LatencyLanesTest::firstAddress() {
  LatencyLanes lanes({{"h", 80}}, false);
  QCOMPARE(resolve(lanes, 0, "10.0.0.1 10.0.0.2"), QStringLiteral("+1=10.0.0.1"));
  QCOMPARE(resolve(lanes, 0, "10.0.0.2 10.0.0.1"), QString());
  QCOMPARE(resolve(lanes, 0, ""), QString());
  QCOMPARE(resolve(lanes, 0, "10.0.0.2 10.0.0.3"), QStringLiteral("+2=10.0.0.2 -1=10.0.0.1"));
  QCOMPARE(resolve(lanes, 0, "10.0.0.1"), QStringLiteral("+3=10.0.0.1 -2=10.0.0.2"));
}

void LatencyLanesTest::everyAddress() {
  LatencyLanes lanes({{"h", 80}}, true);
  QCOMPARE(resolve(lanes, 0, "::1 10.0.0.1 ::1"), QStringLiteral("+1=::1 +2=10.0.0.1"));
  QCOMPARE(resolve(lanes, 0, "10.0.0.1 10.0.0.2"), QStringLiteral("+3=10.0.0.2 -1=::1"));
  QCOMPARE(resolve(lanes, 0, "10.0.0.2 10.0.0.1"), QString());
}

void LatencyLanesTest::targetsDoNotMixUp() {
  LatencyLanes lanes({{"a", 80}, {"a", 443}}, false);
  QCOMPARE(resolve(lanes, 0, "10.0.0.1"), QStringLiteral("+1=10.0.0.1"));
  QCOMPARE(resolve(lanes, 1, "10.0.0.1"), QStringLiteral("+2=10.0.0.1"));
  QCOMPARE(resolve(lanes, 0, "10.0.0.9"), QStringLiteral("+3=10.0.0.9 -1=10.0.0.1"));
}

void LatencyLanesTest::aLongListIsCut() {
  LatencyLanes lanes({{"h", 80}}, true);
  std::vector<IpAddress> many;
  for (std::uint8_t i = 0; i < 200; ++i)
    many.push_back(IpAddress::v4({10, 0, 0, i}));
  QCOMPARE(lanes.resolved(0, many).opened.size(), LatencyLanes::kMostAddresses);
}

QTEST_APPLESS_MAIN(LatencyLanesTest)
#include "latency_lanes_test.moc"
