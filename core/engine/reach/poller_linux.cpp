#include "core/engine/reach/poller.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <ctime>
#include <limits>
#include <span>
#include <unistd.h>

namespace synscope {
namespace {

constexpr std::uint32_t kWakeTag = std::numeric_limits<std::uint32_t>::max();

/// Rounded up, so that a time-out that is due has passed when epoll_wait(2) returns.
int milliseconds(std::optional<Duration> most) {
  if (!most) return -1;
  return static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(std::max(*most, Duration{})).count());
}

timespec timeSpec(Duration most) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(std::max(most, Duration{}));
  return {static_cast<time_t>(seconds.count()), static_cast<long>((std::max(most, Duration{}) - seconds).count())};
}

/// Exact to the nanosecond where the kernel can (epoll_pwait2(2), Linux 5.11) and a sandbox lets it (EPERM), else to
/// the millisecond.
int waitFor(int epoll, std::span<epoll_event> events, std::optional<Duration> most) {
  static std::atomic<bool> isExact = true;
  const int room = static_cast<int>(events.size());
  if (isExact) {
    const timespec spec = timeSpec(most.value_or(Duration{}));
    const int count = epoll_pwait2(epoll, events.data(), room, most ? &spec : nullptr, nullptr);
    if (count >= 0 || errno == EINTR) return count;
    isExact = false;
  }
  return epoll_wait(epoll, events.data(), room, milliseconds(most));
}

}  // namespace

class Poller::Private {
 public:
  bool control(int operation, int fd, std::uint32_t tag, std::uint32_t events) const {
    epoll_event event{};
    event.events = events;
    event.data.u32 = tag;
    return epoll_ctl(static_cast<int>(epoll.get()), operation, fd, &event) == 0;
  }

  UniqueFd epoll{epoll_create1(EPOLL_CLOEXEC)};
  UniqueFd wakeUp{eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)};
  std::vector<std::uint32_t> ready;
};

Poller::Poller() : d(std::make_unique<Private>()) {
  if (valid()) d->control(EPOLL_CTL_ADD, static_cast<int>(d->wakeUp.get()), kWakeTag, EPOLLIN);
}

Poller::~Poller() = default;

bool Poller::valid() const {
  return d->epoll && d->wakeUp;
}

bool Poller::add(qintptr fd, std::uint32_t tag, Want want) {
  return d->control(EPOLL_CTL_ADD, static_cast<int>(fd), tag, want == Want::kConnected ? EPOLLOUT : EPOLLIN);
}

void Poller::remove(qintptr fd) {
  d->control(EPOLL_CTL_DEL, static_cast<int>(fd), 0, 0);
}

const std::vector<std::uint32_t>& Poller::wait(std::optional<Duration> most) {
  std::array<epoll_event, 256> events;
  d->ready.clear();
  const int count = waitFor(static_cast<int>(d->epoll.get()), events, most);
  for (int i = 0; i < count; ++i) {
    const std::uint32_t tag = events[static_cast<std::size_t>(i)].data.u32;
    std::uint64_t wakes = 0;
    if (tag != kWakeTag)
      d->ready.push_back(tag);
    else [[maybe_unused]]
      const ssize_t size = ::read(static_cast<int>(d->wakeUp.get()), &wakes, sizeof wakes);
  }
  return d->ready;
}

void Poller::wake() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t size = ::write(static_cast<int>(d->wakeUp.get()), &one, sizeof one);
}

}  // namespace synscope
