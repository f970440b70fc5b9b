#include "core/engine/reach/poller.h"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace synscope {
namespace {

int milliseconds(std::optional<Duration> most) {
  if (!most) return -1;
  return static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(std::max(*most, Duration{})).count());
}

}  // namespace

class Poller::Private {
 public:
  Private() {
    std::array<int, 2> ends{-1, -1};
    if (pipe(ends.data()) != 0) return;
    for (const int end : ends) {
      fcntl(end, F_SETFL, O_NONBLOCK);
      fcntl(end, F_SETFD, FD_CLOEXEC);
    }
    readEnd.reset(ends[0]);
    writeEnd.reset(ends[1]);
    polled.push_back({ends[0], POLLIN, 0});
    tags.push_back(0);
  }

  UniqueFd readEnd, writeEnd;
  std::vector<pollfd> polled;  ///< The first is the wake-up pipe.
  std::vector<std::uint32_t> tags;
  std::vector<std::uint32_t> ready;
};

Poller::Poller() : d(std::make_unique<Private>()) {}
Poller::~Poller() = default;

bool Poller::valid() const {
  return d->readEnd.valid();
}

bool Poller::add(qintptr fd, std::uint32_t tag, Want want) {
  d->polled.push_back({static_cast<int>(fd), static_cast<short>(want == Want::kConnected ? POLLOUT : POLLIN), 0});
  d->tags.push_back(tag);
  return true;
}

void Poller::remove(qintptr fd) {
  const auto found = std::ranges::find(d->polled, static_cast<int>(fd), &pollfd::fd);
  if (found == d->polled.end()) return;
  const auto index = found - d->polled.begin();
  *found = d->polled.back();
  d->polled.pop_back();
  d->tags[static_cast<std::size_t>(index)] = d->tags.back();
  d->tags.pop_back();
}

const std::vector<std::uint32_t>& Poller::wait(std::optional<Duration> most) {
  d->ready.clear();
  if (poll(d->polled.data(), static_cast<nfds_t>(d->polled.size()), milliseconds(most)) <= 0) return d->ready;
  std::array<char, 64> wakes;
  if (d->polled.front().revents != 0) [[maybe_unused]]
    const ssize_t size = ::read(d->polled.front().fd, wakes.data(), wakes.size());
  for (std::size_t i = 1; i < d->polled.size(); ++i)
    if (d->polled[i].revents != 0) d->ready.push_back(d->tags[i]);
  return d->ready;
}

void Poller::wake() {
  const char one = 1;
  [[maybe_unused]] const ssize_t size = ::write(static_cast<int>(d->writeEnd.get()), &one, sizeof one);
}

}  // namespace synscope
