#include "tests/netns/scenario.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;

namespace {

constexpr int kScenarioLimitMs = 120'000;
constexpr int kAtOnce = 4;  ///< Labs at the same time; nearly all their time is waiting for time-outs.

QString labScript() {
  return QStringLiteral(SYNSCOPE_SOURCE_DIR "/tests/netns/lab.sh");
}

QString readAll(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString{};
}

/// One scenario being played in a lab of its own.
struct Play {
  Scenario scenario;
  QString directory;
  QProcess process;

  void start() {
    QDir().mkpath(directory);
    QFile file(directory + u"/scenario"_s);
    if (file.open(QIODevice::WriteOnly)) file.write(scenario.lines.join(u'\n').toUtf8());
    file.close();
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(labScript(), {u"play"_s, file.fileName(), directory});
  }

  StepOutcome outcome(std::size_t step) const {
    const QString base = u"%1/%2."_s.arg(directory).arg(step + 1);
    return {QJsonDocument::fromJson(readAll(base + u"json"_s).toUtf8()).object(), readAll(base + u"err"_s),
            readAll(base + u"exit"_s).trimmed().toInt()};
  }
};

}  // namespace

/// Plays every scenario file with the real program in a lab of real namespaces, routers and firewalls, and compares
/// what it says with what the file expects. SYNSCOPE_SCENARIOS=pattern plays only some.
class TestScenarios : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void scenario_data();
  void scenario();
  void cleanupTestCase();

 private:
  void readFiles();
  void startMore();

  QTemporaryDir m_results;
  std::vector<std::unique_ptr<Play>> m_plays;
  std::size_t m_started = 0;
  int m_running = 0;
  QString m_problems;
};

void TestScenarios::initTestCase() {
  QProcess able;
  able.start(labScript(), {u"able"_s});
  QVERIFY(able.waitForFinished());
  if (able.exitCode() != 0) QSKIP(able.readAllStandardOutput().constData());
  readFiles();
  QVERIFY2(m_problems.isEmpty(), qPrintable(m_problems));
  QVERIFY(!m_plays.empty());
  startMore();
}

void TestScenarios::readFiles() {
  const QString pattern = qEnvironmentVariable("SYNSCOPE_SCENARIOS", u"*"_s);
  const QDir directory(QStringLiteral(SYNSCOPE_SOURCE_DIR "/tests/netns/scenarios"));
  for (const QString& file : directory.entryList({pattern + u".scenario"_s}, QDir::Files, QDir::Name)) {
    QString problem;
    for (Scenario& scenario : readScenarios(directory.filePath(file), &problem)) {
      auto play = std::make_unique<Play>();
      play->directory = m_results.filePath(scenario.name);
      play->scenario = std::move(scenario);
      m_plays.push_back(std::move(play));
    }
    if (!problem.isEmpty()) m_problems += u"%1: %2\n"_s.arg(file, problem);
  }
}

void TestScenarios::startMore() {
  while (m_running < kAtOnce && m_started < m_plays.size()) {
    Play& play = *m_plays[m_started++];
    ++m_running;
    connect(&play.process, &QProcess::finished, this, [this] {
      --m_running;
      startMore();
    });
    play.start();
  }
}

void TestScenarios::scenario_data() {
  QTest::addColumn<qsizetype>("index");
  qsizetype index = 0;
  for (const auto& play : m_plays)
    QTest::addRow("%s: %s", qPrintable(play->scenario.name), qPrintable(play->scenario.title)) << index++;
}

void TestScenarios::scenario() {
  QFETCH(qsizetype, index);
  Play& play = *m_plays[static_cast<std::size_t>(index)];
  QTRY_COMPARE_WITH_TIMEOUT(play.process.state(), QProcess::NotRunning, kScenarioLimitMs);
  const QByteArray said = play.process.readAll();
  QVERIFY2(play.process.exitCode() == 0, said.constData());

  QStringList report;
  for (std::size_t i = 0; i < play.scenario.steps.size(); ++i) {
    const ScenarioStep& step = play.scenario.steps[i];
    const StepOutcome outcome = play.outcome(i);
    const QStringList wrong = differences(step, outcome);
    if (wrong.isEmpty()) continue;
    report << step.command << u"    "_s + wrong.join(u"\n    "_s);
    if (!outcome.errors.isEmpty()) report << u"    said: "_s + outcome.errors.right(600);
  }
  QVERIFY2(report.isEmpty(), qPrintable(u"\n"_s + report.join(u'\n')));
}

void TestScenarios::cleanupTestCase() {
  for (const auto& play : m_plays) {
    play->process.disconnect(this);
    play->process.kill();
    play->process.waitForFinished();
  }
  if (qEnvironmentVariableIsSet("SYNSCOPE_KEEP_RESULTS")) {
    m_results.setAutoRemove(false);
    qInfo("results: %s", qPrintable(m_results.path()));
  }
}

QTEST_GUILESS_MAIN(TestScenarios)
#include "test_scenarios.moc"
