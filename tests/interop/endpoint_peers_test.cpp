#include "core/engine/reach/local_facts.h"
#include "tests/support/netns_chain.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace synscope;
using namespace synscope::test;

namespace {

struct Side {
  int exit = -1;
  QByteArray out, err;
};

/// A shell command that runs while the object lives; its input is a file or nothing.
class Running {
 public:
  explicit Running(const QString& command) {
    m_process.start(QStringLiteral("bash"), {QStringLiteral("-c"), QStringLiteral("exec ") + command});
    m_process.closeWriteChannel();
  }
  ~Running() {
    m_process.kill();
    m_process.waitForFinished();
  }
  bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
  Side finish() {
    const bool ended = m_process.state() == QProcess::NotRunning || m_process.waitForFinished(20'000);
    return {ended ? m_process.exitCode() : -1, m_process.readAllStandardOutput(), m_process.readAllStandardError()};
  }

 private:
  QProcess m_process;
};

bool isOpen(quint16 port, Protocol protocol) {
  return !listenersOn(port, protocol).listeners.empty();
}

bool isInstalled(const QString& tool) {
  return !QStandardPaths::findExecutable(tool).isEmpty();
}

}  // namespace

/// `connect` and `listen` against the tools people have: in a network namespace of their own, so that ports are free.
class EndpointPeersTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void exchange_data();
  void exchange();

 private:
  /// {cli}, {port} and {folder} filled in.
  QString filled(QString command) const;
  QString write(const QString& name, const QByteArray& content);

  QTemporaryDir m_folder;
  quint16 m_port = 5000;
};

void EndpointPeersTest::initTestCase() {
  if (!insideOwnNamespaces()) QSKIP("needs unprivileged user namespaces (unshare -Urnm)");
  QCOMPARE(QProcess::execute(QStringLiteral("ip"), QStringLiteral("link set lo up").split(QLatin1Char(' '))), 0);
  QCOMPARE(QProcess::execute(QStringLiteral("mkfifo"), {m_folder.filePath(QStringLiteral("pipe"))}), 0);
  QByteArray large;
  for (int i = 0; large.size() < 3'000'000; ++i)
    large += QByteArray::number(i) + '\0';
  write(QStringLiteral("large"), large);
  write(QStringLiteral("word"), "hello\n");
  write(QStringLiteral("request"), "GET /word HTTP/1.0\n\n");
  write(QStringLiteral("response"), "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nhello\n");
}

QString EndpointPeersTest::write(const QString& name, const QByteArray& content) {
  QFile file(m_folder.filePath(name));
  if (file.open(QIODevice::WriteOnly)) file.write(content);
  return file.fileName();
}

QString EndpointPeersTest::filled(QString command) const {
  return command.replace(QStringLiteral("{cli}"), QStringLiteral(SYNSCOPE_CLI))
      .replace(QStringLiteral("{port}"), QString::number(m_port))
      .replace(QStringLiteral("{folder}"), m_folder.path());
}

void EndpointPeersTest::exchange_data() {
  QTest::addColumn<QString>("tool");
  QTest::addColumn<QString>("server");
  QTest::addColumn<QString>("client");
  QTest::addColumn<QString>("heard");  // File whose content the client must print.
  QTest::addColumn<QString>("told");   // File whose content the server must print.
  const auto add = [](const char* name, const char* tool, const char* server, const char* client, const char* heard,
                      const char* told) {
    QTest::newRow(name) << QString::fromLatin1(tool) << QString::fromLatin1(server) << QString::fromLatin1(client)
                        << QString::fromLatin1(heard) << QString::fromLatin1(told);
  };
  // ncat drops what its program still says once we have half-closed: our input does not end before the answer is here.
  add("connect to ncat's echo", "ncat", "ncat -l 127.0.0.1 {port} --exec /bin/cat",
      "bash -c 'cat {folder}/word >&0; exec {cli} connect 127.0.0.1 {port} --idle 1' 0<> {folder}/pipe", "word", "");
  add("connect sends to ncat", "ncat", "ncat -l 127.0.0.1 {port}", "{cli} connect 127.0.0.1 {port} < {folder}/large",
      "", "large");
  add("ncat sends to connect", "ncat", "ncat -l 127.0.0.1 {port} --send-only < {folder}/large",
      "{cli} connect 127.0.0.1 {port}", "large", "");
  add("ncat sends to listen", "ncat", "{cli} listen {port} --once", "ncat 127.0.0.1 {port} < {folder}/large", "",
      "large");
  add("listen sends to ncat", "ncat", "{cli} listen {port} --once < {folder}/large", "ncat 127.0.0.1 {port}", "large",
      "");
  add("connect to socat's echo", "socat", "socat TCP-LISTEN:{port},reuseaddr PIPE",
      "{cli} connect 127.0.0.1 {port} < {folder}/word", "word", "");
  add("socat sends to listen", "socat", "{cli} listen {port} --once", "socat -u {folder}/large TCP:127.0.0.1:{port}",
      "", "large");
  add("listen sends to socat", "socat", "{cli} listen {port} --once < {folder}/large",
      "socat -u TCP:127.0.0.1:{port} -", "large", "");
  add("connect to socat over IPv6", "socat", "socat TCP6-LISTEN:{port},reuseaddr PIPE",
      "{cli} connect ::1 {port} < {folder}/word", "word", "");
  add("socat over IPv6 to listen", "socat", "{cli} listen {port} --once", "socat -u {folder}/word TCP6:[::1]:{port}",
      "", "word");
}

void EndpointPeersTest::exchange() {
  QFETCH(QString, tool);
  QFETCH(QString, server);
  QFETCH(QString, client);
  if (!isInstalled(tool)) QSKIP(qPrintable(tool + QStringLiteral(" is not installed")));
  ++m_port;
  Running serving(filled(server));
  QTRY_VERIFY(isOpen(m_port, Protocol::kTcp) || !serving.isRunning());
  Running asking(filled(client));
  const Side asked = asking.finish(), served = serving.finish();
  QVERIFY2(asked.exit == 0, asked.err.constData());
  QVERIFY2(served.exit == 0, served.err.constData());
  const auto contentOf = [this](const QString& name) {
    QFile file(m_folder.filePath(name));
    return !name.isEmpty() && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  };
  QFETCH(QString, heard);
  QFETCH(QString, told);
  QVERIFY2(asked.out == contentOf(heard), qPrintable(QStringLiteral("client: %1 bytes").arg(asked.out.size())));
  QVERIFY2(served.out == contentOf(told), qPrintable(QStringLiteral("server: %1 bytes").arg(served.out.size())));
}

int main(int argc, char** argv) {
  enterOwnNamespaces(argv);
  QCoreApplication app(argc, argv);
  EndpointPeersTest test;
  return QTest::qExec(&test, argc, argv);
}

#include "endpoint_peers_test.moc"
