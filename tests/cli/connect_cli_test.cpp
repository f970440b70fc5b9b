#include "tests/cli/running_cli.h"
#include "tests/support/native_peer.h"
#include "tests/support/scripted_peer.h"

#include <QFile>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <sys/stat.h>

#include <fcntl.h>

using namespace synscope;
using namespace synscope::test;

namespace {

QByteArray randomBytes(qsizetype count) {
  QByteArray bytes(count, Qt::Uninitialized);
  QRandomGenerator random(7);
  random.fillRange(reinterpret_cast<quint32*>(bytes.data()), count / 4);
  return bytes;
}

QString to(quint16 port, const char* options = "") {
  return QStringLiteral("connect 127.0.0.1 %1 %2").arg(port).arg(QLatin1String(options));
}

/// The highest resident size a process has had, in kB (proc(5)).
qint64 highWaterKb(qint64 pid) {
  QFile status(QStringLiteral("/proc/%1/status").arg(pid));
  if (!status.open(QIODevice::ReadOnly)) return -1;
  for (const QByteArray& line : status.readAll().split('\n'))
    if (line.startsWith("VmHWM:")) return line.mid(6).trimmed().split(' ').value(0).toLongLong();
  return -1;
}

/// How far a process has read its standard input, once that has not changed for half a second; -1 where it goes on.
qint64 whereReadingRests(qint64 pid) {
  qint64 last = -1;
  int same = 0;
  const bool rests = QTest::qWaitFor(
      [&] {
        QFile info(QStringLiteral("/proc/%1/fdinfo/0").arg(pid));
        if (!info.open(QIODevice::ReadOnly)) return true;
        const qint64 position = info.readLine().mid(4).trimmed().toLongLong();
        same = position == last ? same + 1 : 0;
        last = position;
        return position > 0 && same == 50;  // qWaitFor() looks every 10 ms.
      },
      20'000);
  return rests ? last : -1;
}

}  // namespace

/// `synscope-cli connect` as a process: what a pipe around it sees, and what the other side does.
class ConnectCliTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void inputIsSentAndAnswerPrinted();
  void tenMegabytesBothWays();
  void peerEndsFirstAndStillReads();
  void endOfInput_data();
  void endOfInput();
  void sendsFile();
  void peerResets();
  void refused();
  void wrongUsage_data();
  void wrongUsage();
  void nameThatDoesNotExist();
  void addressThatIsNotOurs();
  void sourcePort();
  void hexBothWays();
  void badHexIsNamed();
  void lineEnds();
  void idle();
  void terminalShowsEscapes();
  void peerThatNeverReads();
  void outputThatIsNeverRead();
  void readerThatGoesAway();
  void interrupted();
  void summaryForPrograms();
};

void ConnectCliTest::inputIsSentAndAnswerPrinted() {
  NativeListener listener;
  RunningCli cli(to(listener.port()));
  NativePeer peer = listener.accept();
  cli.type("question\n");
  QCOMPARE(peer.read(9), QByteArray("question\n"));
  QVERIFY(peer.send("answer\n"));
  QTRY_COMPARE(cli.output(), QByteArray("answer\n"));
  cli.endInput();
  QCOMPARE(peer.readAll(), QByteArray());
  QVERIFY(peer.send("last word\n"));  // Half-closed: this direction is still open.
  peer.close();
  const CliResult done = cli.finish();
  QCOMPARE(done.exit, 0);
  QCOMPARE(done.out, QByteArray("answer\nlast word\n"));
  QVERIFY2(done.err.contains("Connected to 127.0.0.1"), done.err.constData());
}

void ConnectCliTest::tenMegabytesBothWays() {
  QTemporaryDir folder;
  const QString there = folder.filePath(QStringLiteral("there")), back = folder.filePath(QStringLiteral("back"));
  const QByteArray sent = randomBytes(10 * 1024 * 1024);
  QFile file(there);
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write(sent);
  file.close();
  NativeListener listener;
  RunningCli cli(to(listener.port()), there, back);
  NativePeer peer = listener.accept();
  QVERIFY(peer.readAll() == sent);
  QVERIFY(peer.send(sent));
  peer.close();
  QCOMPARE(cli.finish().exit, 0);
  QFile received(back);
  QVERIFY(received.open(QIODevice::ReadOnly));
  QVERIFY(received.readAll() == sent);
}

void ConnectCliTest::peerEndsFirstAndStillReads() {
  NativeListener listener;
  RunningCli cli(to(listener.port()));
  NativePeer peer = listener.accept();
  peer.shutdownWrite();
  cli.type("still sent");
  cli.endInput();
  QCOMPARE(peer.readAll(), QByteArray("still sent"));
  const CliResult done = cli.finish();
  QCOMPARE(done.exit, 0);
}

void ConnectCliTest::endOfInput_data() {
  QTest::addColumn<QByteArray>("close");
  QTest::addColumn<bool>("cut");
  QTest::newRow("half") << QByteArray("--close half") << false;
  QTest::newRow("fin") << QByteArray("--close fin") << false;
  QTest::newRow("reset") << QByteArray("--close reset") << true;
}

void ConnectCliTest::endOfInput() {
  QFETCH(QByteArray, close);
  NativeListener listener;
  RunningCli cli(to(listener.port(), close.constData()));
  NativePeer peer = listener.accept();
  cli.type("end");
  QCOMPARE(peer.read(3), QByteArray("end"));
  cli.endInput();
  if (close.endsWith("fin") || close.endsWith("reset")) QCOMPARE(cli.finish().exit, 0);  // Not waiting for the peer.
  bool cut = false;
  QCOMPARE(peer.readAll(&cut), QByteArray());
  QTEST(cut, "cut");
  peer.close();
  if (close.endsWith("half")) QCOMPARE(cli.finish().exit, 0);
}

void ConnectCliTest::sendsFile() {
  QTemporaryDir folder;
  QFile file(folder.filePath(QStringLiteral("data")));
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write(randomBytes(3'000'000));
  file.close();
  NativeListener listener;
  RunningCli cli(to(listener.port()) + QStringLiteral(" --send ") + file.fileName());
  NativePeer peer = listener.accept();
  QVERIFY(peer.readAll() == randomBytes(3'000'000));
  QVERIFY(peer.send("thanks"));
  peer.close();
  const CliResult done = cli.finish();
  QCOMPARE(done.exit, 0);
  QCOMPARE(done.out, QByteArray("thanks"));
}

void ConnectCliTest::peerResets() {
  NativeListener listener;
  RunningCli cli(to(listener.port()));
  NativePeer peer = listener.accept();
  cli.type("x");
  QCOMPARE(peer.read(1), QByteArray("x"));
  QVERIFY(peer.send("before"));
  QTRY_COMPARE(cli.output(), QByteArray("before"));
  peer.reset();
  const CliResult done = cli.finish();
  QCOMPARE(done.exit, 7);
  QCOMPARE(done.out, QByteArray("before"));
}

void ConnectCliTest::refused() {
  ClosedPort closed;
  const CliResult done = RunningCli(to(closed.endpoint().port)).finish();
  QCOMPARE(done.exit, 1);
  QVERIFY2(done.err.contains("reset (RST)"), done.err.constData());
  QVERIFY2(done.err.contains("synscope-cli diagnose 127.0.0.1"), done.err.constData());
}

void ConnectCliTest::wrongUsage_data() {
  QTest::addColumn<QString>("line");
  QTest::addColumn<QByteArray>("named");
  const auto add = [](const char* line, const char* named) {
    QTest::newRow(line) << QString::fromLatin1(line) << QByteArray(named);
  };
  add("connect", "HOST");
  add("connect 127.0.0.1", "PORT");
  add("connect 127.0.0.1 99999", "99999");
  add("connect 127.0.0.1 80 90", "90");
  add("connect 127.0.0.1 80 --close gently", "gently");
  add("connect 127.0.0.1 80 --bind somewhere", "somewhere");
  add("connect 127.0.0.1 80 --source-port 0", "--source-port");
  add("connect 127.0.0.1 80 --idle x", "--idle");
  add("connect 127.0.0.1 80 --udp --tls", "--udp --tls");
  add("connect 127.0.0.1 80 --udp --reconnect", "--reconnect");
  add("connect 127.0.0.1 80 --insecure", "--insecure --tls");
  add("connect 127.0.0.1 80 --hex --crlf", "--hex --crlf");
  add("connect 127.0.0.1 80 --broadcast", "--broadcast --udp");
  add("connect 127.0.0.1 80 --send /no/such/file", "/no/such/file");
  add("connect 127.0.0.1 80 --send /tmp", "/tmp");
  add("connect 127.0.0.1 80 --echo", "--echo");
}

void ConnectCliTest::wrongUsage() {
  QFETCH(QString, line);
  QFETCH(QByteArray, named);
  const CliResult done = RunningCli(line).finish();
  QCOMPARE(done.exit, 64);
  QCOMPARE(done.err.count('\n'), 1);
  QVERIFY2(done.err.contains(named), done.err.constData());
  QVERIFY(done.out.isEmpty());
}

/// RFC 6761 section 6.4: "invalid." never resolves, and no resolver need be asked for it.
void ConnectCliTest::nameThatDoesNotExist() {
  QCOMPARE(RunningCli(QStringLiteral("connect nobody.invalid 80 --timeout 5")).finish().exit, 5);
}

void ConnectCliTest::addressThatIsNotOurs() {
  NativeListener listener;
  QCOMPARE(RunningCli(to(listener.port(), "--bind 192.0.2.1")).finish().exit, 6);
}

void ConnectCliTest::sourcePort() {
  NativeListener listener;
  const quint16 ours = ClosedPort().endpoint().port;
  RunningCli cli(to(listener.port()) + QStringLiteral(" --json --source-port %1").arg(ours));
  NativePeer peer = listener.accept();
  QVERIFY(peer.ok());
  peer.close();
  cli.endInput();
  const CliResult done = cli.finish();
  QVERIFY2(done.err.contains("\"local\":\"127.0.0.1:" + QByteArray::number(ours) + '"'), done.err.constData());
}

void ConnectCliTest::hexBothWays() {
  NativeListener listener;
  RunningCli cli(to(listener.port(), "--hex"));
  NativePeer peer = listener.accept();
  cli.type("de ad be ef\n00 0a");
  cli.endInput();
  QCOMPARE(peer.readAll(), QByteArray("\xde\xad\xbe\xef\0\n", 6));
  QVERIFY(peer.send("\x1b[2Jhi"));
  peer.close();
  const CliResult done = cli.finish();
  QCOMPARE(done.exit, 0);
  QCOMPARE(done.out, QByteArray("00000000  1B 5B 32 4A 68 69                                 |.[2Jhi|\n"));
}

void ConnectCliTest::badHexIsNamed() {
  NativeListener listener;
  RunningCli cli(to(listener.port(), "--hex"));
  NativePeer peer = listener.accept();
  cli.type("41\nquark\n42\n");
  cli.endInput();
  QCOMPARE(peer.readAll(), QByteArray("AB"));
  peer.close();
  const CliResult done = cli.finish();
  QCOMPARE(done.exit, 64);
  QVERIFY2(done.err.contains("quark"), done.err.constData());
}

void ConnectCliTest::lineEnds() {
  NativeListener listener;
  RunningCli cli(to(listener.port(), "--crlf"));
  NativePeer peer = listener.accept();
  cli.type("GET / HTTP/1.0\n\n");
  cli.endInput();
  QCOMPARE(peer.readAll(), QByteArray("GET / HTTP/1.0\r\n\r\n"));
  peer.close();
  QCOMPARE(cli.finish().exit, 0);
}

void ConnectCliTest::idle() {
  NativeListener listener;
  RunningCli cli(to(listener.port(), "--idle 0.2"));
  NativePeer peer = listener.accept();
  const CliResult done = cli.finish();
  QCOMPARE(done.exit, 0);
  QVERIFY2(done.err.contains("silence"), done.err.constData());
  QCOMPARE(peer.readAll(), QByteArray());
}

void ConnectCliTest::terminalShowsEscapes() {
  if (QStandardPaths::findExecutable(QStringLiteral("script")).isEmpty()) QSKIP("script(1) is not installed");
  for (const char* option : {"", "--raw"}) {
    NativeListener listener;
    QProcess terminal;
    terminal.start(QStringLiteral("script"),
                   {QStringLiteral("-qec"), cliPath() + QLatin1Char(' ') + to(listener.port(), option),
                    QStringLiteral("/dev/null")});
    NativePeer peer = listener.accept();
    QVERIFY(peer.send("\x1b[31mred \xe9\x98\xb2\n"));
    peer.close();  // At a terminal, this ends it.
    QVERIFY(terminal.waitForFinished());
    const QByteArray shown = terminal.readAllStandardOutput();
    QCOMPARE(terminal.exitCode(), 0);
    const QByteArray wanted = *option == 0 ? QByteArray("\\x1b[31mred 防\r\n") : QByteArray("\x1b[31mred 防\r\n");
    QVERIFY2(shown.contains(wanted), shown.constData());
  }
}

void ConnectCliTest::peerThatNeverReads() {
  QTemporaryDir folder;
  QFile file(folder.filePath(QStringLiteral("large")));
  QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(400 * 1024 * 1024));
  NativeListener listener;
  RunningCli cli(to(listener.port()), file.fileName());
  NativePeer peer = listener.accept();
  const qint64 read = whereReadingRests(cli.pid());
  QVERIFY2(read > 0 && read < 32 * 1024 * 1024, qPrintable(QString::number(read)));
  QVERIFY2(highWaterKb(cli.pid()) < 64 * 1024, qPrintable(QString::number(highWaterKb(cli.pid()))));
  peer.reset();
  QCOMPARE(cli.finish().exit, 7);
}

void ConnectCliTest::outputThatIsNeverRead() {
  QTemporaryDir folder;
  const QString pipe = folder.filePath(QStringLiteral("pipe"));
  QCOMPARE(::mkfifo(qPrintable(pipe), 0600), 0);
  const UniqueFd reader(::open(qPrintable(pipe), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  NativeListener listener;
  RunningCli cli(to(listener.port()), {}, pipe);
  NativePeer peer = listener.accept();
  const qsizetype taken = peer.flood();
  QVERIFY2(taken > 0 && taken < 32 * 1024 * 1024, qPrintable(QString::number(taken)));
  cli.interrupt();
  QCOMPARE(cli.finish().exit, 0);
}

void ConnectCliTest::readerThatGoesAway() {
  NativeListener listener;
  QProcess shell;
  shell.start(
      QStringLiteral("bash"),
      {QStringLiteral("-c"),
       QStringLiteral("%1 %2 | head -1; echo ${PIPESTATUS[0]}").arg(cliPath(), to(listener.port(), "--quiet"))});
  NativePeer peer = listener.accept();
  QVERIFY(peer.send("one\n"));
  while (peer.send(QByteArray(100'000, 'x'))) {
  }  // Until the connection is closed to us.
  QVERIFY(shell.waitForFinished());
  QCOMPARE(shell.readAllStandardOutput(), QByteArray("one\n0\n"));
  QCOMPARE(shell.readAllStandardError(), QByteArray());
}

void ConnectCliTest::interrupted() {
  NativeListener listener;
  RunningCli cli(to(listener.port()));
  NativePeer peer = listener.accept();
  QTRY_VERIFY(cli.errors().contains("Connected"));
  cli.interrupt();
  bool cut = true;
  QCOMPARE(peer.readAll(&cut), QByteArray());
  QVERIFY(!cut);
  const CliResult done = cli.finish();
  QCOMPARE(done.exit, 0);
  QVERIFY2(done.err.contains("Sent 0 bytes"), done.err.constData());
}

void ConnectCliTest::summaryForPrograms() {
  NativeListener listener;
  RunningCli cli(to(listener.port(), "--json"));
  NativePeer peer = listener.accept();
  cli.type("12345");
  cli.endInput();
  QCOMPARE(peer.readAll(), QByteArray("12345"));
  QVERIFY(peer.send("123"));
  peer.close();
  const CliResult done = cli.finish();
  QCOMPARE(done.out, QByteArray("123"));
  const QJsonObject summary = QJsonDocument::fromJson(done.err).object();
  QCOMPARE(summary[QLatin1String("schema")].toString(), QStringLiteral("synscope/endpoint/1"));
  QCOMPARE(summary[QLatin1String("bytes_sent")].toInt(), 5);
  QCOMPARE(summary[QLatin1String("bytes_received")].toInt(), 3);
  QCOMPARE(summary[QLatin1String("exit")].toInt(), 0);
  QCOMPARE(summary[QLatin1String("attempt")][QLatin1String("verdict")].toString(), QStringLiteral("open"));
  QVERIFY(summary[QLatin1String("error")].isNull());
}

QTEST_GUILESS_MAIN(ConnectCliTest)
#include "connect_cli_test.moc"
