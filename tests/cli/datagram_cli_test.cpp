#include "tests/cli/running_cli.h"

#include <QTemporaryFile>
#include <QUdpSocket>

using namespace synscope::test;

namespace {

QList<QJsonObject> lines(const QByteArray& text) {
  QList<QJsonObject> documents;
  for (const QByteArray& line : text.split('\n'))
    if (const QJsonDocument document = QJsonDocument::fromJson(line); document.isObject())
      documents << document.object();
  return documents;
}

QString fieldOf(const QJsonObject& event, const char* name) {
  return event[QLatin1String("fields")][QLatin1String(name)].toString();
}

}  // namespace

/// `connect --udp` and `listen --udp` as processes.
class DatagramCliTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void bothTalk();
  void bothFamilies();
  void roleAnswers();
  void refused_data();
  void refused();
  void silenceIsNoFailure();
  void hexLineIsADatagram();
  void datagramsStandApartInHex();
  void eventsTellHowMuchPassed();
  void portInUseNamesItsHolder();
  void relay_data();
  void relay();
  void sendsFile();

 private:
  /// The next datagram that the other side has sent.
  QByteArray next();

  std::unique_ptr<QUdpSocket> m_peer;  ///< The other side, on a free port of 127.0.0.1.
};

void DatagramCliTest::init() {
  m_peer = std::make_unique<QUdpSocket>();
  QVERIFY(m_peer->bind(QHostAddress::LocalHost));
}

QByteArray DatagramCliTest::next() {
  if (!QTest::qWaitFor([this] { return m_peer->hasPendingDatagrams(); })) return "nothing came";
  QByteArray bytes(static_cast<qsizetype>(m_peer->pendingDatagramSize()), '\0');
  m_peer->readDatagram(bytes.data(), bytes.size());
  return bytes;
}

void DatagramCliTest::bothTalk() {
  RunningCli server(QStringLiteral("listen 0 --udp"));
  const quint16 port = server.port();
  QVERIFY(port > 0);
  RunningCli client(QStringLiteral("connect 127.0.0.1 %1 --udp --idle 0.5").arg(port));
  client.type("question\n");
  QTRY_COMPARE(server.output(), QByteArray("question\n"));
  server.type("answer\n");
  QTRY_COMPARE(client.output(), QByteArray("answer\n"));
  client.endInput();
  QCOMPARE(client.finish().exit, 0);
  server.interrupt();
  QCOMPARE(server.finish().exit, 0);
}

void DatagramCliTest::bothFamilies() {
  RunningCli server(QStringLiteral("listen 0 --udp --echo"));
  const quint16 port = server.port();
  for (const char* address : {"127.0.0.1", "::1"}) {
    RunningCli client(QStringLiteral("connect %1 %2 --udp").arg(QLatin1String(address)).arg(port));
    client.type(address);
    QTRY_COMPARE(client.output(), QByteArray(address));
  }
}

void DatagramCliTest::roleAnswers() {
  RunningCli server(QStringLiteral("listen 0 --udp --daytime"));
  RunningCli client(QStringLiteral("connect 127.0.0.1 %1 --udp").arg(server.port()));
  client.type("?");
  QTRY_VERIFY(client.output().endsWith("\r\n"));
}

void DatagramCliTest::refused_data() {
  QTest::addColumn<bool>("inputFirst");
  QTest::newRow("input is over before") << true;
  QTest::newRow("input is over after") << false;
}

/// A port that nobody has answers with ICMP: there is nothing to wait for.
void DatagramCliTest::refused() {
  QFETCH(bool, inputFirst);
  const quint16 free = m_peer->localPort();
  m_peer.reset();
  RunningCli cli(QStringLiteral("connect 127.0.0.1 %1 --udp --idle 20").arg(free));
  cli.type("anybody?\n");
  if (!inputFirst) QTRY_VERIFY(cli.errors().contains("not delivered"));
  cli.endInput();
  const CliResult done = cli.finish(10'000);
  QCOMPARE(done.exit, 1);
  QVERIFY2(done.err.contains("port unreachable"), done.err.constData());
  QVERIFY2(done.err.contains("diagnose 127.0.0.1 " + QByteArray::number(free) + " --udp"), done.err.constData());
}

void DatagramCliTest::silenceIsNoFailure() {
  RunningCli cli(QStringLiteral("connect 127.0.0.1 %1 --udp --idle 0.2").arg(m_peer->localPort()));
  cli.type("anybody?");
  QCOMPARE(next(), QByteArray("anybody?"));
  cli.endInput();
  QCOMPARE(cli.finish().exit, 0);
}

void DatagramCliTest::hexLineIsADatagram() {
  RunningCli cli(QStringLiteral("connect 127.0.0.1 %1 --udp --hex --idle 0.2").arg(m_peer->localPort()));
  cli.type("00 ff\n41:42:43\n\n0x0a\n");
  QCOMPARE(next(), QByteArray("\x00\xff", 2));
  QCOMPARE(next(), QByteArray("ABC"));
  QCOMPARE(next(), QByteArray("\n"));
}

void DatagramCliTest::datagramsStandApartInHex() {
  RunningCli cli(QStringLiteral("listen 0 --udp --hex"));
  const quint16 port = cli.port();
  for (const char* text : {"ab", "", "c"})
    m_peer->writeDatagram(QByteArray(text), QHostAddress::LocalHost, port);
  QTRY_COMPARE(cli.output().count('\n'), 4);
  QCOMPARE(cli.output(), "# 127.0.0.1:" + QByteArray::number(m_peer->localPort()) +
                             "\n00000000  61 62                                             |ab|\n"
                             "00000000                                                    ||\n"
                             "00000000  63                                                |c|\n");
}

void DatagramCliTest::eventsTellHowMuchPassed() {
  RunningCli cli(QStringLiteral("connect 127.0.0.1 %1 --udp --events --idle 0.5").arg(m_peer->localPort()));
  cli.type("12345");
  QCOMPARE(next(), QByteArray("12345"));
  cli.endInput();
  const QList<QJsonObject> events = lines(cli.finish().err);
  QCOMPARE(events.size(), 2);
  QCOMPARE(events[0][QLatin1String("code")].toString(), QStringLiteral("call.bind"));
  QCOMPARE(events[1][QLatin1String("code")].toString(), QStringLiteral("data.sent"));
  QCOMPARE(events[1][QLatin1String("event")].toString(), QStringLiteral("data"));
  QCOMPARE(fieldOf(events[1], "bytes"), QStringLiteral("5"));
  QCOMPARE(fieldOf(events[1], "datagrams"), QStringLiteral("1"));
}

void DatagramCliTest::portInUseNamesItsHolder() {
  const CliResult done = RunningCli(QStringLiteral("listen %1 --udp").arg(m_peer->localPort())).finish();
  QCOMPARE(done.exit, 6);
  QVERIFY2(done.err.contains(QByteArray::number(QCoreApplication::applicationPid())), done.err.constData());
}

void DatagramCliTest::relay_data() {
  QTest::addColumn<QString>("impairment");
  QTest::addColumn<int>("copies");
  QTest::newRow("faithful") << QString() << 1;
  QTest::newRow("duplicates") << QStringLiteral("--duplicate 100") << 2;
}

void DatagramCliTest::relay() {
  QFETCH(QString, impairment);
  QFETCH(int, copies);
  RunningCli server(QStringLiteral("listen 0 --udp --forward 127.0.0.1:%1 ").arg(m_peer->localPort()) + impairment);
  RunningCli client(QStringLiteral("connect 127.0.0.1 %1 --udp").arg(server.port()));
  client.type("onward");
  for (int copy = 0; copy < copies; ++copy)
    QCOMPARE(next(), QByteArray("onward"));
  server.interrupt();
  QCOMPARE(server.finish().exit, 0);
  QVERIFY(!m_peer->hasPendingDatagrams());
}

/// Pieces fit into one packet on nearly every way.
void DatagramCliTest::sendsFile() {
  QTemporaryFile file;
  const QByteArray content = QByteArray(1'400, 'a') + QByteArray(700, 'b');
  QVERIFY(file.open() && file.write(content) == content.size() && file.flush());
  RunningCli cli(
      QStringLiteral("connect 127.0.0.1 %1 --udp --idle 0.2 --send %2").arg(m_peer->localPort()).arg(file.fileName()));
  QByteArray got;
  while (got.size() < content.size()) {
    const QByteArray piece = next();
    QVERIFY2(piece.size() <= 1'400, qPrintable(QString::number(piece.size())));
    got += piece;
  }
  QVERIFY(got == content);
  QCOMPARE(cli.finish().exit, 0);
}

QTEST_GUILESS_MAIN(DatagramCliTest)
#include "datagram_cli_test.moc"
