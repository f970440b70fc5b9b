#include "core/engine/latency/latency_prober.h"

#include "core/engine/base/clock.h"
#include "core/engine/base/resolver.h"
#include "core/engine/latency/stamped_receive.h"
#include "core/engine/latency/tcp_latency_request.h"
#include "core/engine/latency/udp_latency_request.h"
#include "core/engine/reach/local_facts.h"
#include "core/engine/reach/native_socket.h"

#include <algorithm>
#include <openssl/crypto.h>
#include <random>

namespace synscope {
namespace {

constexpr std::size_t kMostInFlight = 8192;
/// First requests of lanes that are opened together are this far apart: they would lengthen each other.
constexpr Duration kMostStagger = std::chrono::milliseconds(5);
constexpr std::uint32_t kStaggers = 16;
constexpr Duration kNeighbourAge = std::chrono::seconds(1);

LatencySettings clamped(LatencySettings settings) {
  using namespace std::chrono_literals;
  settings.interval = std::clamp<Duration>(settings.interval, 1ms, 1h);
  settings.timeout = std::clamp<Duration>(settings.timeout, 10ms, 60s);
  return settings;
}

/// As TLS and HTTP carry it: encoded (RFC 5891), and without the dot of the root (RFC 6066 section 3).
std::string nameOnWire(const std::string& host) {
  const Result<std::string> encoded = encodeHost(host);
  std::string name = encoded ? *encoded : host;
  if (name.size() > 1 && name.back() == '.') name.pop_back();
  return name;
}

std::uint64_t randomNumber() {
  std::random_device device;
  return (std::uint64_t{device()} << 32U) | device();
}

}  // namespace

LatencyProber::LatencyProber(LatencySettings settings, std::shared_ptr<TlsContext> context, std::function<void()> tell)
    : m_settings(clamped(std::move(settings))),
      m_context(std::move(context)),
      m_runId(randomNumber()),
      m_feed(std::move(tell)) {
  if (valid()) m_thread = std::thread([this] { run(); });
}

LatencyProber::~LatencyProber() {
  stop();
}

void LatencyProber::stop() {
  m_stopped = true;
  if (valid()) m_poller.wake();
  if (m_thread.joinable()) m_thread.join();
}

void LatencyProber::open(const LatencyLane& lane, std::uint64_t count) {
  give({lane, count, false});
}

void LatencyProber::retire(std::uint32_t lane) {
  give({LatencyLane{lane, {}, {}, true}, 0, true});
}

void LatencyProber::give(Order order) {
  const std::lock_guard lock(m_mutex);
  m_orders.push_back(std::move(order));
  ++m_given;
  m_poller.wake();
}

LatencyFeed::News LatencyProber::take() {
  LatencyFeed::News news = m_feed.take();
  const std::lock_guard lock(m_mutex);
  news.finished = news.finished && news.orders == m_given;
  return news;
}

void LatencyProber::run() {
  // Linux switches time stamps on with the first socket that asks and off with the last: this one keeps them on.
  const OpenedSocket stamps = openUdp(IpFamily::kV4);
  if (stamps.fd) stampArrivals(stamps.fd.get());
  while (!m_stopped) {
    takeOrders();
    TimePoint now = monotonicNow();
    startDue(now);
    now = monotonicNow();
    expire(now);
    publish();
    const auto& ready = m_poller.wait(pause(now));
    const TimePoint arrived = monotonicNow();
    for (const std::uint32_t slot : ready)
      onReady(slot, arrived);
  }
  publish();
  m_slots.clear();
  m_lanes.clear();
  OPENSSL_thread_stop();
}

void LatencyProber::takeOrders() {
  std::vector<Order> orders;
  {
    const std::lock_guard lock(m_mutex);
    orders.swap(m_orders);
  }
  m_taken += orders.size();
  for (const Order& order : orders)
    take(order);
}

void LatencyProber::take(const Order& order) {
  m_hasNews = true;
  if (order.retire) {
    const auto found = m_lanes.find(order.lane.id);
    if (found == m_lanes.end()) return;
    found->second.lane.retired = true;
    found->second.kept.reset();
    return;
  }
  Lane& lane = m_lanes[order.lane.id];
  lane.lane = order.lane;
  lane.lane.target.host = nameOnWire(order.lane.target.host);
  lane.count = order.count;
  lane.due = monotonicNow() + std::min(m_settings.interval / kStaggers, kMostStagger) * (m_opened++ % kStaggers);
}

bool LatencyProber::hasMore(const Lane& lane) const {
  return !lane.lane.retired && (lane.count == 0 || lane.progress.sent < lane.count);
}

/// The next start lies on the lane's grid, in the future: ticks between are passed over.
void LatencyProber::startDue(TimePoint now) {
  for (auto& [id, lane] : m_lanes) {
    if (!hasMore(lane) || lane.due > now) continue;
    const auto late = (now - lane.due) / m_settings.interval;
    lane.progress.missed += static_cast<std::uint64_t>(late);
    lane.due += m_settings.interval * (late + 1);
    if (m_inFlight >= kMostInFlight)
      ++lane.progress.missed;
    else
      startOne(lane);
    m_hasNews = true;
  }
}

void LatencyProber::startOne(Lane& lane) {
  ++lane.progress.sent;
  ++lane.inFlight;
  std::unique_ptr<LatencyRequest> request = makeRequest(lane);
  const LatencyRequest::Want want = request->start();
  if (want == LatencyRequest::Want::kNothing) return end(*request);
  const TimePoint deadline = request->sample().at + m_settings.timeout;
  keep(std::move(request), want, deadline);
}

std::unique_ptr<LatencyRequest> LatencyProber::makeRequest(Lane& lane) {
  const std::uint64_t seq = lane.progress.sent;
  std::unique_ptr<LatencyLink> link = linkFor(lane);
  if (m_settings.method == LatencyMethod::kUdpEcho)
    return std::make_unique<UdpLatencyRequest>(m_settings, lane.lane, seq, m_runId, std::move(link));
  return std::make_unique<TcpLatencyRequest>(m_settings, lane.lane, seq, m_context.get(), std::move(link));
}

/// To compare both, every second request goes over the connection that was kept.
std::unique_ptr<LatencyLink> LatencyProber::linkFor(Lane& lane) {
  if (!lane.kept || lane.progress.sent % 2 == 1) return nullptr;
  std::unique_ptr<LatencyLink> link = std::move(lane.kept);
  if (m_settings.method != LatencyMethod::kUdpEcho && !TcpLatencyRequest::isUsable(*link)) return nullptr;
  return link;
}

void LatencyProber::keep(std::unique_ptr<LatencyRequest> request, LatencyRequest::Want want, TimePoint deadline) {
  if (m_free.empty()) {
    m_free.push_back(static_cast<std::uint32_t>(m_slots.size()));
    m_slots.emplace_back();
  }
  const std::uint32_t index = m_free.back();
  m_free.pop_back();
  ++m_inFlight;
  Slot& slot = m_slots[index];
  slot.request = std::move(request);
  ++slot.generation;
  if (watch(index, want)) m_deadlines.push_back({deadline, index, slot.generation});
}

/// Watches for what the request wants next, or puts it aside once it has ended. Returns whether it goes on.
bool LatencyProber::watch(std::uint32_t index, LatencyRequest::Want want) {
  Slot& slot = m_slots[index];
  const LatencyRequest::Want before = std::exchange(slot.want, want);
  if (want == before && want != LatencyRequest::Want::kNothing) return true;
  if (before != LatencyRequest::Want::kNothing) m_poller.remove(slot.request->fd());
  if (want != LatencyRequest::Want::kNothing) {
    const auto event = want == LatencyRequest::Want::kConnected ? Poller::Want::kConnected : Poller::Want::kReadable;
    if (m_poller.add(slot.request->fd(), index, event)) return true;
    slot.want = LatencyRequest::Want::kNothing;
    slot.request->giveUp();
  }
  const std::unique_ptr<LatencyRequest> ended = std::move(slot.request);
  m_free.push_back(index);
  --m_inFlight;
  end(*ended);
  return false;
}

void LatencyProber::onReady(std::uint32_t index, TimePoint arrived) {
  if (index >= m_slots.size() || !m_slots[index].request) return;
  const LatencyRequest::Want want = m_slots[index].request->onReady(arrived);
  watch(index, want);
}

/// Before a request is given up, its socket is asked once more: an answer may have come while we were late.
void LatencyProber::expire(TimePoint now) {
  while (!m_deadlines.empty() && m_deadlines.front().at <= now) {
    const Deadline due = m_deadlines.front();
    m_deadlines.pop_front();
    const Slot& slot = m_slots[due.slot];
    if (!slot.request || slot.generation != due.generation) continue;
    if (slot.request->onReady(now) != LatencyRequest::Want::kNothing) slot.request->onTimeout();
    watch(due.slot, LatencyRequest::Want::kNothing);
  }
}

void LatencyProber::end(LatencyRequest& request) {
  Lane& lane = m_lanes[request.sample().lane];
  if (request.wantsNeighbour()) request.judgeNeighbour(neighbourOf(lane));
  m_samples.push_back(request.sample());
  if (auto link = request.takeLink(); link && hasMore(lane) && !lane.kept) lane.kept = std::move(link);
  --lane.inFlight;
  m_hasNews = true;
}

/// Asked at most once a second for each lane: the others' answers must not wait for it.
std::optional<NeighbourState> LatencyProber::neighbourOf(Lane& lane) {
  const TimePoint now = monotonicNow();
  if (lane.neighbourAskedAt == TimePoint{} || now - lane.neighbourAskedAt >= kNeighbourAge) {
    lane.neighbour = neighbourTowards(lane.lane.address.address);
    lane.neighbourAskedAt = now;
  }
  return lane.neighbour;
}

std::optional<Duration> LatencyProber::pause(TimePoint now) const {
  std::optional<TimePoint> next;
  if (!m_deadlines.empty()) next = m_deadlines.front().at;
  for (const auto& [id, lane] : m_lanes)
    if (hasMore(lane) && (!next || lane.due < *next)) next = lane.due;
  if (!next) return std::nullopt;
  return std::max(*next - now, Duration{});
}

void LatencyProber::publish() {
  if (!std::exchange(m_hasNews, false)) return;
  std::map<std::uint32_t, LatencyProgress> progress;
  bool finished = m_inFlight == 0;
  for (const auto& [id, lane] : m_lanes) {
    progress.emplace(id, lane.progress);
    finished = finished && !hasMore(lane);
  }
  m_feed.publish(m_samples, progress, m_taken, finished);
  std::erase_if(m_lanes, [](const auto& entry) { return entry.second.lane.retired && entry.second.inFlight == 0; });
}

}  // namespace synscope
