#include "app/cli/text_width.h"

#include <QTest>

using namespace synscope;

/// Lines for a terminal: as wide as it is at most, Chinese characters counted as two columns.
class TextWidthTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void wraps_data();
  void wraps();
  void neverWiderAndNothingLost();
};

void TextWidthTest::wraps_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<int>("width");
  QTest::addColumn<QStringList>("lines");
  const auto row = [](const char* name, const char16_t* text, int width, QStringList lines) {
    QTest::newRow(name) << QString::fromUtf16(text) << width << lines;
  };
  const auto lines = [](const char16_t* text) { return QString::fromUtf16(text).split(QLatin1Char('|')); };
  row("nothing", u"", 10, {});
  row("fits", u"one two", 7, lines(u"one two"));
  row("at the space", u"one two three", 8, lines(u"one two|three"));
  row("word longer than a line", u"ab 0123456789", 4, lines(u"ab|0123|4567|89"));
  row("new line kept", u"one\ntwo", 20, lines(u"one|two"));
  row("Chinese takes two columns", u"防火墙静默丢弃", 8, lines(u"防火墙静|默丢弃"));
  row("no comma at the beginning", u"防火墙静，默丢弃", 8, lines(u"防火墙|静，默丢|弃"));
  row("no bracket at the end", u"防火墙（默丢弃", 8, lines(u"防火墙|（默丢弃"));
  row("number stays whole", u"端口 44317 开放", 9, lines(u"端口|44317 开|放"));
  row("address stays whole", u"向127.0.0.1查询", 10, lines(u"向|127.0.0.1|查询"));
}

void TextWidthTest::wraps() {
  QFETCH(QString, text);
  QFETCH(int, width);
  QFETCH(QStringList, lines);
  QCOMPARE(wrapped(text, width), lines);
}

void TextWidthTest::neverWiderAndNothingLost() {
  const QString text = QString::fromUtf16(
      u"程序 synscope-cli（进程号 550）监听在 127.0.0.2:33973，连接本机的其他地址会收到 RST。 “Quoted” and "
      u"a_very_long_word_without_any_"
      u"space. 结束！");
  const auto letters = [](QString s) { return s.remove(QLatin1Char(' ')); };
  for (int width = 4; width < 130; ++width) {
    const QStringList lines = wrapped(text, width);
    for (const QString& line : lines)
      QVERIFY2(textWidth(line) <= width, qPrintable(QStringLiteral("%1: %2").arg(width).arg(line)));
    QCOMPARE(letters(lines.join(QString())), letters(text));
  }
}

QTEST_APPLESS_MAIN(TextWidthTest)
#include "text_width_test.moc"
