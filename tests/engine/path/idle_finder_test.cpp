#include "core/engine/path/idle_finder.h"

#include "tests/support/job_runner.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

using namespace synscope;
using namespace synscope::test;
using namespace std::chrono_literals;

namespace {

IpEndpoint at(const QTcpServer& server) {
  return {IpAddress::v4({127, 0, 0, 1}), server.serverPort()};
}

std::string fates(const IdleFinder& finder) {
  std::string text;
  for (const IdleRung& rung : finder.result())
    text += (text.empty() ? "" : " ") + std::string(name(rung.fate));
  return text;
}

}  // namespace

/// Servers with manners of their own, on the loopback, which forgets nothing.
class IdleFinderTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void silentServerKeepsThem();
  void greetingsAreNoAnswer();
  void serverClosesAfterItsOwnTime();
  void serverClosesAfterItSpoke();
  void serverResets();
  void aServerThatNeverStops();
  void nobodyListens();
  void cancelKeepsWhatThereIs();
};

void IdleFinderTest::silentServerKeepsThem() {
  QTcpServer server;
  QVERIFY(server.listen(QHostAddress::LocalHost));
  IdleFinder finder(at(server), {2s, 1s}, 1s);
  QVERIFY(runToEnd(finder));
  QCOMPARE(fates(finder), std::string("alive alive"));
  QCOMPARE(finder.result().front().idle, Duration(1s));
}

void IdleFinderTest::greetingsAreNoAnswer() {
  QTcpServer server;
  QVERIFY(server.listen(QHostAddress::LocalHost));
  connect(&server, &QTcpServer::newConnection, &server,
          [&] { server.nextPendingConnection()->write("220 hello\r\n"); });
  IdleFinder finder(at(server), {1s}, 1s);
  QVERIFY(runToEnd(finder));
  QCOMPARE(fates(finder), std::string("alive"));
}

void IdleFinderTest::serverClosesAfterItsOwnTime() {
  QTcpServer server;
  QVERIFY(server.listen(QHostAddress::LocalHost));
  connect(&server, &QTcpServer::newConnection, &server, [&] {
    QTcpSocket* socket = server.nextPendingConnection();
    QTimer::singleShot(1'500ms, socket, [socket] { socket->disconnectFromHost(); });
  });
  IdleFinder finder(at(server), {1s, 3s}, 1s);
  QVERIFY(runToEnd(finder));
  QCOMPARE(fates(finder), std::string("alive server-closed"));
  QVERIFY(*finder.result()[1].endedAfter >= 1'400ms && *finder.result()[1].endedAfter < 3s);
  QCOMPARE(judgeIdle(finder.result()).code, IdleCode::kServerCloses);
}

/// What counts is the silence before the end, not the time since the connection was opened.
void IdleFinderTest::serverClosesAfterItSpoke() {
  QTcpServer server;
  QVERIFY(server.listen(QHostAddress::LocalHost));
  connect(&server, &QTcpServer::newConnection, &server, [&] {
    QTcpSocket* socket = server.nextPendingConnection();
    QTimer::singleShot(1'500ms, socket, [socket] { socket->write("still here\r\n"); });
    QTimer::singleShot(2'300ms, socket, [socket] { socket->disconnectFromHost(); });
  });
  IdleFinder finder(at(server), {2s}, 1s);
  QVERIFY(runToEnd(finder));
  QCOMPARE(fates(finder), std::string("server-closed"));
  const Duration silence = *finder.result()[0].endedAfter;
  QVERIFY2(silence > 600ms && silence < 1'500ms, qPrintable(QString::number(toMs(silence))));
}

void IdleFinderTest::serverResets() {
  QTcpServer server;
  QVERIFY(server.listen(QHostAddress::LocalHost));
  connect(&server, &QTcpServer::newConnection, &server, [&] {
    QTcpSocket* socket = server.nextPendingConnection();
    QTimer::singleShot(500ms, socket, [socket] { socket->abort(); });
  });
  IdleFinder finder(at(server), {1s}, 1s);
  QVERIFY(runToEnd(finder));
  QVERIFY2(fates(finder) == "reset" || fates(finder) == "server-closed", fates(finder).c_str());
}

void IdleFinderTest::aServerThatNeverStops() {
  QTcpServer server;
  QVERIFY(server.listen(QHostAddress::LocalHost));
  QTimer talks;
  connect(&server, &QTcpServer::newConnection, &server, [&] {
    QTcpSocket* socket = server.nextPendingConnection();
    connect(&talks, &QTimer::timeout, socket, [socket] { socket->write("still here\r\n"); });
  });
  talks.start(200ms);
  IdleFinder finder(at(server), {1s}, 1s);
  QVERIFY(runToEnd(finder));
  QCOMPARE(fates(finder), std::string("never-idle"));
}

void IdleFinderTest::nobodyListens() {
  QTcpServer server;
  QVERIFY(server.listen(QHostAddress::LocalHost));
  const IpEndpoint target = at(server);
  server.close();
  IdleFinder finder(target, {1s, 2s}, 1s);
  QVERIFY(runToEnd(finder));
  QCOMPARE(fates(finder), std::string("not-opened not-opened"));
}

void IdleFinderTest::cancelKeepsWhatThereIs() {
  QTcpServer server;
  QVERIFY(server.listen(QHostAddress::LocalHost));
  IdleFinder finder(at(server), {1s, 600s}, 1s);
  connect(&finder, &IdleFinder::progressed, &finder, [&](const std::vector<IdleRung>& rungs) {
    if (rungs[0].fate == IdleFate::kAlive) finder.cancel();
  });
  QVERIFY(runToEnd(finder));
  QCOMPARE(fates(finder), std::string("alive cancelled"));
}

QTEST_GUILESS_MAIN(IdleFinderTest)
#include "idle_finder_test.moc"
