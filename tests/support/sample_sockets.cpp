#include "tests/support/sample_sockets.h"

#include "core/logic/kernel/listener_health.h"

#include <charconv>

namespace synscope {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TcpInfo numbers(std::uint32_t rttUs, std::uint32_t retransmits) {
  TcpInfo info;
  info.rttUs = rttUs;
  info.rttVarianceUs = rttUs / 3;
  info.minRttUs = rttUs - rttUs / 5;
  info.rtoUs = 204'000;
  info.cwnd = 10;
  info.unacked = 0;
  info.totalRetransmits = retransmits;
  info.sendMss = 1448;
  info.pathMtu = 1500;
  info.sendWindow = 65'152;
  info.receiveWindow = 64'256;
  info.bytesSent = 18'422;
  info.bytesAcked = 18'423;
  info.bytesReceived = 2'311'904;
  info.lastDataSentMs = 812;
  info.lastDataReceivedMs = 790;
  info.selectiveAck = info.timestamps = info.windowScaling = true;
  info.sendWindowScale = info.receiveWindowScale = 7;
  return info;
}

SocketRow held(SocketRow row, int pid, const char* name, std::uint32_t uid) {
  row.process = SocketProcess{pid, name};
  row.uid = uid;
  row.inode = 40'000U + static_cast<std::uint32_t>(pid);
  return row;
}

SocketRow listener(std::string_view local, std::uint32_t queue, std::uint32_t backlog) {
  SocketRow row = tcpSocket(TcpState::kListen, local, local.starts_with('[') ? "[::]:0" : "0.0.0.0:0");
  row.receiveQueue = queue;
  row.sendQueue = backlog;
  return row;
}

SocketRow established(std::string_view local, std::string_view remote, std::uint32_t rttUs,
                      std::uint32_t retransmits = 0) {
  SocketRow row = tcpSocket(TcpState::kEstablished, local, remote);
  row.info = numbers(rttUs, retransmits);
  return row;
}

SocketRow timed(SocketRow row, SocketTimerKind kind, std::uint32_t ms, std::uint8_t tries = 0) {
  row.timer = SocketTimer{kind, ms, tries};
  return row;
}

SocketRow udp(std::string_view local, std::string_view remote) {
  SocketRow row = tcpSocket(remote.ends_with(":0") ? TcpState::kClosed : TcpState::kEstablished, local, remote);
  row.protocol = Protocol::kUdp;
  return row;
}

void addServer(std::vector<SocketRow>& rows) {
  rows.push_back(held(listener("0.0.0.0:22", 0, 128), 640, "sshd", 0));
  rows.push_back(held(listener("[::]:443", 0, 511), 812, "nginx", 33));
  rows.push_back(held(listener("127.0.0.1:8080", 6, 5), 2210, "app-server", 1000));
  rows.push_back(tcpSocket(TcpState::kSynReceived, "127.0.0.1:8080", "127.0.0.1:51000"));
  rows.push_back(held(established("10.9.2.10:443", "198.51.100.7:50112", 23'400, 2), 812, "nginx", 33));
  rows.push_back(
      held(timed(established("10.9.2.10:22", "10.9.2.77:39014", 640), SocketTimerKind::kKeepAlive, 7'030'000), 5120,
           "sshd", 0));
  rows.push_back(held(tcpSocket(TcpState::kCloseWait, "10.9.2.10:51514", "192.0.2.40:5432"), 2210, "app-server", 1000));
}

void addClients(std::vector<SocketRow>& rows) {
  rows.push_back(held(
      timed(tcpSocket(TcpState::kSynSent, "10.9.2.10:43122", "192.0.2.99:443"), SocketTimerKind::kRetransmit, 2'600, 2),
      3300, "updater", 1000));
  SocketRow stuck =
      timed(established("10.9.2.10:43990", "198.51.100.20:9000", 41'000), SocketTimerKind::kZeroWindowProbe, 640, 3);
  stuck.sendQueue = 87'296;
  rows.push_back(held(stuck, 3301, "backup", 1000));
  rows.push_back(
      timed(tcpSocket(TcpState::kFinWait2, "10.9.2.10:43444", "198.51.100.20:80"), SocketTimerKind::kTimeWait, 48'000));
  SocketRow linkLocal = held(established("[fe80::5054:ff:fe12:3456]:35000", "[fe80::1]:53", 310), 702, "resolver", 101);
  linkLocal.interfaceIndex = 2;
  linkLocal.interfaceName = "eth0";
  rows.push_back(linkLocal);
  for (std::uint16_t port = 40'000; port < 40'037; ++port) {
    SocketRow row = tcpSocket(TcpState::kTimeWait, "10.9.2.10:1", "198.51.100.20:443");
    row.local.port = port;
    rows.push_back(timed(row, SocketTimerKind::kTimeWait, 20'000U + port % 1000U * 900U));
  }
  rows.push_back(held(udp("0.0.0.0:5353", "0.0.0.0:0"), 702, "resolver", 101));
  SocketRow other = udp("10.9.2.10:46001", "192.0.2.53:53");
  other.inode = 91'234;
  other.uid = 998;
  rows.push_back(other);
}

SocketSnapshot finished(std::vector<SocketRow> rows, TimePoint at, std::uint64_t overflows) {
  SocketSnapshot reading;
  reading.at = at;
  reading.readingTook = milliseconds(3);
  for (SocketRow& row : rows)
    row.cookie = static_cast<std::uint64_t>(row.local.port) << 16U | row.remote.port;
  judgeListeners(rows);
  reading.rows = std::move(rows);
  reading.counters.emplace();
  reading.counters->listenOverflows = overflows;
  reading.counters->syncookiesSent = 0;
  reading.counters->requestQueueFullDrops = 0;
  reading.processes = {false, "capability.processes.other-users", "capability.processes.more-rights"};
  reading.users = {{0, "root"}, {33, "www-data"}, {101, "resolver"}, {1000, "anna"}};
  return reading;
}

}  // namespace

IpEndpoint endpoint(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  std::string_view address = text.substr(0, colon);
  if (address.starts_with('[')) address = address.substr(1, address.size() - 2);
  IpEndpoint made{IpAddress::parse(address).value(), 0};
  std::from_chars(text.data() + colon + 1, text.data() + text.size(), made.port);
  return made;
}

SocketRow tcpSocket(TcpState state, std::string_view local, std::string_view remote) {
  SocketRow row;
  row.state = state;
  row.local = endpoint(local);
  row.remote = endpoint(remote);
  return row;
}

SocketSnapshot sampleSockets() {
  std::vector<SocketRow> rows;
  addServer(rows);
  addClients(rows);
  return finished(std::move(rows), TimePoint(seconds(100)), 40);
}

SocketSnapshot sampleSocketsLater() {
  std::vector<SocketRow> rows;
  addServer(rows);
  addClients(rows);
  std::erase_if(rows, [](const SocketRow& row) { return row.state == TcpState::kFinWait2; });
  for (SocketRow& row : rows)
    if (row.local.port == 443 && row.state == TcpState::kEstablished) row.sendQueue = 2896;
  rows.push_back(held(established("10.9.2.10:443", "198.51.100.9:61020", 18'900), 812, "nginx", 33));
  return finished(std::move(rows), TimePoint(seconds(101)), 43);
}

SocketSnapshot manySockets(int count, int round) {
  std::vector<SocketRow> rows;
  rows.reserve(static_cast<std::size_t>(count) + 1);
  rows.push_back(held(listener("10.9.0.1:7000", 0, 4096), 812, "server", 33));
  for (int i = 0; i < count; ++i) {
    const int client = i + (i % 10 == 0 ? round * count : 0);
    SocketRow row =
        established("10.9.0.1:7000", "10.9.0.2:1", 200U + static_cast<std::uint32_t>((i * 37 + round * 91) % 900));
    row.remote.address = IpAddress::v4({10, static_cast<std::uint8_t>(client >> 16),
                                        static_cast<std::uint8_t>(client >> 8), static_cast<std::uint8_t>(client)});
    row.remote.port = static_cast<std::uint16_t>(1024 + i % 50'000);
    if (i % 3 == 0) row.receiveQueue = static_cast<std::uint32_t>(round * 64 + i % 7);
    rows.push_back(held(row, 812, "server", 33));
  }
  return finished(std::move(rows), TimePoint(seconds(100 + round)), 0);
}

}  // namespace synscope
