#include "core/logic/latency/latency_http.h"

#include <QTest>

using namespace synscope;

namespace {

std::string textOf(const std::vector<std::byte>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// "http|not-http complete|more reusable|once" after the text came in pieces of this size.
std::string read(const std::string& text, std::size_t piece) {
  LatencyHttpAnswer answer;
  for (std::size_t at = 0; at < text.size(); at += piece)
    answer.add(std::as_bytes(std::span(text).subspan(at, std::min(piece, text.size() - at))));
  return std::string(answer.isHttp() ? "http" : "not-http") + (answer.complete() ? " complete" : " more") +
         (answer.reusable() ? " reusable" : " once");
}

}  // namespace

class LatencyHttpTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void request_data();
  void request();
  void answer_data();
  void answer();
  void anEndlessHeaderIsGivenUp();
};

void LatencyHttpTest::request_data() {
  QTest::addColumn<QString>("host");
  QTest::addColumn<int>("port");
  QTest::addColumn<QString>("path");
  QTest::addColumn<QString>("lines");
  QTest::newRow("plain") << "example.org" << 80 << "/"
                         << "HEAD / HTTP/1.1\r\nHost: example.org\r\n";
  QTest::newRow("port") << "example.org" << 8080 << "/a?b=c"
                        << "HEAD /a?b=c HTTP/1.1\r\nHost: example.org:8080\r\n";
  QTest::newRow("v6") << "fe80::1%eth0" << 443 << ""
                      << "HEAD / HTTP/1.1\r\nHost: [fe80::1]\r\n";
  QTest::newRow("no slash") << "h" << 80 << "a"
                            << "HEAD /a HTTP/1.1\r\nHost: h\r\n";
  QTest::newRow("injected") << "h\r\nX: y" << 80 << "/ HTTP/1.1\r\nX: y"
                            << "HEAD /%20HTTP/1.1%0D%0AX:%20y HTTP/1.1\r\nHost: hX:y\r\n";
  QTest::newRow("not ASCII") << "h" << 80 << "/ü"
                             << "HEAD /%C3%BC HTTP/1.1\r\nHost: h\r\n";
}

void LatencyHttpTest::request() {
  QFETCH(QString, host);
  QFETCH(int, port);
  QFETCH(QString, path);
  QFETCH(QString, lines);
  const LatencyTarget target{host.toStdString(), static_cast<std::uint16_t>(port)};
  const QString text = QString::fromStdString(textOf(headRequest(target, path.toStdString(), true)));
  QCOMPARE(text.left(lines.size()), lines);
  QVERIFY(text.endsWith(QStringLiteral("\r\nConnection: keep-alive\r\n\r\n")));
  QCOMPARE(text.count(QStringLiteral("\r\n")), 6);
  const QString once = QString::fromStdString(textOf(headRequest(target, path.toStdString(), false)));
  QVERIFY(once.endsWith(QStringLiteral("\r\nConnection: close\r\n\r\n")));
}

void LatencyHttpTest::answer_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<QString>("expected");
  const auto row = [](const char* title, const char* text, const char* expected) {
    QTest::newRow(title) << QString::fromLatin1(text) << QString::fromLatin1(expected);
  };
  row("1.1 stays open", "HTTP/1.1 200 OK\r\nServer: x\r\n\r\n", "http complete reusable");
  row("1.1 closes", "HTTP/1.1 200 OK\r\nConnection: Close\r\n\r\n", "http complete once");
  row("1.0 closes", "HTTP/1.0 200 OK\r\n\r\n", "http complete once");
  row("1.0 stays open", "HTTP/1.0 200 OK\r\nCONNECTION: Keep-Alive\r\n\r\n", "http complete reusable");
  row("no header", "HTTP/1.1 204 No Content\r\n\r\n", "http complete reusable");
  row("half", "HTTP/1.1 200 OK\r\nSer", "http more once");
  row("a body nobody asked for", "HTTP/1.1 200 OK\r\n\r\n<html>", "http complete once");
  row("another protocol", "SSH-2.0-OpenSSH\r\n", "not-http more once");
  row("another version", "HTTP/2 200\r\n\r\n", "not-http more once");
  row("nothing", "", "http more once");
}

void LatencyHttpTest::answer() {
  QFETCH(QString, text);
  QFETCH(QString, expected);
  QCOMPARE(QString::fromStdString(read(text.toStdString(), 1000)), expected);
  if (!text.contains(QLatin1Char('<'))) QCOMPARE(QString::fromStdString(read(text.toStdString(), 1)), expected);
}

void LatencyHttpTest::anEndlessHeaderIsGivenUp() {
  LatencyHttpAnswer answer;
  const std::string piece(1024, 'x');
  const std::string start = "HTTP/1.1 200 OK\r\n";
  QVERIFY(answer.add(std::as_bytes(std::span(start))));
  int pieces = 0;
  while (pieces < 1000 && answer.add(std::as_bytes(std::span(piece))))
    ++pieces;
  QVERIFY(pieces < 100);
  QVERIFY(answer.complete() && !answer.reusable());
}

QTEST_APPLESS_MAIN(LatencyHttpTest)
#include "latency_http_test.moc"
