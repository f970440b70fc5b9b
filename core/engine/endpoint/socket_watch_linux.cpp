#include "core/engine/base/unique_fd.h"
#include "core/engine/endpoint/socket_watch.h"

#include <QSocketNotifier>

#include <sys/epoll.h>

#include <array>
#include <unordered_map>

namespace synscope {
namespace {

constexpr std::size_t kEventsPerTurn = 256;

Readiness readinessOf(std::uint32_t events) {
  return {(events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0, (events & EPOLLOUT) != 0,
          (events & (EPOLLERR | EPOLLHUP)) != 0};
}

}  // namespace

class SocketWatch::Private {
 public:
  struct Entry {
    WatchedSocket* who = nullptr;
    std::uint32_t events = 0;
    std::uint32_t generation = 0;  ///< Tells a closed descriptor from a new one with the same number.
  };

  bool control(int operation, int fd, const Entry& entry) const;
  void deliver();

  UniqueFd epoll{epoll_create1(EPOLL_CLOEXEC)};
  std::unordered_map<int, Entry> entries;
  std::uint32_t generation = 0;
};

bool SocketWatch::Private::control(int operation, int fd, const Entry& entry) const {
  epoll_event event{};
  event.events = entry.events;
  event.data.u64 = (std::uint64_t{entry.generation} << 32U) | static_cast<std::uint32_t>(fd);
  return epoll_ctl(static_cast<int>(epoll.get()), operation, fd, &event) == 0;
}

void SocketWatch::Private::deliver() {
  std::array<epoll_event, kEventsPerTurn> ready;
  const int count = epoll_wait(static_cast<int>(epoll.get()), ready.data(), static_cast<int>(ready.size()), 0);
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = ready[static_cast<std::size_t>(i)];
    const auto found = entries.find(static_cast<int>(event.data.u64 & 0xffffffffU));
    if (found == entries.end() || found->second.generation != event.data.u64 >> 32U) continue;
    found->second.who->onReady(readinessOf(event.events));
  }
}

SocketWatch::SocketWatch(QObject* parent) : QObject(parent), d(std::make_unique<Private>()) {
  if (!d->epoll) return;
  auto* notifier = new QSocketNotifier(d->epoll.get(), QSocketNotifier::Read, this);
  connect(notifier, &QSocketNotifier::activated, this, [this] { d->deliver(); });
}

SocketWatch::~SocketWatch() = default;

bool SocketWatch::valid() const {
  return d->epoll.valid();
}

bool SocketWatch::watch(qintptr fd, WatchedSocket& who, bool reading, bool writing) {
  const auto events = (reading ? std::uint32_t{EPOLLIN} : 0U) | (writing ? std::uint32_t{EPOLLOUT} : 0U);
  auto [found, added] = d->entries.try_emplace(static_cast<int>(fd));
  Private::Entry& entry = found->second;
  if (!added && entry.events == events) return true;
  entry.who = &who;
  entry.events = events;
  if (added) entry.generation = ++d->generation;
  if (d->control(added ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, static_cast<int>(fd), entry)) return true;
  d->entries.erase(found);
  return false;
}

void SocketWatch::forget(qintptr fd) {
  const auto found = d->entries.find(static_cast<int>(fd));
  if (found == d->entries.end()) return;
  d->control(EPOLL_CTL_DEL, static_cast<int>(fd), found->second);
  d->entries.erase(found);
}

}  // namespace synscope
