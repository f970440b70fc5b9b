#include "core/engine/base/net_thread.h"
#include "core/engine/endpoint/endpoint_session.h"
#include "core/engine/endpoint/traffic_log.h"
#include "tests/bench/process_usage.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <memory>

using namespace synscope;
using namespace synscope::bench;

namespace {

constexpr double kMostGrowthMiB = 100;  ///< From the tenth second on: the log's buffer may still fill.

using Number = unsigned long long;

/// A UDP session with its log, in the net thread, and what it does to this process second by second.
class Receiver : public QObject {
 public:
  explicit Receiver(std::shared_ptr<TrafficLog> log) : m_log(log), m_session(new EndpointSession(settings(), log)) {
    connect(m_session, &EndpointSession::opened, this, [this](const IpEndpoint& local) { m_port = local.port; });
    connect(m_session, &EndpointSession::connected, this, [this] { ++m_peers; });
    connect(m_session, &EndpointSession::disconnected, this, [this] { --m_peers; });
    connect(&m_seconds, &QTimer::timeout, this, [this] { tick(); });
    connect(&m_frames, &QTimer::timeout, this, [this] { m_rows = m_session->table()->rows.size(); });
    m_net.adopt(m_session);
    QMetaObject::invokeMethod(m_session, [session = m_session] { session->start(); });
    while (m_port == 0)
      QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    m_seconds.start(1'000);
    m_frames.start(16);
  }

  std::uint16_t port() const { return m_port; }
  SessionCounters counters() const { return m_session->counters(); }
  std::int64_t peers() const { return m_peers; }
  const std::vector<double>& residentMiB() const { return m_residentMiB; }

 private:
  static EndpointSettings settings() {
    EndpointSettings settings;
    settings.kind = EndpointKind::kUdp;
    return settings;
  }

  void tick() {
    m_residentMiB.push_back(static_cast<double>(residentBytes()) / kMiB);
    if (m_residentMiB.size() % 10 != 0) return;
    const SessionCounters seen = counters();
    std::printf("  %3zu s: received %llu, dropped by the kernel %llu, memory %.0f MiB, waiting for the disk %.1f MiB\n",
                m_residentMiB.size(), static_cast<Number>(seen.messagesIn),
                static_cast<Number>(seen.droppedByKernel.value_or(0)), m_residentMiB.back(),
                static_cast<double>(m_log->size().inMemory) / kMiB);
  }

  std::shared_ptr<TrafficLog> m_log;
  NetThread m_net;
  EndpointSession* m_session;
  QTimer m_seconds, m_frames;
  std::uint16_t m_port = 0;
  std::size_t m_rows = 0;
  std::int64_t m_peers = 0;
  std::vector<double> m_residentMiB;
};

/// Returns how many were sent; 0 where the sender failed.
std::uint64_t flood(const QStringList& command, std::uint16_t port) {
  QProcess sender;
  bool ended = false;
  QObject::connect(&sender, &QProcess::finished, &sender, [&] { ended = true; });
  sender.start(command[0], QStringList{QString::number(port)} + command.mid(1));
  while (!ended)
    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
  const QByteArray said = sender.readAllStandardOutput();
  std::printf("  sender: %s", said.constData());
  return said.split(' ').value(1).toULongLong();
}

/// Runs the event loop until nothing changes any more.
SessionCounters settled(const Receiver& receiver) {
  SessionCounters seen = receiver.counters();
  for (QElapsedTimer quiet =
           [] {
             QElapsedTimer t;
             t.start();
             return t;
           }();
       quiet.elapsed() < 500;) {
    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    const SessionCounters now = receiver.counters();
    if (now.messagesIn != seen.messagesIn || now.droppedByKernel != seen.droppedByKernel) quiet.restart();
    seen = now;
  }
  return seen;
}

bool logIsComplete(const std::shared_ptr<TrafficLog>& log, std::uint64_t received) {
  log->flush();
  const TrafficLogSize live = log->size();
  const auto onDisk = TrafficLog::open(log->file());
  const std::uint64_t readBack = onDisk.ok() ? (*onDisk)->size().records : 0;
  std::printf("  log: %llu records, %llu left out, %llu read back from the file, %.0f MiB on disk\n",
              static_cast<Number>(live.records), static_cast<Number>(live.leftOutRecords),
              static_cast<Number>(readBack), static_cast<double>(QFileInfo(log->file()).size()) / kMiB);
  return live.records + live.leftOutRecords == received && readBack == live.records;
}

bool isFlat(const std::vector<double>& residentMiB) {
  if (residentMiB.size() <= 10) return true;
  const auto [least, most] = std::minmax_element(residentMiB.begin() + 10, residentMiB.end());
  std::printf("  memory from the tenth second on: %.0f to %.0f MiB\n", *least, *most);
  return *most - *least <= kMostGrowthMiB;
}

}  // namespace

/// A minute of 100,000 datagrams a second into a UDP session with its log: everything is received or counted as
/// dropped. usage: session_datagrams_bench FOLDER DATAGRAM_FLOOD RATE SECONDS BYTES SOURCES
int main(int argc, char** argv) {
  QCoreApplication app(argc, argv);
  if (argc != 7) return 2;
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  QTemporaryDir folder(QString::fromLocal8Bit(argv[1]) + QStringLiteral("/datagrams-XXXXXX"));
  const auto log = TrafficLog::create(folder.path());
  if (!log.ok()) return 2;
  Receiver receiver(*log);
  const double cpuBefore = processorSeconds();
  QElapsedTimer timer;
  timer.start();
  const std::uint64_t sent = flood(app.arguments().mid(2), receiver.port());
  const double seconds = static_cast<double>(timer.elapsed()) / 1e3, cpu = processorSeconds() - cpuBefore;
  const SessionCounters seen = settled(receiver);
  const std::uint64_t dropped = seen.droppedByKernel.value_or(0);
  const bool exact = sent > 0 && seen.messagesIn + dropped == sent;
  std::printf(
      "  sent %llu = received %llu + dropped by the kernel %llu: %s; %.0f a second received, "
      "CPU %.0f %%, %lld peers at the end\n",
      static_cast<Number>(sent), static_cast<Number>(seen.messagesIn), static_cast<Number>(dropped),
      exact ? "exact" : "NOT EXACT", static_cast<double>(seen.messagesIn) / seconds, cpu / seconds * 100,
      static_cast<long long>(receiver.peers()));
  const bool flat = isFlat(receiver.residentMiB());
  const bool complete = logIsComplete(*log, seen.messagesIn);
  std::printf("%s\n", exact && flat && complete ? "PASS" : "FAIL");
  return exact && flat && complete ? 0 : 1;
}
