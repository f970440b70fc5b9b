#include "tests/cli/running_cli.h"
#include "tests/support/iperf3_process.h"

#include <QSet>

using namespace synscope;
using namespace synscope::test;

/// The same test told by the real iperf3 and by us, side by side: every form of line that iperf3 prints is one of ours.
/// With -R it takes two seconds: in a single interval the real one tells columns that it learns of only at the end.
class Iperf3TextTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void theSameLines_data();
  void theSameLines();
};

void Iperf3TextTest::initTestCase() {
  if (!Iperf3::isInstalled()) QSKIP("iperf3 is not installed");
}

namespace {

/// Lines whose numbers are "#", whose units have lost their prefix, and in which spaces count once.
QSet<QString> formsOf(const QByteArray& text) {
  static const QRegularExpression kNumber(QStringLiteral("\\d+(\\.\\d+)?")), kSpaces(QStringLiteral("\\s+"));
  static const QRegularExpression kPrefix(QStringLiteral("# [KMGT]?(bits|Bytes)"));
  // What only the real one has: its name, its cookie, and the segment size of the control connection.
  static const QRegularExpression kItsOwn(
      QStringLiteral("^(iperf 3|Linux |Control connection|\\s+Cookie|Setting UDP)"));
  QSet<QString> forms;
  for (QString line : QString::fromUtf8(text).split(u'\n')) {
    if (line.contains(kItsOwn)) continue;
    line.replace(kNumber, QStringLiteral("#"));
    line.replace(kSpaces, QStringLiteral(" "));
    line.replace(kPrefix, QStringLiteral("# \\1"));
    forms.insert(line.trimmed());
  }
  return forms;
}

QByteArray measured(quint16 port, const QString& options, const QString& program) {
  const QString line = QStringLiteral("-c 127.0.0.1 -p %1 %2").arg(port).arg(options);
  if (program == QLatin1String("iperf3")) {
    Iperf3 client(line.split(u' '));
    return client.ends() ? client.read() : QByteArray();
  }
  return RunningCli(QStringLiteral("throughput ") + line).finish().out;
}

}  // namespace

void Iperf3TextTest::theSameLines_data() {
  QTest::addColumn<QString>("options");
  for (const char* options :
       {"-t 1 -b 8M", "-t 2 -b 8M -R", "-t 2 -b 8M -P 2", "-t 1 -b 8M --bidir", "-t 2 -b 8M --bidir -P 2",
        "-t 1 -O 1 -b 8M", "-t 1 -b 8M -f K", "-t 2 -b 8M -f m -R -P 2", "-t 1 -b 8M -V", "-t 2 -b 8M -V -R",
        "-n 1M -V -b 8M", "-t 1 -b 8M -T title", "-u -t 1 -b 8M", "-u -t 1 -b 8M -R", "-u -t 2 -b 8M -P 2",
        "-u -t 1 -b 8M --bidir", "-u -t 2 -b 8M --bidir -P 2", "-u -t 1 -b 8M -V -l 1000"})
    QTest::newRow(options) << QString::fromLatin1(options);
}

void Iperf3TextTest::theSameLines() {
  QFETCH(QString, options);
  const quint16 port = freePort();
  Iperf3 server(serverArguments(port));
  QVERIFY(server.isListening());
  const QByteArray real = measured(port, options, QStringLiteral("iperf3"));
  const QByteArray ours = measured(port, options, QStringLiteral("synscope-cli"));
  QVERIFY(real.contains("iperf Done."));
  const QSet<QString> missing = formsOf(real) - formsOf(ours);
  QVERIFY2(missing.isEmpty(), qPrintable(QStringList(missing.values()).join(u'\n') + QStringLiteral("\nof ours:\n") +
                                         QString::fromUtf8(ours)));
}

QTEST_GUILESS_MAIN(Iperf3TextTest)
#include "iperf3_text_test.moc"
