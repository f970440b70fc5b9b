#include "core/logic/diagnose/words.h"

#include "core/engine/base/catalogue_loader.h"
#include "core/logic/base/fill_template.h"
#include "tests/conventions/declared_words.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace synscope;

namespace {

/// Every text of an entry with the name of its part.
std::vector<std::pair<QString, CatalogueText>> textsOf(const CatalogueSource& source) {
  std::vector<std::pair<QString, CatalogueText>> texts = {{QStringLiteral("title"), source.title}};
  if (!source.plain.en.empty()) {
    texts.emplace_back(QStringLiteral("plain"), source.plain);
  }
  if (!source.detail.en.empty()) {
    texts.emplace_back(QStringLiteral("detail"), source.detail);
  }
  for (const CatalogueText& step : source.steps) {
    texts.emplace_back(QStringLiteral("steps"), step);
  }
  return texts;
}

std::vector<std::string> sortedPlaceholders(const std::string& text) {
  std::vector<std::string> names = placeholdersOf(text);
  std::sort(names.begin(), names.end());
  return names;
}

/// Short sentences and labels explain themselves; everything else has a plain explanation.
bool needsExplanation(const std::string& key) {
  static const std::vector<std::string> kTitleOnly = {
      "announce.", "cause.", "evidence.",    "field.",   "iperf-error.",    "iperf-login.", "iperf-step.",
      "layer.",    "next.",  "tls-problem.", "trigger.", "two-sided.note.", "idle-fate.",   "why-number."};
  return std::none_of(kTitleOnly.begin(), kTitleOnly.end(),
                      [&](const std::string& prefix) { return key.starts_with(prefix); });
}

/// What is left of a text when every part in [[ ]] is dropped.
std::string withoutOptionalParts(const std::string& text) {
  static const QRegularExpression optional(QStringLiteral("\\[\\[.*?\\]\\]"));
  return QString::fromStdString(text).remove(optional).toStdString();
}

/// Placeholders of a text that are not among the space-separated names; empty where all are.
QString othersThan(std::string_view names, const std::string& text) {
  const QStringList known = QString::fromUtf8(names.data(), qsizetype(names.size())).split(QLatin1Char(' '));
  QStringList others;
  for (const std::string& name : placeholdersOf(text)) {
    if (!known.contains(QString::fromStdString(name))) {
      others.append(QString::fromStdString(name));
    }
  }
  return others.join(QLatin1Char(' '));
}

/// Text without its placeholders and without what is the same in every language: `commands` and calls().
QString bare(const std::string& text) {
  static const QRegularExpression placeholder(QStringLiteral("\\{[^}]*\\}|`[^`]*`|\\(\\)"));
  return QString::fromStdString(text).remove(placeholder);
}

}  // namespace

/// The words a person reads: every code has them, in both languages, whole and well set.
class WordsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void hasEveryCode_data();
  void hasEveryCode();
  void bothLanguagesUseTheSameValues();
  void usesOnlyDeclaredValues();
  void usesOnlyTheValuesOfItsKey_data();
  void usesOnlyTheValuesOfItsKey();
  void englishIsEnglish();
  void chineseIsChinese();
  void isWellSet();
  void keysStandOnce();
  void everyFileIsCompiledIn();

 private:
  /// Calls check with each text; it returns what is wrong, or nothing.
  void checkTexts(const std::function<QString(const CatalogueText&)>& check);

  CatalogueTable m_table;
};

void WordsTest::initTestCase() {
  CatalogueLoader loader;
  loader.readCompiledIn();
  QCOMPARE(loader.faults(), QStringList());
  m_table = loader.takeTable();
  QVERIFY(m_table.size() > 150);
}

void WordsTest::checkTexts(const std::function<QString(const CatalogueText&)>& check) {
  QStringList faults;
  for (const auto& [key, source] : m_table) {
    for (const auto& [part, text] : textsOf(source)) {
      if (const QString fault = check(text); !fault.isEmpty()) {
        faults.append(QStringLiteral("%1 %2: %3").arg(QString::fromStdString(key), part, fault));
      }
    }
  }
  faults.sort();
  QVERIFY2(faults.isEmpty(), qPrintable(QLatin1Char('\n') + faults.join(QLatin1Char('\n'))));
}

void WordsTest::hasEveryCode_data() {
  QTest::addColumn<std::string>("key");
  for (const std::string& key : declaredKeys()) {
    QTest::newRow(key.c_str()) << key;
  }
}

void WordsTest::hasEveryCode() {
  QFETCH(std::string, key);
  const auto it = m_table.find(key);
  QVERIFY2(it != m_table.end(), "no entry in resources/catalogue");
  QVERIFY2(!needsExplanation(key) || !it->second.plain.en.empty(), "no plain explanation");
}

void WordsTest::bothLanguagesUseTheSameValues() {
  checkTexts([](const CatalogueText& text) {
    return sortedPlaceholders(text.en) == sortedPlaceholders(text.zh) ? QString()
                                                                      : QStringLiteral("placeholders differ");
  });
}

void WordsTest::usesOnlyDeclaredValues() {
  const std::vector<std::string> declared = declaredPlaceholders();
  checkTexts([&](const CatalogueText& text) {
    QStringList unknown;
    for (const std::string& name : placeholdersOf(text.en)) {
      if (std::find(declared.begin(), declared.end(), name) == declared.end()) {
        unknown.append(QString::fromStdString(name));
      }
    }
    return unknown.isEmpty() ? QString()
                             : QStringLiteral("nobody gives {%1}").arg(unknown.join(QStringLiteral("}, {")));
  });
}

void WordsTest::usesOnlyTheValuesOfItsKey_data() {
  QTest::addColumn<std::string>("key");
  QTest::addColumn<std::string>("always");
  QTest::addColumn<std::string>("sometimes");
  for (const WordsKey& words : diagnoseWords()) {
    QTest::newRow(std::string(words.key).c_str())
        << std::string(words.key) << std::string(words.always) << std::string(words.sometimes);
  }
}

void WordsTest::usesOnlyTheValuesOfItsKey() {
  QFETCH(std::string, key);
  QFETCH(std::string, always);
  QFETCH(std::string, sometimes);
  const auto it = m_table.find(key);
  QVERIFY(it != m_table.end());
  for (const auto& [part, text] : textsOf(it->second)) {
    QCOMPARE(othersThan(always + ' ' + sometimes, text.en), QString());
    QCOMPARE(othersThan(always, withoutOptionalParts(text.en)), QString());
    QCOMPARE(othersThan(always, withoutOptionalParts(text.zh)), QString());
  }
}

void WordsTest::englishIsEnglish() {
  static const QRegularExpression foreign(QStringLiteral("[\\x{3000}-\\x{9fff}\\x{ff00}-\\x{ffef}]"));
  checkTexts([](const CatalogueText& text) {
    return bare(text.en).contains(foreign) ? QStringLiteral("Chinese in en: %1").arg(QString::fromStdString(text.en))
                                           : QString();
  });
}

void WordsTest::chineseIsChinese() {
  static const QRegularExpression han(QStringLiteral("\\p{Han}"));
  checkTexts([](const CatalogueText& text) {
    return bare(text.zh).contains(han) ? QString()
                                       : QStringLiteral("no Chinese in zh: %1").arg(QString::fromStdString(text.zh));
  });
}

void WordsTest::isWellSet() {
  static const QRegularExpression halfWidth(QStringLiteral("\\p{Han}[,;:!?\"()]|[,;!?\"()]\\p{Han}|\\p{Han}\\.$"));
  static const QRegularExpression loose(QStringLiteral("^\\s|\\s$|  |[!！]|\\.\\.\\."));
  checkTexts([](const CatalogueText& text) {
    if (bare(text.zh).contains(halfWidth)) {
      return QStringLiteral("half-width punctuation beside Han: %1").arg(QString::fromStdString(text.zh));
    }
    if (QString::fromStdString(text.en).contains(loose) || QString::fromStdString(text.zh).contains(loose)) {
      return QStringLiteral("space at an end, double space, exclamation mark or three dots");
    }
    return QString();
  });
}

void WordsTest::keysStandOnce() {
  static const QRegularExpression keyLine(QStringLiteral("^  \"([^\"]+)\": \\{$"), QRegularExpression::MultilineOption);
  const QDir directory(QStringLiteral(":/catalogue"));
  const QStringList fileNames = directory.entryList();
  for (const QString& fileName : fileNames) {
    QFile file(directory.filePath(fileName));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QStringList keys;
    auto match = keyLine.globalMatch(QString::fromUtf8(file.readAll()));
    while (match.hasNext()) {
      keys.append(match.next().captured(1));
    }
    QVERIFY2(!keys.isEmpty(), qPrintable(fileName + QStringLiteral(": one key per line, indented by two")));
    QCOMPARE(keys.removeDuplicates(), 0);
  }
}

void WordsTest::everyFileIsCompiledIn() {
  const QDir source(QStringLiteral(SYNSCOPE_SOURCE_DIR "/resources/catalogue"));
  QCOMPARE(QDir(QStringLiteral(":/catalogue")).entryList(QDir::Files, QDir::Name),
           source.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name));
}

QTEST_GUILESS_MAIN(WordsTest)
#include "words_test.moc"
