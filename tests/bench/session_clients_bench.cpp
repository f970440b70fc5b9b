#include "core/engine/base/net_thread.h"
#include "core/engine/endpoint/endpoint_session.h"
#include "core/engine/endpoint/traffic_log.h"
#include "tests/bench/process_usage.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>

using namespace synscope;
using namespace synscope::bench;

namespace {

constexpr int kClients = 10'000;
constexpr int kFewDescriptors = 1'000;
constexpr double kMostMiB = 400;

/// An echo server session in the net thread, and one that looks at it as often as a window does.
class EchoServer : public QObject {
 public:
  explicit EchoServer(std::shared_ptr<TrafficLog> log) : m_session(new EndpointSession(settings(), std::move(log))) {
    connect(m_session, &EndpointSession::opened, this, [this](const IpEndpoint& local) { m_port = local.port; });
    connect(m_session, &EndpointSession::failed, this, [this](ConnectionId id, const Error& error) {
      if (id == 0 && error.code == ErrorCode::kOutOfDescriptors) ++m_outOfDescriptors;
      if (id == 0 && error.code != ErrorCode::kOutOfDescriptors) std::printf("error: %s\n", error.operation.c_str());
    });
    connect(&m_frames, &QTimer::timeout, this, [this] { look(); });
    m_net.adopt(m_session);
    QMetaObject::invokeMethod(m_session, [session = m_session] { session->start(); });
    m_frames.start(16);
    while (m_port == 0)
      QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
  }

  std::uint16_t port() const { return m_port; }
  int outOfDescriptors() const { return m_outOfDescriptors; }
  std::size_t mostOpen() const { return m_mostOpen; }
  /// @param part 0.5: half of the looks took no longer.
  double lookMs(double part) const {
    auto looks = m_lookMs;
    std::ranges::sort(looks);
    return looks.empty() ? 0 : looks[static_cast<std::size_t>(part * static_cast<double>(looks.size() - 1))];
  }
  SessionCounters counters() const { return m_session->counters(); }

 private:
  static EndpointSettings settings() {
    EndpointSettings settings;
    settings.kind = EndpointKind::kTcpServer;
    settings.role = ServerRole::kEcho;
    return settings;
  }

  void look() {
    QElapsedTimer timer;
    timer.start();
    const auto table = m_session->table();
    const auto open = std::ranges::count_if(table->rows, [](const ConnectionRow& row) { return row.open; });
    if (!table->rows.empty()) m_session->life(table->rows.back().id);
    m_mostOpen = std::max(m_mostOpen, static_cast<std::size_t>(open));
    m_lookMs.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
  }

  NetThread m_net;
  EndpointSession* m_session;
  QTimer m_frames;
  std::uint16_t m_port = 0;
  int m_outOfDescriptors = 0;
  std::size_t m_mostOpen = 0;
  std::vector<double> m_lookMs;
};

/// Runs the clients to their end; while they stay connected `meanwhile` is called once.
bool runClients(const QString& program, const QStringList& arguments, const std::function<void()>& meanwhile) {
  QProcess clients;
  clients.setProcessChannelMode(QProcess::ForwardedErrorChannel);
  bool ended = false;
  QObject::connect(&clients, &QProcess::finished, &clients, [&] { ended = true; });
  QObject::connect(&clients, &QProcess::readyReadStandardOutput, &clients, [&] {
    std::printf("  clients: %s", clients.readAllStandardOutput().constData());
    meanwhile();
    clients.closeWriteChannel();
  });
  clients.start(program, arguments);
  while (!ended)
    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
  return clients.exitStatus() == QProcess::NormalExit && clients.exitCode() == 0;
}

/// After a server has raised it as far as it may. Programs started from here may raise theirs again.
void lowerDescriptorLimit(rlim_t limit) {
  rlimit lowered{};
  getrlimit(RLIMIT_NOFILE, &lowered);
  lowered.rlim_cur = limit;
  setrlimit(RLIMIT_NOFILE, &lowered);
}

std::shared_ptr<TrafficLog> newLog(const QTemporaryDir& folder) {
  auto log = TrafficLog::create(folder.path());
  return log.ok() ? *log : nullptr;
}

bool tenThousandAtOnce(const QString& program) {
  QTemporaryDir folder;
  const auto log = newLog(folder);
  EchoServer server(log);
  const double cpuBefore = processorSeconds();
  bool allOpen = false;
  const QStringList arguments{QString::number(server.port()), QString::number(kClients), QStringLiteral("10"),
                              QStringLiteral("stay")};
  bool ok = runClients(program, arguments, [&] { allOpen = server.counters().openConnections == kClients; });
  const SessionCounters seen = server.counters();
  const double peak = static_cast<double>(peakResidentBytes()) / kMiB;
  std::printf(
      "  %d clients at once: all open %s, %llu echoed messages, CPU %.2f s, peak memory %.0f MiB, "
      "a look at the table %.1f ms (median), %.1f ms (longest), log %llu records, left out %llu\n",
      kClients, allOpen ? "yes" : "NO", static_cast<unsigned long long>(seen.messagesOut),
      processorSeconds() - cpuBefore, peak, server.lookMs(0.5), server.lookMs(1),
      static_cast<unsigned long long>(log->size().records),
      static_cast<unsigned long long>(log->size().leftOutRecords));
  const bool counted = seen.bytesIn == seen.bytesOut && seen.bytesIn == std::uint64_t{kClients} * 10 * 64;
  ok = ok && allOpen && counted && seen.connections == kClients && peak < kMostMiB;
  return ok && log->size().leftOutRecords == 0;
}

/// More clients than descriptors: they wait, nothing spins, and all are served.
bool moreThanDescriptors(const QString& program) {
  QTemporaryDir folder;
  EchoServer server(newLog(folder));
  const double cpuBefore = processorSeconds();
  lowerDescriptorLimit(kFewDescriptors);
  const QStringList arguments{QString::number(server.port()), QString::number(kClients), QStringLiteral("3"),
                              QStringLiteral("leave")};
  const bool ok = runClients(program, arguments, [] {});
  const SessionCounters seen = server.counters();
  std::printf("  %d clients, %d descriptors: told %d times, at most %zu open, %llu served, CPU %.2f s\n", kClients,
              kFewDescriptors, server.outOfDescriptors(), server.mostOpen(),
              static_cast<unsigned long long>(seen.connections), processorSeconds() - cpuBefore);
  return ok && seen.connections == kClients && server.outOfDescriptors() > 0;
}

}  // namespace

/// 10,000 TCP clients of one echo server session, with log, table and lives; then with fewer descriptors than clients.
/// usage: session_clients_bench MANY_CLIENTS
int main(int argc, char** argv) {
  QCoreApplication app(argc, argv);
  if (argc != 2) return 2;
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_max < kClients + 1'000) {
    std::printf("SKIP: this process may open %llu descriptors only\n", static_cast<unsigned long long>(limit.rlim_max));
    return 77;
  }
  const QString program = QString::fromLocal8Bit(argv[1]);
  const bool atOnce = tenThousandAtOnce(program);
  const bool few = moreThanDescriptors(program);
  std::printf("%s\n", atOnce && few ? "PASS" : "FAIL");
  return atOnce && few ? 0 : 1;
}
