#include "core/engine/base/clock.h"
#include "core/engine/base/unique_fd.h"
#include "core/engine/latency/latency_run.h"
#include "core/logic/latency/latency_series.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTimer>

#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <array>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <map>
#include <poll.h>
#include <thread>

using namespace synscope;
using namespace std::chrono_literals;

namespace {

constexpr int kHandshakes = 2000;
constexpr auto kInterval = 3ms;
constexpr double kMostIdleUs = 20, kMostLoadedUs = 100;

Duration fromTimeSpec(const timespec& spec) {
  return std::chrono::seconds(spec.tv_sec) + std::chrono::nanoseconds(spec.tv_nsec);
}

/// The handshakes to one port, as a packet capture on the loopback sees them (packet(7), stamps of the kernel).
class Capture {
 public:
  explicit Capture(std::uint16_t port) : m_port(port), m_thread([this] { run(); }) {}
  ~Capture() { stop(); }
  void stop() {
    m_over = true;
    if (m_thread.joinable()) m_thread.join();
  }

  /// From a SYN to its SYN-ACK, in the order of the SYNs; zero where either was not seen. After stop().
  std::vector<Duration> handshakes() const {
    std::vector<Duration> times;
    for (const std::uint32_t isn : m_order) {
      const auto answer = m_answers.find(isn);
      times.push_back(answer == m_answers.end() ? Duration{} : answer->second - m_syns.at(isn));
    }
    return times;
  }

 private:
  void run() {
    const int native = static_cast<int>(m_fd.get()), on = 1, size = 16 << 20;
    setsockopt(native, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
    setsockopt(native, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    while (!m_over) {
      pollfd ready{native, POLLIN, 0};
      if (poll(&ready, 1, 50) <= 0) continue;
      while (take(native)) {
      }
    }
  }

  bool take(int native) {
    std::array<std::byte, 128> bytes{};
    alignas(cmsghdr) std::array<std::byte, 256> control{};
    sockaddr_ll from{};
    iovec data{bytes.data(), bytes.size()};
    msghdr message{&from, sizeof from, &data, 1, control.data(), control.size(), 0};
    const ssize_t got = recvmsg(native, &message, MSG_DONTWAIT);
    if (got < 0) return false;
    timespec stamp{};
    for (cmsghdr* one = CMSG_FIRSTHDR(&message); one != nullptr; one = CMSG_NXTHDR(&message, one))
      if (one->cmsg_type == SCM_TIMESTAMPNS) std::memcpy(&stamp, CMSG_DATA(one), sizeof stamp);
    const bool isTcp = ntohs(from.sll_protocol) == ETH_P_IP && bytes[9] == std::byte{IPPROTO_TCP};
    if (isTcp && static_cast<std::size_t>(got) >= sizeof(iphdr) + sizeof(tcphdr))
      note(bytes, from, fromTimeSpec(stamp));
    return true;
  }

  /// A SYN counts when it leaves, its answer when it arrives.
  void note(std::span<const std::byte> packet, const sockaddr_ll& from, Duration at) {
    tcphdr tcp{};
    std::memcpy(&tcp, packet.data() + sizeof(iphdr), sizeof tcp);
    if (tcp.syn == 0) return;
    if (tcp.ack == 0 && ntohs(tcp.dest) == m_port && from.sll_pkttype == PACKET_OUTGOING &&
        m_syns.emplace(ntohl(tcp.seq), at).second)
      m_order.push_back(ntohl(tcp.seq));
    if (tcp.ack == 1 && ntohs(tcp.source) == m_port && from.sll_pkttype != PACKET_OUTGOING)
      m_answers.emplace(ntohl(tcp.ack_seq) - 1, at);
  }

  std::uint16_t m_port;
  UniqueFd m_fd{socket(AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC, htons(ETH_P_ALL))};
  std::atomic<bool> m_over = false;
  std::map<std::uint32_t, Duration> m_syns, m_answers;
  std::vector<std::uint32_t> m_order;
  std::thread m_thread;
};

/// A listener that accepts and lets go, in a thread.
class Listener {
 public:
  Listener() {
    const sockaddr_in address{AF_INET, 0, {htonl(INADDR_LOOPBACK)}, {}};
    const int native = static_cast<int>(m_fd.get());
    sockaddr_in bound{};
    socklen_t length = sizeof bound;
    (void)bind(native, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    (void)listen(native, 1024);
    getsockname(native, reinterpret_cast<sockaddr*>(&bound), &length);
    port = ntohs(bound.sin_port);
    m_thread = std::thread([this, native] {
      for (int client = accept(native, nullptr, nullptr); client >= 0; client = accept(native, nullptr, nullptr))
        UniqueFd{client};
    });
  }
  ~Listener() {
    ::shutdown(static_cast<int>(m_fd.get()), SHUT_RDWR);
    m_thread.join();
  }
  std::uint16_t port = 0;

 private:
  UniqueFd m_fd{socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  std::thread m_thread;
};

struct Medians {
  double captureUs = 0, reportedUs = 0, wallUs = 0;
  std::size_t compared = 0;
};

double medianUs(const LatencySeries& series) {
  return static_cast<double>(series.median().value_or(Duration{}).count()) / 1e3;
}

/// Differences may be negative; a series takes them moved by a constant.
constexpr Duration kShift = 1s;

std::optional<Medians> measure() {
  Listener listener;
  Capture capture(listener.port);
  LatencySettings settings;
  settings.targets = {{"127.0.0.1", listener.port}};
  settings.interval = kInterval;
  settings.count = kHandshakes;
  LatencyRun run(settings);
  bool over = false;
  QObject::connect(&run, &Job::ended, [&] { over = true; });
  run.start();
  while (!over)
    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
  capture.stop();
  const auto seen = capture.handshakes();
  LatencySeries captured, reported, wall;
  for (const LatencySample& sample : run.drain()) {
    if (sample.seq > seen.size() || !sample.connect || sample.synRetransmits != 0U) continue;
    const Duration truth = seen[sample.seq - 1];
    if (truth == Duration{}) continue;
    captured.add(truth);
    reported.add(*sample.connect - truth + kShift);
    wall.add(*sample.wall - truth + kShift);
  }
  const double shift = static_cast<double>(kShift.count()) / 1e3;
  return Medians{medianUs(captured), medianUs(reported) - shift, medianUs(wall) - shift, captured.numbers().count};
}

bool report(const char* name, const std::optional<Medians>& medians, double mostUs) {
  if (!medians) return false;
  std::printf(
      "%-22s %5zu handshakes  capture %6.1f us  connect - capture %+5.1f us (limit %.0f)  wall - capture %+6.1f us\n",
      name, medians->compared, medians->captureUs, medians->reportedUs, mostUs, medians->wallUs);
  std::fflush(stdout);
  return medians->compared > kHandshakes * 9 / 10 && std::abs(medians->reportedUs) < mostUs;
}

/// iperf3 at full speed through the same loopback, for as long as it lives.
class Load {
 public:
  Load() {
    m_server.start(QStringLiteral("iperf3"), {QStringLiteral("-s"), QStringLiteral("-p"), QStringLiteral("5299")});
    m_server.waitForStarted();
    std::this_thread::sleep_for(300ms);
    m_client.start(QStringLiteral("iperf3"), {QStringLiteral("-c"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"),
                                              QStringLiteral("5299"), QStringLiteral("-t"), QStringLiteral("60")});
    m_client.waitForStarted();
    std::this_thread::sleep_for(500ms);
  }
  ~Load() {
    for (QProcess* process : {&m_client, &m_server}) {
      process->kill();
      process->waitForFinished();
    }
  }
  bool runs() { return m_client.state() == QProcess::Running; }

 private:
  QProcess m_server, m_client;
};

}  // namespace

/// How far the connect latency we report is from what a packet capture of the same handshakes shows.
int main(int argc, char** argv) {
  QCoreApplication application(argc, argv);
  if (!UniqueFd(socket(AF_PACKET, SOCK_DGRAM, htons(ETH_P_ALL)))) {
    std::printf("SKIP: no packet sockets here\n");
    return 77;
  }
  bool good = report("idle", measure(), kMostIdleUs);
  Load load;
  if (!load.runs())
    std::printf("no iperf3 here: not measured under load\n");
  else
    good = report("iperf3 at full speed", measure(), kMostLoadedUs) && good;
  return good ? 0 : 1;
}
