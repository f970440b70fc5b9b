#include "core/engine/reach/local_facts.h"
#include "tests/support/netns_chain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

#include <memory>

using namespace synscope;
using namespace synscope::test;

namespace {

struct Side {
  int exit = -1;
  QByteArray out, err;
};

/// A shell command that runs while the object lives; its input is a file or nothing. What it prints goes into a file,
/// so that nobody has to read it meanwhile.
class Running {
 public:
  explicit Running(const QString& command) {
    m_opened = m_out.open();
    m_process.setStandardOutputFile(m_out.fileName());
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
    return {ended ? m_process.exitCode() : -1, m_opened ? m_out.readAll() : QByteArray(),
            m_process.readAllStandardError()};
  }

 private:
  QTemporaryFile m_out;
  bool m_opened = false;
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
  void tls_data();
  void tls();
  void problemOfCertificate_data();
  void problemOfCertificate();
  void oldProtocolIsNamed();
  void datagrams_data();
  void datagrams();
  void curlThroughRelay();

 private:
  /// Certificates of "localhost" and of another name, and one that has expired.
  bool makeCertificates();
  /// {cli}, {port} and {folder} filled in.
  QString filled(QString command) const;
  QString write(const QString& name, const QByteArray& content);

  QTemporaryDir m_folder;
  quint16 m_port = 5000;
  bool m_hasCertificate = false;
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
  write(QStringLiteral("drow"), "olleh\n");
  write(QStringLiteral("response"), "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nhello\n");
  m_hasCertificate = isInstalled(QStringLiteral("openssl"));
  if (m_hasCertificate) QVERIFY(makeCertificates());
}

bool EndpointPeersTest::makeCertificates() {
  QFile script(QStringLiteral(SYNSCOPE_SOURCE_DIR "/tests/interop/make_certificates.sh"));
  return QProcess::execute(script.fileName(), {m_folder.path()}) == 0;
}

QString EndpointPeersTest::write(const QString& name, const QByteArray& content) {
  QFile file(m_folder.filePath(name));
  if (file.open(QIODevice::WriteOnly)) file.write(content);
  return file.fileName();
}

QString EndpointPeersTest::filled(QString command) const {
  const auto pair = [](const char* format, const char* name) {
    return QString::fromLatin1(format).replace(QLatin1Char('%'), QLatin1String(name));
  };
  const char* ours = "--cert {folder}/%cert.pem --key {folder}/%key.pem";
  const char* theirs = "-cert {folder}/%cert.pem -key {folder}/%key.pem";
  return command.replace(QStringLiteral("{cli}"), QStringLiteral(SYNSCOPE_CLI))
      .replace(QStringLiteral("{ours}"), pair(ours, ""))
      .replace(QStringLiteral("{theirs}"), pair(theirs, ""))
      .replace(QStringLiteral("{other}"), pair(theirs, "other-"))
      .replace(QStringLiteral("{old}"), pair(theirs, "old-"))
      .replace(QStringLiteral("{trust}"), QStringLiteral("-CAfile {folder}/cert.pem"))
      .replace(QStringLiteral("{port}"), QString::number(m_port))
      .replace(QStringLiteral("{folder}"), m_folder.path());
}

void EndpointPeersTest::exchange_data() {
  QTest::addColumn<QString>("tool");
  QTest::addColumn<QString>("server");
  QTest::addColumn<QString>("client");
  QTest::addColumn<QString>("heard");  // File whose content the client must print.
  QTest::addColumn<QString>("told");   // File whose content the server must print; "*" for anything.
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
  add("curl fetches from listen --send", "curl", "{cli} listen {port} --send {folder}/response --once",
      "curl -sS http://127.0.0.1:{port}/", "word", "");
  add("listen answers curl by hand", "curl", "{cli} listen {port} --once < {folder}/response",
      "curl -sS http://127.0.0.1:{port}/", "word", "*");
  add("curl uploads to listen --send", "curl", "{cli} listen {port} --send {folder}/response --once",
      "curl -sS -T {folder}/large http://127.0.0.1:{port}/", "word", "");
  add("connect to socat over IPv6", "socat", "socat TCP6-LISTEN:{port},reuseaddr PIPE",
      "{cli} connect ::1 {port} < {folder}/word", "word", "");
  add("socat over IPv6 to listen", "socat", "{cli} listen {port} --once", "socat -u {folder}/word TCP6:[::1]:{port}",
      "", "word");
}

void EndpointPeersTest::tls_data() {
  QTest::addColumn<QString>("tool");
  QTest::addColumn<QString>("server");
  QTest::addColumn<QString>("client");
  QTest::addColumn<QString>("heard");
  QTest::addColumn<QString>("told");
  const auto add = [](const char* name, const char* tool, const char* server, const char* client, const char* heard,
                      const char* told) {
    QTest::newRow(name) << QString::fromLatin1(tool) << QString::fromLatin1(server) << QString::fromLatin1(client)
                        << QString::fromLatin1(heard) << QString::fromLatin1(told);
  };
  add("listen sends to s_client, which verifies", "openssl", "{cli} listen {port} --tls {ours} --once < {folder}/large",
      "openssl s_client -connect 127.0.0.1:{port} {trust} -verify_return_error -quiet < /dev/null", "large", "");
  add("s_client sends to listen", "openssl", "{cli} listen {port} --tls {ours} --once --recv-only",
      "openssl s_client -connect 127.0.0.1:{port} -quiet -no_ign_eof < {folder}/large", "", "large");
  add("connect sends to s_server", "openssl",
      "openssl s_server -accept {port} {theirs} -naccept 1 -quiet 0<> {folder}/pipe",
      "{cli} connect 127.0.0.1 {port} --tls --insecure < {folder}/large", "", "large");
  add("s_server answers connect", "openssl", "openssl s_server -accept {port} {theirs} -naccept 1 -quiet -rev",
      "{cli} connect 127.0.0.1 {port} --tls --insecure < {folder}/word", "drow", "");
  add("curl fetches from listen --send over TLS, verified", "curl",
      "{cli} listen {port} --tls {ours} --send {folder}/response --once",
      "curl -sS --cacert {folder}/cert.pem https://localhost:{port}/", "word", "");
  add("connect to ncat's TLS echo", "ncat",
      "ncat -l 127.0.0.1 {port} --ssl --ssl-cert {folder}/cert.pem --ssl-key {folder}/key.pem --exec /bin/cat",
      "bash -c 'cat {folder}/word >&0; exec {cli} connect 127.0.0.1 {port} --tls --insecure --idle 1' "
      "0<> {folder}/pipe",
      "word", "");
  add("socat verifies and talks to listen", "socat", "{cli} listen {port} --tls {ours} --echo --once",
      "socat - OPENSSL:localhost:{port},cafile={folder}/cert.pem < {folder}/word", "word", "");
  add("connect to socat's TLS echo", "socat",
      "socat OPENSSL-LISTEN:{port},cert={folder}/cert.pem,key={folder}/key.pem,verify=0,reuseaddr PIPE",
      "{cli} connect 127.0.0.1 {port} --tls --insecure < {folder}/word", "word", "");
}

void EndpointPeersTest::tls() {
  if (!m_hasCertificate) QSKIP("openssl(1) is not installed");
  exchange();
}

void EndpointPeersTest::problemOfCertificate_data() {
  QTest::addColumn<QString>("server");
  QTest::addColumn<QString>("problem");
  QTest::newRow("self-signed") << "openssl s_server -accept {port} {theirs} -quiet"
                               << "self-signed";
  QTest::newRow("another name") << "openssl s_server -accept {port} {other} -quiet"
                                << "name-mismatch";
  QTest::newRow("expired") << "openssl s_server -accept {port} {old} -quiet"
                           << "expired";
}

/// Each is named, in the summary and in words, and nothing is sent.
void EndpointPeersTest::problemOfCertificate() {
  if (!m_hasCertificate) QSKIP("openssl(1) is not installed");
  QFETCH(QString, server);
  QFETCH(QString, problem);
  ++m_port;
  Running serving(filled(server));
  QTRY_VERIFY(isOpen(m_port, Protocol::kTcp));
  Running asking(filled(QStringLiteral("{cli} connect localhost {port} --tls -4 --json < {folder}/word")));
  const Side asked = asking.finish();
  QCOMPARE(asked.exit, 7);
  const QJsonObject summary = QJsonDocument::fromJson(asked.err).object();
  QCOMPARE(summary[QLatin1String("error")][QLatin1String("code")].toString(), QStringLiteral("tls-certificate"));
  const QJsonArray problems = summary[QLatin1String("tls")][QLatin1String("problems")].toArray();
  QVERIFY2(problems.contains(problem), asked.err.constData());
  QCOMPARE(summary[QLatin1String("bytes_sent")].toInt(), 0);
}

void EndpointPeersTest::oldProtocolIsNamed() {
  if (!m_hasCertificate) QSKIP("openssl(1) is not installed");
  ++m_port;
  Running serving(
      filled(QStringLiteral("openssl s_server -accept {port} {theirs} -quiet -tls1_1 -cipher ALL:@SECLEVEL=0")));
  QTRY_VERIFY(isOpen(m_port, Protocol::kTcp));
  Running asking(filled(QStringLiteral("{cli} connect 127.0.0.1 {port} --tls --insecure --lang en < {folder}/word")));
  const Side asked = asking.finish();
  QCOMPARE(asked.exit, 7);
  QVERIFY2(asked.err.contains("protocol version"), asked.err.constData());
}

void EndpointPeersTest::datagrams_data() {
  QTest::addColumn<QString>("tool");
  QTest::addColumn<QString>("server");
  QTest::addColumn<QString>("client");
  QTest::addColumn<QString>("heard");
  QTest::addColumn<QString>("told");
  QTest::newRow("connect to socat's echo") << "socat"
                                           << "socat -T 2 UDP-LISTEN:{port},reuseaddr PIPE"
                                           << "{cli} connect 127.0.0.1 {port} --udp --idle 0.5 < {folder}/word"
                                           << "word"
                                           << "";
  QTest::newRow("ncat sends to listen") << "ncat"
                                        << "{cli} listen {port} --udp --idle 1 < /dev/null"
                                        << "ncat -u --send-only 127.0.0.1 {port} < {folder}/word"
                                        << ""
                                        << "word";
  QTest::newRow("socat over IPv6 to listen") << "socat"
                                             << "{cli} listen {port} --udp --idle 1 < /dev/null"
                                             << "socat -u {folder}/word UDP6:[::1]:{port}"
                                             << ""
                                             << "word";
  QTest::newRow("socat asks listen --echo") << "socat"
                                            << "{cli} listen {port} --udp --echo --idle 1"
                                            << "socat -t 0.5 - UDP:127.0.0.1:{port} < {folder}/word"
                                            << "word"
                                            << "";
}

void EndpointPeersTest::datagrams() {
  exchange();
}

/// A browser's view: our relay in front of our file server, each request a connection of its own.
void EndpointPeersTest::curlThroughRelay() {
  if (!isInstalled(QStringLiteral("curl"))) QSKIP("curl is not installed");
  ++m_port;
  Running serving(filled(QStringLiteral("{cli} listen {port} --send {folder}/response")));
  QTRY_VERIFY(isOpen(m_port, Protocol::kTcp));
  const QString relay = filled(QStringLiteral("{cli} listen {next} --forward 127.0.0.1:{port} --delay 100"));
  ++m_port;
  Running relaying(QString(relay).replace(QStringLiteral("{next}"), QString::number(m_port)));
  QTRY_VERIFY(isOpen(m_port, Protocol::kTcp));
  for (int request = 0; request < 3; ++request) {
    Running asking(filled(QStringLiteral("curl -sS -w %{stderr}%{time_total} http://127.0.0.1:{port}/")));
    const Side asked = asking.finish();
    QCOMPARE(asked.out, QByteArray("hello\n"));
    QVERIFY2(asked.err.toDouble() >= 0.1, asked.err.constData());
  }
}

void EndpointPeersTest::exchange() {
  QFETCH(QString, tool);
  QFETCH(QString, server);
  QFETCH(QString, client);
  if (!isInstalled(tool)) QSKIP(qPrintable(tool + QStringLiteral(" is not installed")));
  ++m_port;
  Running serving(filled(server));
  const bool udp = server.contains(QStringLiteral("udp"), Qt::CaseInsensitive);
  QTRY_VERIFY(isOpen(m_port, udp ? Protocol::kUdp : Protocol::kTcp) || !serving.isRunning());
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
  QVERIFY2(told == QLatin1String("*") || served.out == contentOf(told),
           qPrintable(QStringLiteral("server: %1 bytes").arg(served.out.size())));
}

int main(int argc, char** argv) {
  enterOwnNamespaces(argv);
  QCoreApplication app(argc, argv);
  EndpointPeersTest test;
  return QTest::qExec(&test, argc, argv);
}

#include "endpoint_peers_test.moc"
