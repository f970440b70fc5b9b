#include "tests/conventions/source_text.h"

#include <QHash>
#include <QRegularExpression>
#include <QTest>

using namespace synscope;

namespace {

constexpr int kAlarmLines = 400;
constexpr int kUsualLines = 220;
constexpr int kUsualPercent = 90;
constexpr int kFunctionLines = 60;
constexpr QLatin1String kTableFile{"_data.cpp"};  ///< Rows of a registry and nothing else.

QStringList productFolders() {
  return {QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("app")};
}

/// Lines whose code matches, as "path:line: text".
QStringList offenders(const QStringList& folders, const QString& forbidden, const QString& exceptPaths) {
  const QRegularExpression pattern(forbidden), exempt(exceptPaths);
  QStringList found;
  for (const SourceFile& file : readSources(folders)) {
    if (!exceptPaths.isEmpty() && file.path.contains(exempt)) continue;
    for (qsizetype i = 0; i < file.code.size(); ++i) {
      if (!file.code[i].contains(pattern)) continue;
      found << QStringLiteral("%1:%2: %3").arg(file.path).arg(i + 1).arg(file.lines[i].trimmed());
    }
  }
  return found;
}

}  // namespace

/// The dependency rule and the sizes of ARCHITECTURE.md, kept by looking at every source file.
class HouseRulesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void forbiddenIsAbsent_data();
  void forbiddenIsAbsent();
  void filesAreSmall();
  void functionsAreShort();
  void aLongFunctionIsNoticed();
  void aTypeHasItsNameAlone();
};

void HouseRulesTest::forbiddenIsAbsent_data() {
  QTest::addColumn<QString>("folders");
  QTest::addColumn<QString>("forbidden");
  QTest::addColumn<QString>("exceptPaths");
  const auto rule = [](const char* name, const char* folders, const char* forbidden, const char* exceptPaths = "") {
    QTest::newRow(name) << QString::fromLatin1(folders) << QString::fromLatin1(forbidden)
                        << QString::fromLatin1(exceptPaths);
  };

  rule("logic includes only the standard library and itself", "core/logic",
       R"re(^\s*#\s*include\s*(<[^>]*[^a-z_>][^>]*>|"(?!core/logic/)))re", "^core/logic/base/json_value\\.cpp$");
  rule("logic has no clock, thread, file or random device", "core/logic",
       R"re(<(thread|mutex|future|atomic|fstream|iostream|filesystem)>|::now\(|random_device)re");
  rule("engine knows no window and no sentence", "core/engine",
       R"re(<Q(Gui|Widget|Application|Painter|Pixmap|Image|Icon|Color|Font|Screen)|\btr\(|include "(ui|app)/)re");
  rule(
      "ui opens no socket", "ui",
      R"re(<(sys/socket|netinet|arpa/|netdb|linux/)|<Q(Tcp|Udp|Ssl|Local|Abstract)(Socket|Server)|<QHostInfo|<QNetwork)re");
  rule("ui does not know the programs", "ui", R"re(include "(app|tests)/)re");
  rule("only ui/plots draws with QCustomPlot", "core ui app", R"re(<qcustomplot)re", "^ui/plots/");
  rule("per-OS code lives in per-OS files", "core ui app",
       R"re(^\s*#\s*(if|ifdef|ifndef|elif)\b.*(Q_OS_|__linux__|_WIN32|__APPLE__|__unix__|__FreeBSD__))re",
       R"re(_(linux|macos|windows|posix|none)\.(h|cpp)$)re");
  rule("nothing waits or sleeps", "core ui app",
       R"re(waitFor(Connected|Disconnected|ReadyRead|BytesWritten|Encrypted|Started|Finished|Done|NewConnection)\()re"
       R"re(|\b(u|nano|m)?sleep\(|\bsleep_(for|until)\(|BlockingQueuedConnection|\bprocessEvents\()re");
  rule("no nested event loop", "core ui", R"re(\bQEventLoop\b)re");
}

void HouseRulesTest::forbiddenIsAbsent() {
  QFETCH(QString, folders);
  QFETCH(QString, forbidden);
  QFETCH(QString, exceptPaths);
  QVERIFY(QRegularExpression(forbidden).isValid());
  const QStringList found = offenders(folders.split(u' '), forbidden, exceptPaths);
  QVERIFY2(found.isEmpty(), qPrintable(QStringLiteral("\n") + found.join(u'\n')));
}

void HouseRulesTest::filesAreSmall() {
  const std::vector<SourceFile> files = readSources(productFolders());
  QVERIFY(!files.empty());
  QStringList tooLong, unusual;
  for (const SourceFile& file : files) {
    if (file.path.endsWith(kTableFile)) continue;
    if (file.lines.size() > kAlarmLines) tooLong << file.path;
    if (file.lines.size() > kUsualLines) unusual << file.path;
  }
  QVERIFY2(tooLong.isEmpty(), qPrintable(tooLong.join(u' ')));
  QVERIFY2(unusual.size() * 100 <= static_cast<qsizetype>(files.size()) * (100 - kUsualPercent),
           qPrintable(unusual.join(u' ')));
}

void HouseRulesTest::functionsAreShort() {
  QStringList tooLong;
  for (const SourceFile& file : readSources(productFolders())) {
    for (const FunctionSpan& function : functionsOf(file)) {
      if (function.lines > kFunctionLines)
        tooLong << QStringLiteral("%1:%2 (%3 lines)").arg(file.path).arg(function.firstLine).arg(function.lines);
    }
  }
  QVERIFY2(tooLong.isEmpty(), qPrintable(tooLong.join(u'\n')));
}

void HouseRulesTest::aLongFunctionIsNoticed() {
  SourceFile file;
  file.code << QStringLiteral("namespace x {") << QStringLiteral("int f(int a,")
            << QStringLiteral("      int b) const {");
  for (int i = 0; i < kFunctionLines; ++i)
    file.code << QStringLiteral("  if (a) { b(); }");
  file.code << QStringLiteral("}") << QStringLiteral("}");
  const std::vector<FunctionSpan> functions = functionsOf(file);
  QCOMPARE(functions.size(), std::size_t{1});
  QCOMPARE(functions.front().firstLine, 3);
  QCOMPARE(functions.front().lines, kFunctionLines + 2);
}

/// Two classes of one name in two headers are two definitions of one class (ODR): the linker takes either, silently.
void HouseRulesTest::aTypeHasItsNameAlone() {
  const QRegularExpression defined(QStringLiteral(R"(^(?:class|struct|enum class) (\w+)\b(?!::)[^;]*\{)"));
  QHash<QString, QString> headerOf;
  QStringList twice;
  for (const SourceFile& file : readSources(productFolders())) {
    if (!file.path.endsWith(QLatin1String(".h"))) continue;
    for (const QString& line : file.code) {
      const QString name = defined.match(line).captured(1);
      if (name.isEmpty()) continue;
      if (headerOf.contains(name)) twice << QStringLiteral("%1: %2 %3").arg(name, headerOf[name], file.path);
      headerOf[name] = file.path;
    }
  }
  QVERIFY(headerOf.size() > 100);
  QVERIFY2(twice.isEmpty(), qPrintable(twice.join(u'\n')));
}

QTEST_GUILESS_MAIN(HouseRulesTest)
#include "house_rules_test.moc"
