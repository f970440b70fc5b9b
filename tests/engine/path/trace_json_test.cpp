#include "core/engine/path/trace_json.h"

#include "core/logic/path/judge_trace.h"
#include "tests/logic/path/trace_text.h"

#include <QJsonDocument>
#include <QTest>

using namespace synscope;
using namespace synscope::test;

/// A trace as JSON, and what it means for the exit code.
class TestTraceJson : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void hopHasEverythingOrNull();
  void documentSaysHowItEnded();
  void verdict_data();
  void verdict();
};

void TestTraceJson::hopHasEverythingOrNull() {
  const QJsonArray hops = hopsJson(trace("1 te r1 10; 1.1 te r2 30; 2 icmp 3/13 r2 5; 1.2 silent"));
  const auto expected = QJsonDocument::fromJson(R"([
    {"ttl":1,"address":"10.0.1.1","rtt_ms":30,"kind":"ttl-exceeded","sent":3,"received":2,"loss_percent":33.333,
     "min_ms":10,"avg_ms":20,"max_ms":30,"addresses":["10.0.1.1","10.0.2.1"],
     "icmp":{"type":11,"code":0,"from":"10.0.1.1"}},
    {"ttl":2,"address":"10.0.2.1","rtt_ms":5,"kind":"icmp-unreachable","sent":1,"received":1,"loss_percent":0,
     "min_ms":5,"avg_ms":5,"max_ms":5,"addresses":["10.0.2.1"],"icmp":{"type":3,"code":13,"from":"10.0.2.1"}}])");
  QCOMPARE(QJsonDocument(hops).toJson(), expected.toJson());

  const QJsonObject silent = hopsJson(trace("1 silent"))[0].toObject();
  for (const char* key : {"address", "rtt_ms", "min_ms", "avg_ms", "max_ms", "icmp"}) {
    QVERIFY2(silent.value(QLatin1String(key)).isNull(), key);
  }
  QCOMPARE(silent.value(QLatin1String("loss_percent")).toDouble(), 100.0);
}

void TestTraceJson::documentSaysHowItEnded() {
  const QJsonObject document = traceJson(trace("1 te r1; 2 silent; 3 silent"));
  QCOMPARE(document.value(QLatin1String("schema")).toString(), QStringLiteral("synscope/trace/1"));
  QCOMPARE(document.value(QLatin1String("ended")).toString(), QStringLiteral("lost-after"));
  QCOMPARE(document.value(QLatin1String("last_answering_ttl")).toInt(), 1);
  QCOMPARE(document.value(QLatin1String("hops")).toArray().size(), 2);
  QVERIFY(document.value(QLatin1String("errno")).isNull());
}

void TestTraceJson::verdict_data() {
  QTest::addColumn<QString>("probes");
  QTest::addColumn<bool>("udp");
  QTest::addColumn<int>("exit");
  const auto row = [](const char* title, const char* probes, int exit, bool udp = false) {
    QTest::newRow(title) << probes << udp << exit;
  };
  row("open", "1 te r1; 2 syn-ack host", 0);
  row("closed", "1 te r1; 2 rst host", 1);
  row("lost", "1 te r1; 2 silent", 2);
  row("rejected", "1 te r1; 2 icmp 3/13 r1", 3);
  row("rejected by the host", "1 te r1; 2 icmp 3/3 host", 3);
  row("host unreachable", "1 te r1; 2 icmp 3/1 r1", 4);
  row("refused by this machine", "1 icmp 3/13 self", 6);
  row("next hop reported by this machine at once", "1 icmp 3/1 self 0.1", 6);
  row("next hop reported by this machine after its tries", "1 icmp 3/1 self 1040", 4);
  row("udp reply", "1 reply host", 0, true);
  row("udp closed", "1 te r1; 2 icmp 3/3 host", 1, true);
  row("udp silence", "1 te r1; 2 silent", 2, true);
}

void TestTraceJson::verdict() {
  QFETCH(QString, probes);
  QFETCH(bool, udp);
  const Trace result = trace(probes.toStdString(), udp ? Protocol::kUdp : Protocol::kTcp);
  QTEST(exitCode(judge(result).state), "exit");
}

QTEST_APPLESS_MAIN(TestTraceJson)
#include "trace_json_test.moc"
