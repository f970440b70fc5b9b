#include "core/logic/base/fill_template.h"

#include <QTest>

using namespace synscope;

class FillTemplateTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void fills_data();
  void fills();
  void listsPlaceholders();
};

void FillTemplateTest::fills_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<QByteArray>("expected");

  const auto row = [](const char* name, const char* text, const char* expected) {
    QTest::newRow(name) << QByteArray(text) << QByteArray(expected);
  };
  row("plain text stays", "nothing to fill", "nothing to fill");
  row("value", "port {port} of {host}", "port 443 of example");
  row("twice", "{port}/{port}", "443/443");
  row("missing value", "by {device}", "by ?");
  row("optional part with its value", "blocked[[ at hop {hop}]].", "blocked at hop 1.");
  row("optional part without its value", "blocked[[ by {device}]].", "blocked.");
  row("optional part with one of two values", "[[{host} and {device} ]]end", "end");
  row("an empty value counts as missing", "x[[ {empty}]]", "x");
  row("one", "{hop} {hop|hop|hops}", "1 hop");
  row("many", "{port} {port|hop|hops}", "443 hops");
  row("title of a key", "it said: {@icmp}", "it said: port unreachable");
  row("technical name of an ICMP key", "{#icmp}", "ICMP 3/3");
  row("technical name of another key", "{#errno}", "EACCES");
  row("title of an unknown key", "it said: {@host}", "it said: example");
  row("short duration", "after {~short}", "after 31.2 ms");
  row("long duration", "after {~long}", "after 3.5 s");
  row("no duration", "after {~host}", "after example ms");
  row("values are not templates", "<{hostile}>", "<{port}[[x]]>");
  row("control and bidi characters become visible", "<{nasty}>", "<a\\x1b[2J\\u202eb>");
  row("unclosed brace", "a { b", "a { b");
  row("unclosed optional part", "a [[ {port}", "a [[ 443");
  row("UTF-8", "端口 {port} 未监听", "端口 443 未监听");
}

void FillTemplateTest::fills() {
  QFETCH(QByteArray, text);
  QFETCH(QByteArray, expected);
  const std::vector<std::pair<std::string, std::string>> args = {{"host", "example"},
                                                                 {"port", "443"},
                                                                 {"hop", "1"},
                                                                 {"empty", ""},
                                                                 {"hostile", "{port}[[x]]"},
                                                                 {"icmp", "icmp.v4.3.3"},
                                                                 {"errno", "errno.EACCES"},
                                                                 {"short", "31.2"},
                                                                 {"long", "3501"},
                                                                 {"nasty",
                                                                  "a\x1b[2J\u202e"
                                                                  "b"}};
  const TitleOfKey titles = [](std::string_view key) {
    return key == "icmp.v4.3.3" ? std::string("port unreachable") : std::string();
  };
  QCOMPARE(QByteArray::fromStdString(fillTemplate(text.toStdString(), args, titles)), expected);
}

void FillTemplateTest::listsPlaceholders() {
  const std::vector<std::string> expected = {"hop", "icmp", "host"};
  QCOMPARE(placeholdersOf("[[{hop}: ]]{@icmp} {host|a|b} {hop}"), expected);
}

QTEST_APPLESS_MAIN(FillTemplateTest)
#include "fill_template_test.moc"
