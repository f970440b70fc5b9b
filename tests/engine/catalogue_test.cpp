#include "core/engine/base/catalogue.h"

#include "core/engine/base/catalogue_loader.h"

#include <QTest>

using namespace synscope;

class CatalogueTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void isCompiledIn();
  void fallsBackToTheShorterKey();
  void showsTheKeyOfAnUnknownEntry();
  void choosesLanguages();
  void namesFaults_data();
  void namesFaults();
};

void CatalogueTest::isCompiledIn() {
  QVERIFY(Catalogue::instance().contains("state.open"));
  QCOMPARE(Catalogue::instance().title({"state.open", {}}).en, QStringLiteral("open"));
  QCOMPARE(Catalogue::instance().title({"state.open", {}}).zh, QStringLiteral("开放"));
}

void CatalogueTest::fallsBackToTheShorterKey() {
  QVERIFY(!Catalogue::instance().contains("state.open.finer.variant"));
  QCOMPARE(Catalogue::instance().title({"state.open.finer.variant", {}}).en, QStringLiteral("open"));
}

void CatalogueTest::showsTheKeyOfAnUnknownEntry() {
  const CatalogueEntry entry = Catalogue::instance().entry({"nobody.wrote-this", {}});
  QCOMPARE(entry.title.en, QStringLiteral("nobody.wrote-this"));
  QVERIFY(entry.plain.isEmpty());
}

void CatalogueTest::choosesLanguages() {
  const BilingualText text{QStringLiteral("open"), QStringLiteral("开放")};
  QCOMPARE(text.in(Language::kEnglish), QStringLiteral("open"));
  QCOMPARE(text.in(Language::kChinese), QStringLiteral("开放"));
  QCOMPARE(text.in(Language::kBoth, QStringLiteral(" / ")), QStringLiteral("open / 开放"));
  QCOMPARE((BilingualText{QStringLiteral("443"), QStringLiteral("443")}).in(Language::kBoth), QStringLiteral("443"));
}

void CatalogueTest::namesFaults_data() {
  QTest::addColumn<QByteArray>("json");
  QTest::addColumn<QString>("fault");

  const auto row = [](const char* name, const char* json, const char* fault) {
    QTest::newRow(name) << QByteArray(json) << QString::fromUtf8(fault);
  };
  row("sound", R"({"a.b": {"title": {"en": "x", "zh": "字"}, "refs": ["RFC 792"]}})", "");
  row("not JSON", R"({"a.b": )", "a.json: unterminated object at byte 8");
  row("no title", R"({"a.b": {"plain": {"en": "x", "zh": "字"}}})", "a.b: title: en or zh is missing");
  row("one language", R"({"a.b": {"title": {"en": "x"}}})", "a.b: title: en or zh is missing");
  row("step in one language", R"({"a": {"title": {"en": "x", "zh": "字"}, "steps": [{"zh": "字"}]}})",
      "a: steps: en or zh is missing");
  row("unknown part", R"({"a": {"title": {"en": "x", "zh": "字"}, "plane": 1}})", "a: unknown part \"plane\"");
  row("wrong file", R"({"ab.c": {"title": {"en": "x", "zh": "字"}}})", "ab.c: belongs into another file than a.json");
}

void CatalogueTest::namesFaults() {
  QFETCH(QByteArray, json);
  QFETCH(QString, fault);
  CatalogueLoader loader;
  loader.read(QStringLiteral("a.json"), json);
  QCOMPARE(loader.faults().join(QLatin1Char('\n')), fault);
}

QTEST_GUILESS_MAIN(CatalogueTest)
#include "catalogue_test.moc"
