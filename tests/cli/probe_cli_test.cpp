#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTest>
#include <QUdpSocket>

#include <cerrno>
#include <csignal>
#include <cstring>

namespace {

struct Finished {
  int code = -1;
  QByteArray out, err;
};

Finished finish(QProcess& process) {
  if (!process.waitForFinished(30'000)) process.kill();
  return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

Finished run(const QStringList& arguments) {
  QProcess process;
  process.start(QStringLiteral(SYNSCOPE_CLI), arguments + QStringList{QStringLiteral("--lang"), QStringLiteral("en")});
  return finish(process);
}

/// A port of loopback that was free a moment ago.
quint16 closedPort() {
  QTcpServer server;
  server.listen(QHostAddress::LocalHost);
  return server.serverPort();
}

QString text(int number) {
  return QString::number(number);
}

}  // namespace

class ProbeCliTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void jsonHasEveryKeyOfTheContract();
  void exitCodeIsTheHighestMet();
  void usageIsOneLineThatNamesWhatIsWrong_data();
  void usageIsOneLineThatNamesWhatIsWrong();
  void hugeHostNameIsRefused();
  void controlCharactersAreNotPrinted();
  void nameThatDoesNotResolve();
  void udpReplyOfAnyBytesIsOpen();
  void interruptEndsWithASummary();
  void closedOutputEndsQuietly();
  void missingOutputIsNoSocket();
  void manyWhoAnswerAreCountedTogether();
  void fewDescriptorsLoseNothing();
};

void ProbeCliTest::jsonHasEveryKeyOfTheContract() {
  QTcpServer server;
  QVERIFY(server.listen(QHostAddress::LocalHost));
  const Finished done = run({QStringLiteral("probe"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"),
                             text(server.serverPort()), QStringLiteral("--json")});
  QCOMPARE(done.code, 0);
  const QJsonObject document = QJsonDocument::fromJson(done.out).object();
  QCOMPARE(document[QLatin1String("schema")].toString(), QStringLiteral("synscope/probe/1"));
  const QJsonObject row = document[QLatin1String("results")].toArray().at(0).toObject();
  for (const char* key : {"host", "address", "family", "protocol", "port", "service", "verdict", "reason", "icmp",
                          "time_ms", "syn_retransmits", "errno"})
    QVERIFY2(row.contains(QLatin1String(key)), key);
  QCOMPARE(row[QLatin1String("verdict")].toString(), QStringLiteral("open"));
  QCOMPARE(row[QLatin1String("reason")].toString(), QStringLiteral("syn-ack"));
  QCOMPARE(document[QLatin1String("summary")].toObject()[QLatin1String("open")].toInt(), 1);
}

void ProbeCliTest::exitCodeIsTheHighestMet() {
  QTcpServer server;
  QVERIFY(server.listen(QHostAddress::LocalHost));
  const QString ports = text(server.serverPort()) + QLatin1Char(',') + text(closedPort());
  const Finished done = run({QStringLiteral("probe"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"), ports});
  QCOMPARE(done.code, 1);
  QVERIFY(done.out.contains("1 open, 1 closed"));
}

void ProbeCliTest::usageIsOneLineThatNamesWhatIsWrong_data() {
  QTest::addColumn<QString>("line");
  QTest::addColumn<QString>("named");
  const auto row = [](const char* line, const char* named) {
    QTest::newRow(line) << QString::fromLatin1(line) << QString::fromLatin1(named);
  };
  row("probe", "HOST");
  row("probe 127.0.0.1", "-p PORTS");
  row("probe 127.0.0.1 -p 70000", "70000");
  row("probe 127.0.0.1 -p 90-80", "90-80");
  row("probe 127.0.0.1 -p 0", "\"0\"");
  row("probe 127.0.0.1 -p nosuchservice", "nosuchservice");
  row("probe 127.0.0.1 -p 1 --parallel 0", "--parallel");
  row("probe 127.0.0.1 -p 1 --parallel 99999999999999999999", "--parallel");
  row("probe 127.0.0.1 -p 1 --timeout nan", "--timeout");
  row("probe 127.0.0.1 -p 1 --timeout -1", "--timeout");
  row("probe 127.0.0.1 -p 1 -4 -6", "-4");
  row("probe 127.0.0.1 -p 1 --zap", "--zap");
  row("probe 999.1.1.1 -p 1", "999.1.1.1");
  row("nonsense", "nonsense");
}

void ProbeCliTest::usageIsOneLineThatNamesWhatIsWrong() {
  QFETCH(QString, line);
  QFETCH(QString, named);
  const Finished done = run(line.split(QLatin1Char(' ')));
  QCOMPARE(done.code, 64);
  QVERIFY2(done.err.contains(named.toUtf8()), done.err.constData());
  QCOMPARE(done.err.count('\n'), 1);
  QVERIFY(done.out.isEmpty());
}

/// An argument may have 128 KiB at most (execve(2), MAX_ARG_STRLEN): longer names cannot even reach the program.
void ProbeCliTest::hugeHostNameIsRefused() {
  const Finished done = run({QStringLiteral("probe"), QString(120'000, QLatin1Char('a')), QStringLiteral("-p1")});
  QCOMPARE(done.code, 64);
  QVERIFY2(done.err.size() < 1000, "the whole name was repeated");
}

void ProbeCliTest::controlCharactersAreNotPrinted() {
  const Finished done = run({QStringLiteral("probe"), QStringLiteral("a\x1b[2Jb"), QStringLiteral("-p1")});
  QCOMPARE(done.code, 64);
  QVERIFY(!done.err.contains('\x1b'));
}

void ProbeCliTest::nameThatDoesNotResolve() {
  const Finished done =
      run({QStringLiteral("probe"), QStringLiteral("name.invalid"), QStringLiteral("-p1"), QStringLiteral("--json")});
  QCOMPARE(done.code, 5);
  const QJsonObject row =
      QJsonDocument::fromJson(done.out).object()[QLatin1String("results")].toArray().at(0).toObject();
  QCOMPARE(row[QLatin1String("verdict")].toString(), QStringLiteral("name-error"));
  QVERIFY(row[QLatin1String("address")].isNull());
}

void ProbeCliTest::udpReplyOfAnyBytesIsOpen() {
  QUdpSocket peer;
  QVERIFY(peer.bind(QHostAddress::LocalHost));
  QByteArray answer(1400, '\0');
  for (qsizetype i = 0; i < answer.size(); ++i)
    answer[i] = static_cast<char>(i * 37);
  connect(&peer, &QUdpSocket::readyRead, &peer, [&] {
    QByteArray asked(2048, '\0');
    QHostAddress from;
    quint16 port = 0;
    peer.readDatagram(asked.data(), asked.size(), &from, &port);
    peer.writeDatagram(answer, from, port);
  });
  QProcess process;
  process.start(QStringLiteral(SYNSCOPE_CLI),
                {QStringLiteral("probe"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"), text(peer.localPort()),
                 QStringLiteral("--udp"), QStringLiteral("--json")});
  QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 10'000);
  QCOMPARE(process.exitCode(), 0);
  QVERIFY(process.readAllStandardOutput().contains("\"verdict\":\"open\",\"reason\":\"reply\""));
}

/// A UDP port that takes datagrams and never answers keeps the probe waiting until it is interrupted.
void ProbeCliTest::interruptEndsWithASummary() {
  QUdpSocket silent;
  QVERIFY(silent.bind(QHostAddress::LocalHost));
  QProcess process;
  process.start(QStringLiteral(SYNSCOPE_CLI),
                {QStringLiteral("probe"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"), text(silent.localPort()),
                 QStringLiteral("--udp"), QStringLiteral("--timeout"), QStringLiteral("60"), QStringLiteral("--json")});
  QTRY_VERIFY_WITH_TIMEOUT(silent.hasPendingDatagrams(), 10'000);
  ::kill(static_cast<pid_t>(process.processId()), SIGINT);
  QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 5'000);
  QCOMPARE(process.exitStatus(), QProcess::NormalExit);
  const QJsonObject document = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
  QCOMPARE(document[QLatin1String("summary")].toObject()[QLatin1String("cancelled")].toBool(), true);
}

void ProbeCliTest::closedOutputEndsQuietly() {
  QProcess process;
  process.start(QStringLiteral("/bin/sh"),
                {QStringLiteral("-c"), QStringLiteral("\"$0\" probe 127.0.0.1 -p 1-2000 --json | true"),
                 QStringLiteral(SYNSCOPE_CLI)});
  const Finished done = finish(process);
  QCOMPARE(done.code, 0);
  QVERIFY2(done.err.isEmpty(), done.err.constData());
}

/// Started without standard output, the next descriptor opened would take its number, and with it our text.
void ProbeCliTest::missingOutputIsNoSocket() {
  QProcess process;
  process.start(QStringLiteral("/bin/sh"),
                {QStringLiteral("-c"), QStringLiteral("exec \"$0\" probe 127.0.0.1 -p 1-100 --lang en >&-"),
                 QStringLiteral(SYNSCOPE_CLI)});
  const Finished done = finish(process);
  QCOMPARE(done.code, 70);
  QVERIFY2(done.err.contains(std::strerror(EBADF)), done.err.constData());
}

/// 100 hosts that refuse one port each by ICMP: a line of several names no single sender.
void ProbeCliTest::manyWhoAnswerAreCountedTogether() {
  QUdpSocket taken;
  QVERIFY(taken.bind(QHostAddress::AnyIPv4));
  const quint16 port = taken.localPort();
  taken.close();
  QStringList arguments{QStringLiteral("probe"), QStringLiteral("-p"), text(port), QStringLiteral("--udp")};
  for (int host = 1; host <= 100; ++host)
    arguments += QStringLiteral("127.0.0.") + text(host);
  const Finished done = run(arguments);
  QCOMPARE(done.code, 1);
  int counted = 0;
  for (const QByteArray& line : done.out.split('\n')) {
    const int count = line.simplified().split(' ').first().toInt();
    if (!line.startsWith(' ')) continue;
    QVERIFY2(count == 1 || !line.contains("<-"), line.constData());
    counted += count;
  }
  QCOMPARE(counted, 100);
}

void ProbeCliTest::fewDescriptorsLoseNothing() {
  QProcess process;
  process.start(QStringLiteral("/bin/sh"),
                {QStringLiteral("-c"), QStringLiteral("ulimit -n 32; exec \"$0\" probe 127.0.0.1 ::1 -p 1-1000 --json"),
                 QStringLiteral(SYNSCOPE_CLI)});
  const Finished done = finish(process);
  QCOMPARE(QJsonDocument::fromJson(done.out).object()[QLatin1String("results")].toArray().size(), 2000);
  QVERIFY(!done.out.contains("\"reason\":\"resources\""));
}

QTEST_GUILESS_MAIN(ProbeCliTest)
#include "probe_cli_test.moc"
