#include "core/engine/throughput/reception.h"

#include "core/engine/base/clock.h"
#include "core/engine/endpoint/stream_calls.h"

#include <algorithm>
#include <memory>

namespace synscope {
namespace {

constexpr Duration kPatience = std::chrono::seconds(10);
constexpr auto kOverdueCheck = std::chrono::seconds(1);

}  // namespace

class Reception::Guest : public WatchedSocket {
 public:
  Guest(Reception& reception, UniqueFd fd, const IpEndpoint& peer)
      : at(monotonicNow()), m_reception(reception), m_client{std::move(fd), peer, {}} {
    m_reception.m_watch.watch(m_client.fd.get(), *this, true, false);
  }
  ~Guest() override {
    if (m_client.fd) m_reception.m_watch.forget(m_client.fd.get());
  }
  void onReady(Readiness) override { m_reception.read(*this); }

  /// Reads no more than the cookie. Returns whether there is more to wait for.
  bool readOn() {
    const StreamResult result = receiveInto(m_client.fd.get(), std::span(m_client.cookie).subspan(m_have));
    m_have += result.bytes;
    return !complete() && !result.ended && result.error == SocketError::kNone;
  }
  bool complete() const { return m_have == m_client.cookie.size(); }
  Introduced take() {
    m_reception.m_watch.forget(m_client.fd.get());
    return std::move(m_client);
  }

  const TimePoint at;

 private:
  Reception& m_reception;
  Introduced m_client;
  std::size_t m_have = 0;
};

Reception::Reception(SocketWatch& watch, std::function<void(Introduced)> introduced, QObject* parent)
    : QObject(parent), m_watch(watch), m_introduced(std::move(introduced)) {
  connect(&m_overdue, &QTimer::timeout, this, [this] { dismissOverdue(); });
}

Reception::~Reception() = default;

void Reception::add(UniqueFd fd, const IpEndpoint& peer) {
  if (m_guests.size() >= kMost) m_guests.pop_front();
  m_guests.push_back(std::make_unique<Guest>(*this, std::move(fd), peer));
  if (!m_overdue.isActive()) m_overdue.start(kOverdueCheck);
}

void Reception::clear() {
  m_guests.clear();
}

void Reception::read(Guest& guest) {
  if (guest.readOn()) return;
  const auto place = std::ranges::find(m_guests, &guest, &std::unique_ptr<Guest>::get);
  const std::unique_ptr<Guest> leaving = std::move(*place);
  m_guests.erase(place);
  if (leaving->complete()) m_introduced(leaving->take());
}

void Reception::dismissOverdue() {
  const TimePoint latest = monotonicNow() - kPatience;
  while (!m_guests.empty() && m_guests.front()->at < latest)
    m_guests.pop_front();
  if (m_guests.empty()) m_overdue.stop();
}

class WaitingRoom::Seat : public WatchedSocket {
 public:
  Seat(WaitingRoom& room, Introduced client) : m_room(room), m_client(std::move(client)) {
    m_room.m_watch.watch(m_client.fd.get(), *this, true, false);
  }
  ~Seat() override {
    if (m_client.fd) m_room.m_watch.forget(m_client.fd.get());
  }
  Introduced take() {
    m_room.m_watch.forget(m_client.fd.get());
    return std::move(m_client);
  }
  /// A client in silence has nothing to say but that it leaves.
  void onReady(Readiness) override {
    auto& seats = m_room.m_seats;
    seats.erase(std::ranges::find(seats, this, &std::unique_ptr<Seat>::get));
  }

 private:
  WaitingRoom& m_room;
  Introduced m_client;
};

WaitingRoom::WaitingRoom(SocketWatch& watch, QObject* parent) : QObject(parent), m_watch(watch) {}

WaitingRoom::~WaitingRoom() = default;

void WaitingRoom::add(Introduced client) {
  m_seats.push_back(std::make_unique<Seat>(*this, std::move(client)));
}

Introduced WaitingRoom::takeFirst() {
  Introduced first = m_seats.front()->take();
  m_seats.pop_front();
  return first;
}

void WaitingRoom::clear() {
  m_seats.clear();
}

}  // namespace synscope
