#include "tests/netns/scenario.h"

#include <QDir>
#include <QJsonDocument>
#include <QTemporaryFile>
#include <QTest>

using namespace Qt::StringLiterals;

/// The judge of the scenarios: files are read as they look, and what is not met is reported.
class ScenarioTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyFileIsWellFormed();
  void aTableMakesOneScenarioPerRow();
  void aBadFileIsRefused_data();
  void aBadFileIsRefused();
  void expectationsAreCompared_data();
  void expectationsAreCompared();
};

namespace {

std::vector<Scenario> read(const QByteArray& text, QString* problem) {
  QTemporaryFile file;
  if (!file.open()) return {};
  file.write(text);
  file.close();
  return readScenarios(file.fileName(), problem);
}

}  // namespace

void ScenarioTest::everyFileIsWellFormed() {
  const QDir directory(QStringLiteral(SYNSCOPE_SOURCE_DIR "/tests/netns/scenarios"));
  const QStringList files = directory.entryList({u"*.scenario"_s});
  QVERIFY(!files.isEmpty());
  for (const QString& file : files) {
    QString problem;
    QVERIFY(!readScenarios(directory.filePath(file), &problem).empty());
    QVERIFY2(problem.isEmpty(), qPrintable(file + u": "_s + problem));
  }
}

void ScenarioTest::aTableMakesOneScenarioPerRow() {
  QString problem;
  const auto scenarios = read(
      "title: {who} drops\ntable: who | hop\nrow: r1 | 1\nrow: r2 | 2\n"
      "on {who}: nft drop\ndiagnose: 10.9.9.2 82\nexpect: hop={hop} exit=2\n",
      &problem);
  QCOMPARE(problem, QString{});
  QCOMPARE(scenarios.size(), std::size_t{2});
  QCOMPARE(scenarios[1].title, u"r2 drops"_s);
  QVERIFY(scenarios[1].lines.contains(u"on r2: nft drop"_s));
  QCOMPARE(scenarios[1].steps.front().command, u"diagnose: 10.9.9.2 82"_s);
  QCOMPARE(scenarios[1].steps.front().expects, (QStringList{u"hop=2"_s, u"exit=2"_s}));
}

void ScenarioTest::aBadFileIsRefused_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::newRow("unknown line") << QByteArray("title: x\nopen sesame\nprobe: a -p 1\nexpect: exit=0\n");
  QTest::newRow("nothing expected") << QByteArray("title: x\nprobe: a -p 1\n");
  QTest::newRow("nothing run") << QByteArray("title: x\non r1: true\n");
  QTest::newRow("no title") << QByteArray("probe: a -p 1\nexpect: exit=0\n");
  QTest::newRow("row too short") << QByteArray("title: x\ntable: a | b\nrow: 1\nprobe: a -p 1\nexpect: exit=0\n");
  QTest::newRow("not a pair") << QByteArray("title: x\nprobe: a -p 1\nexpect: open\n");
}

void ScenarioTest::aBadFileIsRefused() {
  QFETCH(QByteArray, text);
  QString problem;
  read(text, &problem);
  QVERIFY(!problem.isEmpty());
}

void ScenarioTest::expectationsAreCompared_data() {
  QTest::addColumn<QString>("command");
  QTest::addColumn<QByteArray>("json");
  QTest::addColumn<QString>("expect");
  QTest::addColumn<QString>("difference");
  const QByteArray verdict =
      R"({"verdict":{"code":"stalled","blamed":null,"hop":2},"layers":[{"step":"tls","ok":false}]})";
  const QByteArray probe = R"({"results":[{"verdict":"rejected","icmp":{"type":3,"code":13,"from":"10.9.2.1"}}]})";
  const QByteArray trace =
      R"({"ended":"reached","hops":[{"ttl":1,"address":"10.9.1.1"},{"ttl":2,"address":"10.9.2.1"}]})";
  const auto row = [](const char* name, const char* command, const QByteArray& json, const char* expect,
                      const char* difference) {
    QTest::newRow(name) << QString::fromLatin1(command) << json << QString::fromLatin1(expect)
                        << QString::fromLatin1(difference);
  };
  row("met", "diagnose: x", verdict, "code=stalled", "");
  row("not met", "diagnose: x", verdict, "code=reachable", "code: expected reachable, got stalled");
  row("one of several", "diagnose: x", verdict, "code=mixed|stalled", "");
  row("number", "diagnose: x", verdict, "hop=3", "hop: expected 3, got 2");
  row("null", "diagnose: x", verdict, "blamed=null", "");
  row("absent", "diagnose: x", verdict, "confidence=*", "confidence: expected *, got (absent)");
  row("layer by its step", "diagnose: x", verdict, "layers.tls.ok=true", "layers.tls.ok: expected true, got false");
  row("icmp type and code", "probe: x", probe, "icmp=3/3", "icmp: expected 3/3, got 3/13");
  row("icmp sender", "probe: x", probe, "from=10.9.2.1", "");
  row("hop by its ttl", "trace: x", trace, "hops.2.address=10.9.1.1",
      "hops.2.address: expected 10.9.1.1, got 10.9.2.1");
  row("exit code", "trace: x", trace, "exit=0", "exit: expected 0, got 7");
}

void ScenarioTest::expectationsAreCompared() {
  QFETCH(QString, command);
  QFETCH(QByteArray, json);
  QFETCH(QString, expect);
  QFETCH(QString, difference);
  const StepOutcome outcome{QJsonDocument::fromJson(json).object(), {}, 7};
  QCOMPARE(differences({command, {expect}}, outcome).join(u'\n'), difference);
}

QTEST_GUILESS_MAIN(ScenarioTest)
#include "scenario_test.moc"
