#include "tests/netns/peer/service.h"

#include <arpa/inet.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <sys/socket.h>
#include <sys/timerfd.h>

#include <chrono>
#include <cstdlib>
#include <deque>
#include <unistd.h>

namespace lab {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t kMaxFrame = 70'000;  // A segment of 64 KiB not yet cut up, with its headers.

/// Frames on their way in one direction, oldest first.
struct Flight {
  struct Frame {
    Clock::time_point due;
    std::string bytes;
  };
  std::deque<Frame> frames;
  std::chrono::milliseconds delay{};
  int timer = -1;

  void wakeForFirst() const {
    if (frames.empty()) return;
    const auto left =
        std::max<std::chrono::nanoseconds>(frames.front().due - Clock::now(), std::chrono::nanoseconds(1));
    itimerspec when{};
    when.it_value.tv_sec = left.count() / 1'000'000'000;
    when.it_value.tv_nsec = left.count() % 1'000'000'000;
    timerfd_settime(timer, 0, &when, nullptr);
  }
};

/// Takes frames in at one end. The 10 bytes of virtio_net_hdr before each keep checksums and segments whole
/// (packet(7)).
class WireIn : public Service {
 public:
  WireIn(int fd, std::shared_ptr<Flight> flight) : Service(fd), m_flight(std::move(flight)) {}

  bool onReady(Services&) override {
    std::string frame(kMaxFrame, '\0');
    const ssize_t got = recv(fd(), frame.data(), frame.size(), MSG_DONTWAIT);
    if (got <= 0) return true;
    frame.resize(static_cast<std::size_t>(got));
    m_flight->frames.push_back({Clock::now() + m_flight->delay, std::move(frame)});
    if (m_flight->frames.size() == 1) m_flight->wakeForFirst();
    return true;
  }

 private:
  std::shared_ptr<Flight> m_flight;
};

/// Puts frames out at the other end when their time has come.
class WireOut : public Service {
 public:
  WireOut(std::shared_ptr<Flight> flight, int destination)
      : Service(flight->timer), m_flight(std::move(flight)), m_destination(destination) {}

  bool onReady(Services&) override {
    std::uint64_t ticks = 0;
    [[maybe_unused]] const ssize_t got = read(fd(), &ticks, sizeof ticks);
    auto& frames = m_flight->frames;
    for (; !frames.empty() && frames.front().due <= Clock::now(); frames.pop_front())
      send(m_destination, frames.front().bytes.data(), frames.front().bytes.size(), 0);
    m_flight->wakeForFirst();
    return true;
  }

 private:
  std::shared_ptr<Flight> m_flight;
  int m_destination;  ///< Owned by the WireIn of the other direction.
};

int openInterface(const std::string& name) {
  const int fd = socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  const int on = 1;
  setsockopt(fd, SOL_PACKET, PACKET_VNET_HDR, &on, sizeof on);
  setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &on, sizeof on);
  sockaddr_ll address{};
  address.sll_family = AF_PACKET;
  address.sll_protocol = htons(ETH_P_ALL);
  address.sll_ifindex = static_cast<int>(if_nametoindex(name.c_str()));
  if (bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) fail("wire " + name);
  return fd;
}

void addDirection(Services& services, int from, int to, std::chrono::milliseconds delay) {
  auto flight = std::make_shared<Flight>();
  flight->delay = delay;
  flight->timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  services.push_back(std::make_unique<WireIn>(from, flight));
  services.push_back(std::make_unique<WireOut>(flight, to));
}

}  // namespace

Services makeWire(const std::vector<std::string>& words) {
  const int left = openInterface(words[1]), right = openInterface(words[2]);
  const std::chrono::milliseconds delay(std::atoi(words[3].c_str()));
  Services services;
  addDirection(services, left, right, delay);
  addDirection(services, right, left, delay);
  return services;
}

}  // namespace lab
