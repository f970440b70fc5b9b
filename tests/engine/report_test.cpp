#include "core/engine/diagnose/report.h"

#include "core/engine/diagnose/report_content.h"
#include "core/engine/diagnose/report_html.h"
#include "core/engine/diagnose/report_markdown.h"
#include "tests/engine/report_sample.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace synscope;

Q_DECLARE_METATYPE(synscope::ReportFormat)

namespace {

QString written(ReportFormat format, Language language, bool redact) {
  return QString::fromUtf8(writeReport(sampleDiagnosis(), {format, language, redact}));
}

/// What the checks below a diagnosis found, with numbers and certainty.
QStringList furtherParts() {
  return {QStringLiteral("Packet sizes (MTU)"),
          QStringLiteral("报文大小（MTU）"),
          QStringLiteral("Large packets vanish on the way back"),
          QStringLiteral("大报文在回程中消失"),
          QStringLiteral("black-hole-back"),
          QStringLiteral("likely"),
          QStringLiteral("1411 bytes"),
          QStringLiteral("1411 字节"),
          QStringLiteral("1500 bytes"),
          QStringLiteral("There: arrives in segments of 1448 bytes"),
          QStringLiteral("回程：MSS 大于 1371 时数据消失"),
          QStringLiteral("Left idle"),
          QStringLiteral("闲置检查"),
          QStringLiteral("Idle connections are forgotten after 2 min, still alive after 1 min"),
          QStringLiteral("空闲 2 min 后连接被遗忘"),
          QStringLiteral("every 30 s"),
          QStringLiteral("forgotten, silence"),
          QStringLiteral("被复位"),
          QStringLiteral("2 min 30 s")};
}

}  // namespace

class ReportTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void tellsEverything_data();
  void tellsEverything();
  void redactsEverything_data();
  void redactsEverything();
  void jsonHoldsTheFurtherChecks();
  void htmlNeedsNothingElse();
  void hostileTextStaysText();
  void marksTheBreak();
  void speaksTheChosenLanguage();
  void survivesAnEmptyDiagnosis();
};

void ReportTest::tellsEverything_data() {
  QTest::addColumn<ReportFormat>("format");
  QTest::newRow("HTML") << ReportFormat::kHtml;
  QTest::newRow("Markdown") << ReportFormat::kMarkdown;
}

void ReportTest::tellsEverything() {
  QFETCH(ReportFormat, format);
  const QString report = written(format, Language::kBoth, false);
  const QStringList parts = {
      QStringLiteral("What to do next"), QStringLiteral("下一步怎么做"),  QStringLiteral("Layer by layer"),
      QStringLiteral("Evidence"),        QStringLiteral("证据"),          QStringLiteral("10.2.0.1"),
      QStringLiteral("10.9.0.2"),        QStringLiteral("Kernel"),        QStringLiteral("SynScope " SYNSCOPE_VERSION),
      QStringLiteral("From both ends"),  QStringLiteral("从两端看"),      QStringLiteral("left there, lost"),
      QStringLiteral("但应答没有回来"),  QStringLiteral("10.9.1.7:41830")};
  for (const QString& part : parts + furtherParts()) {
    QVERIFY2(report.contains(part), qPrintable(part));
  }
  if (const QString folder = qEnvironmentVariable("SYNSCOPE_REPORT_DIR"); !folder.isEmpty()) {
    QFile file(folder + QStringLiteral("/report.") +
               (format == ReportFormat::kHtml ? QStringLiteral("html") : QStringLiteral("md")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(report.toUtf8());
  }
}

void ReportTest::redactsEverything_data() {
  tellsEverything_data();
  QTest::newRow("JSON") << ReportFormat::kJson;
}

void ReportTest::redactsEverything() {
  QFETCH(ReportFormat, format);
  const QString report = written(format, Language::kBoth, true);
  const QStringList secrets = {
      QStringLiteral("10.9.0.2"),           QStringLiteral("10.1.0."),     QStringLiteral("10.2.0.1"),
      QStringLiteral("10.3.0.1"),           QStringLiteral("2001:db8:77"), QStringLiteral("00:1b:44"),
      QStringLiteral("db.example"),         QStringLiteral("vault.corp"),  QStringLiteral("ca.corp"),
      QStringLiteral("mail.corp.example"),  QStringLiteral("10.9.1.7"),    QStringLiteral("10.9.3.20"),
      QStringLiteral("files.corp.example"), QStringLiteral("10.9.4.30")};
  for (const QString& secret : secrets) {
    QVERIFY2(!report.contains(secret, Qt::CaseInsensitive), qPrintable(secret));
  }
  QVERIFY(report.contains(QStringLiteral("target-1")));
  QVERIFY(report.contains(QStringLiteral("router-2")));
}

void ReportTest::jsonHoldsTheFurtherChecks() {
  const auto read = [](bool redact) {
    return QJsonDocument::fromJson(writeReport(sampleDiagnosis(), {ReportFormat::kJson, Language::kBoth, redact}))
        .object();
  };
  const QJsonObject mtu = read(false)[QLatin1String("mtu")].toObject();
  QCOMPARE(mtu[QLatin1String("schema")].toString(), QStringLiteral("synscope/mtu/1"));
  QCOMPARE(mtu[QLatin1String("verdict")][QLatin1String("code")].toString(), QStringLiteral("black-hole-back"));
  QCOMPARE(mtu[QLatin1String("verdict")][QLatin1String("confidence")].toString(), QStringLiteral("likely"));
  QCOMPARE(mtu[QLatin1String("verdict")][QLatin1String("mtu")].toInt(), 1411);
  QCOMPARE(mtu[QLatin1String("back")][QLatin1String("largest_mss")].toInt(), 1371);
  QCOMPARE(mtu[QLatin1String("own_mtu")].toInt(), 1500);
  QVERIFY(mtu[QLatin1String("error")].isNull());
  const QJsonObject idle = read(false)[QLatin1String("idle")].toObject();
  QCOMPARE(idle[QLatin1String("schema")].toString(), QStringLiteral("synscope/idle/1"));
  QCOMPARE(idle[QLatin1String("verdict")][QLatin1String("code")].toString(), QStringLiteral("forgotten-silently"));
  QCOMPARE(idle[QLatin1String("verdict")][QLatin1String("confidence")].toString(), QStringLiteral("likely"));
  QCOMPARE(idle[QLatin1String("verdict")][QLatin1String("shortest_dead_s")].toInt(), 120);
  QCOMPARE(idle[QLatin1String("connections")].toArray().size(), 3);
  QCOMPARE(idle[QLatin1String("connections")][2][QLatin1String("local")].toString(), QStringLiteral("10.9.4.30:50003"));
  QCOMPARE(read(true)[QLatin1String("mtu")][QLatin1String("companion")][QLatin1String("address")].toString(),
           QStringLiteral("target-1"));
}

void ReportTest::htmlNeedsNothingElse() {
  const QString report = written(ReportFormat::kHtml, Language::kBoth, false);
  const QStringList forbidden = {QStringLiteral("<script"), QStringLiteral("<img"),   QStringLiteral("<link"),
                                 QStringLiteral("<iframe"), QStringLiteral("src="),   QStringLiteral("href="),
                                 QStringLiteral("url("),    QStringLiteral("@import")};
  for (const QString& part : forbidden) {
    QVERIFY2(!report.contains(part), qPrintable(part));
  }
  QVERIFY(report.contains(QStringLiteral("prefers-color-scheme: dark")));
}

void ReportTest::hostileTextStaysText() {
  const QString html = written(ReportFormat::kHtml, Language::kEnglish, false);
  QVERIFY(!html.contains(QStringLiteral("<script>")));
  QVERIFY(!html.contains(QChar(0x1b)));
  const QString markdown = written(ReportFormat::kMarkdown, Language::kEnglish, false);
  QVERIFY(!markdown.contains(QRegularExpression(QStringLiteral("(?<!\\\\)<script"))));
  QVERIFY(!markdown.contains(QChar(0x1b)));
  static const QRegularExpression bareBar(QStringLiteral("`[^`\\n]*(?<!\\\\)\\|[^`\\n]*`"));
  QVERIFY(!markdown.section(QStringLiteral("## Evidence"), 0, 0).contains(bareBar));
}

void ReportTest::marksTheBreak() {
  const Diagnosis diagnosis = sampleDiagnosis();
  const ReportContent content = reportContent(diagnosis, nullptr);
  QVERIFY(content.path.has_value());
  QCOMPARE(content.path->hops.size(), std::size_t(3));
  QVERIFY(content.path->hops[1].breaksAfter);
  QVERIFY(!content.path->hops[0].breaksAfter);
  QVERIFY(!content.path->reached);
  const QString html = reportHtml(content, Language::kEnglish);
  QVERIFY(html.indexOf(QStringLiteral("10.2.0.1")) < html.indexOf(QStringLiteral("Packets for this port die here")));
}

void ReportTest::speaksTheChosenLanguage() {
  static const QRegularExpression han(QStringLiteral("\\p{Han}"));
  QVERIFY(!written(ReportFormat::kHtml, Language::kEnglish, false).contains(han));
  QVERIFY(!written(ReportFormat::kMarkdown, Language::kEnglish, false).contains(han));
  QVERIFY(!written(ReportFormat::kHtml, Language::kChinese, false).contains(QStringLiteral("What to do next")));
}

void ReportTest::survivesAnEmptyDiagnosis() {
  const ReportContent content = reportContent(Diagnosis(), nullptr);
  QVERIFY(reportHtml(content, Language::kBoth).contains(QStringLiteral("before anything could be said")));
  QVERIFY(reportMarkdown(content, Language::kChinese).contains(QStringLiteral("诊断在得出结论之前被停止")));
}

QTEST_GUILESS_MAIN(ReportTest)
#include "report_test.moc"
