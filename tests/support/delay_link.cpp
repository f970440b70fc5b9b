#include "tests/support/delay_link.h"

#include "core/engine/base/clock.h"

#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <deque>
#include <poll.h>
#include <vector>

namespace synscope::test {
namespace {

// linux/if_packet.h; packet(7). The ten-byte header of the first keeps unfinished checksums whole.
constexpr int kPacketVnetHeader = 15;
constexpr int kPacketIgnoreOutgoing = 23;

constexpr const char* kBuild = R"(
ip netns add wire
ip -n client link del east
ip link add east netns client type veth peer name left netns wire
ip link add west netns r1 type veth peer name right netns wire
ip -n wire link set left up
ip -n wire link set right up
printf 'addr add 10.9.1.2/24 dev east\naddr add fd00:9:1::2/64 dev east nodad\nlink set east up
route add default via 10.9.1.1\nroute add default via fd00:9:1::1\n' | ip -n client -batch -
printf 'addr add 10.9.1.1/24 dev west\naddr add fd00:9:1::1/64 dev west nodad\nlink set west up\n' | ip -n r1 -batch -
)";

UniqueFd openPacketSocket(const char* interface) {
  UniqueFd fd(::socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, htons(ETH_P_ALL)));
  const int native = static_cast<int>(fd.get()), on = 1;
  sockaddr_ll address{};
  address.sll_family = AF_PACKET;
  address.sll_protocol = htons(ETH_P_ALL);
  address.sll_ifindex = static_cast<int>(::if_nametoindex(interface));
  const bool ready = ::setsockopt(native, SOL_PACKET, kPacketVnetHeader, &on, sizeof on) == 0 &&
                     ::setsockopt(native, SOL_PACKET, kPacketIgnoreOutgoing, &on, sizeof on) == 0 &&
                     ::bind(native, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  if (!ready) fd.reset();
  return fd;
}

struct Frame {
  TimePoint due;
  qintptr to = -1;
  std::vector<std::byte> bytes;
};

void receiveAll(const UniqueFd& from, const UniqueFd& to, Duration delay, std::deque<Frame>& queue) {
  static thread_local std::array<std::byte, 70'000> buffer;
  for (;;) {
    const ssize_t size = ::recv(static_cast<int>(from.get()), buffer.data(), buffer.size(), 0);
    if (size <= 0) return;
    queue.push_back({monotonicNow() + delay, to.get(), {buffer.data(), buffer.data() + size}});
  }
}

void sendDue(std::deque<Frame>& queue) {
  while (!queue.empty() && queue.front().due <= monotonicNow()) {
    const Frame& frame = queue.front();
    ::send(static_cast<int>(frame.to), frame.bytes.data(), frame.bytes.size(), 0);
    queue.pop_front();
  }
}

timespec untilNext(const std::deque<Frame>& queue) {
  constexpr Duration kIdle = std::chrono::milliseconds(20);
  const Duration left = queue.empty() ? kIdle : std::clamp(queue.front().due - monotonicNow(), Duration::zero(), kIdle);
  return {0, static_cast<long>(left.count())};
}

}  // namespace

DelayLink::DelayLink(NetnsChain& chain, Duration oneWay) {
  chain.run(QStringLiteral("client"), QLatin1String(kBuild));
  m_problem = chain.problem();
  if (!m_problem.isEmpty()) return;
  const NetnsChain::On wire("wire");
  m_left = openPacketSocket("left");
  m_right = openPacketSocket("right");
  if (!m_left || !m_right)
    m_problem = QStringLiteral("no packet sockets");
  else
    m_thread = std::thread([this, oneWay] { forward(oneWay); });
}

DelayLink::~DelayLink() {
  m_stop = true;
  if (m_thread.joinable()) m_thread.join();
}

void DelayLink::forward(Duration oneWay) {
  std::deque<Frame> queue;
  std::array<pollfd, 2> fds{pollfd{static_cast<int>(m_left.get()), POLLIN, 0},
                            pollfd{static_cast<int>(m_right.get()), POLLIN, 0}};
  while (!m_stop) {
    const timespec wait = untilNext(queue);
    ::ppoll(fds.data(), fds.size(), &wait, nullptr);
    receiveAll(m_left, m_right, oneWay, queue);
    receiveAll(m_right, m_left, oneWay, queue);
    sendDue(queue);
  }
}

}  // namespace synscope::test
