#pragma once

#include "core/engine/throughput/throughput_client.h"
#include "tests/support/free_port.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

namespace synscope::test {

/// The real iperf3 while it runs.
class Iperf3 {
 public:
  static constexpr int kPatienceMs = 20'000;

  static bool isInstalled() { return !QStandardPaths::findExecutable(QStringLiteral("iperf3")).isEmpty(); }

  explicit Iperf3(const QStringList& arguments, const QStringList& environment = {}) {
    m_process.setProgram(QStringLiteral("iperf3"));
    m_process.setArguments(arguments);
    m_process.setEnvironment(QProcess::systemEnvironment() + environment);
    if (arguments.contains(QStringLiteral("-s"))) m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start();
  }
  ~Iperf3() {
    m_process.terminate();
    if (!m_process.waitForFinished(2000)) m_process.kill();
    m_process.waitForFinished();
  }

  bool isListening() {
    return QTest::qWaitFor([this] { return read().contains("Server listening"); }, 5000);
  }
  bool ends() {
    return QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, kPatienceMs);
  }
  QByteArray read() { return m_all += m_process.readAll(); }
  QJsonObject json() { return QJsonDocument::fromJson(read()).object(); }
  int exitCode() const { return m_process.exitCode(); }
  void terminate() { m_process.terminate(); }

 private:
  QProcess m_process;
  QByteArray m_all;
};

inline QStringList words(const char* arguments) {
  return QString::fromLatin1(arguments).split(u' ');
}

inline QStringList serverArguments(quint16 port, const QStringList& more = {}) {
  return QStringList{QStringLiteral("-s"), QStringLiteral("--forceflush"), QStringLiteral("-p"),
                     QString::number(port)} +
         more;
}

inline QStringList clientArguments(const char* host, quint16 port, const QStringList& more) {
  return QStringList{QStringLiteral("-c"), QString::fromLatin1(host), QStringLiteral("-p"), QString::number(port)} +
         more;
}

inline ThroughputConnection connectionTo(quint16 port) {
  ThroughputConnection connection;
  connection.host = "127.0.0.1";
  connection.port = port;
  return connection;
}

/// Runs our client to its end.
inline std::shared_ptr<const ThroughputReport> runClient(const ThroughputConnection& connection,
                                                         const ThroughputSettings& settings) {
  ThroughputClient client(connection, settings);
  QSignalSpy ended(&client, &Job::ended);
  client.start();
  if (!QTest::qWaitFor([&] { return !ended.isEmpty(); }, Iperf3::kPatienceMs)) qWarning("the client does not end");
  return client.report();
}

inline QByteArray describe(const std::shared_ptr<const ThroughputReport>& report) {
  if (!report->error) return "no error";
  return QByteArray::fromStdString(std::string(name(report->error->code)) + ' ' + report->error->operation + ' ' +
                                   report->error->subject);
}

}  // namespace synscope::test
