#include "core/engine/endpoint/udp_socket.h"

#include "core/engine/base/clock.h"

#include <algorithm>
#include <array>
#include <utility>

namespace synscope {
namespace {

constexpr int kBatchesPerTurn = 16;  // 1,024 datagrams, some milliseconds of work.
constexpr int kSendsPerTurn = 16;    // Of up to 64 datagrams.
constexpr std::size_t kErrorsPerTurn = 64;
constexpr std::size_t kDatagramCost = 64;  // Of the queue's bookkeeping, so that empty datagrams are bounded too.

}  // namespace

UdpSocket::UdpSocket(UniqueFd fd, IpFamily family, ConnectionId only, SocketWatch& watch, DatagramBatch& batch,
                     UdpSocketOwner& owner)
    : m_fd(std::move(fd)),
      m_family(family),
      m_only(only),
      m_watch(watch),
      m_batch(batch),
      m_owner(owner),
      m_local(localEndpoint(m_fd.get()).value_or(IpEndpoint{})) {}

UdpSocket::~UdpSocket() {
  close();
}

bool UdpSocket::start() {
  return m_watch.watch(m_fd.get(), *this, true, false);
}

void UdpSocket::close() {
  if (!m_fd) return;
  dropped();
  m_watch.forget(m_fd.get());
  m_fd.reset();
  m_queue.clear();
  m_backlog.clear();
  m_queueCost = 0;
}

void UdpSocket::onReady(Readiness ready) {
  if (ready.broken) readErrors();
  if (ready.readable) readBatches();
  if (ready.writable) flush();
}

void UdpSocket::readBatches() {
  for (int i = 0; i < kBatchesPerTurn && m_fd; ++i) {
    const DatagramResult result = m_batch.receive(m_fd.get());
    const TimePoint at = monotonicNow();
    if (result.error != SocketError::kNone) readErrors();
    if (!result.done()) return;
    const bool gotAll = m_batch.gotAll();
    deliver(at);
    if (gotAll) return;
  }
}

void UdpSocket::deliver(TimePoint at) {
  for (std::size_t i = 0; i < m_batch.size() && m_fd; ++i)
    m_owner.datagramReceived(*this, m_batch.from(i), m_batch.to(i), at, m_batch.payload(i));
}

void UdpSocket::readErrors() {
  if (!m_fd) return;
  for (const QueuedError& report : drainErrorQueue(m_fd.get(), kErrorsPerTurn)) {
    if (!m_fd) return;
    m_owner.datagramRefused(*this, report);
  }
}

OutgoingDatagram UdpSocket::outgoing(const Way& way, std::span<const std::byte> bytes) const {
  if (m_only != 0) return {nullptr, nullptr, bytes};
  return {&way.to, &way.from, bytes};
}

bool UdpSocket::send(const Way& way, std::span<const std::byte> bytes) {
  if (!m_fd) return false;
  if (!m_queue.empty()) return enqueue(way, bytes);
  const OutgoingDatagram datagram = outgoing(way, bytes);
  const SentDatagrams sent = sendNow({&datagram, 1});
  if (!m_fd) return false;
  if (sent.failure.wouldBlock) return enqueue(way, bytes);
  report(sent.failure, way.id, bytes);
  return true;
}

/// A report that waits in the error queue makes a send fail with its error without sending (ip(7), IP_RECVERR): then
/// once more.
SentDatagrams UdpSocket::sendNow(std::span<const OutgoingDatagram> datagrams) {
  const SentDatagrams first = sendDatagrams(m_fd.get(), datagrams);
  if (first.failure.error == SocketError::kNone || first.failure.error == SocketError::kMessageTooLong) return first;
  readErrors();
  return m_fd ? sendDatagrams(m_fd.get(), datagrams) : first;
}

void UdpSocket::report(const DatagramResult& result, ConnectionId id, std::span<const std::byte> bytes) {
  if (result.done())
    m_owner.datagramSent(id, monotonicNow(), bytes);
  else
    m_owner.datagramNotSent(id, result);
}

bool UdpSocket::enqueue(const Way& way, std::span<const std::byte> bytes) {
  const std::size_t cost = bytes.size() + kDatagramCost;
  if (m_queueCost + cost > kMostQueued) return false;
  m_queue.push_back({way, {bytes.begin(), bytes.end()}});
  m_queueCost += cost;
  Backlog& backlog = m_backlog[way.id];
  ++backlog.datagrams;
  backlog.bytes += bytes.size();
  m_watch.watch(m_fd.get(), *this, true, true);
  return true;
}

void UdpSocket::flush() {
  for (int i = 0; i < kSendsPerTurn && m_fd && !m_queue.empty(); ++i) {
    if (!flushSome()) break;
  }
  if (m_fd && m_queue.empty()) m_watch.watch(m_fd.get(), *this, true, false);
}

/// False where the kernel takes nothing more for now.
bool UdpSocket::flushSome() {
  std::array<OutgoingDatagram, DatagramBatch::kMost> datagrams;
  const std::size_t count = std::min(m_queue.size(), datagrams.size());
  for (std::size_t i = 0; i < count; ++i)
    datagrams[i] = outgoing(m_queue[i].way, m_queue[i].bytes);
  const SentDatagrams sent = sendNow(std::span(datagrams).first(count));
  if (!m_fd || sent.failure.wouldBlock) return false;
  if (sent.count == 0) takeFirst(sent.failure);
  for (std::size_t i = 0; i < sent.count && m_fd; ++i)
    takeFirst({});
  return true;
}

void UdpSocket::takeFirst(const DatagramResult& result) {
  const Waiting gone = std::move(m_queue.front());
  m_queue.pop_front();
  m_queueCost -= gone.bytes.size() + kDatagramCost;
  report(result, gone.way.id, gone.bytes);
  const auto found = m_backlog.find(gone.way.id);
  if (found == m_backlog.end()) return;
  found->second.bytes -= gone.bytes.size();
  if (--found->second.datagrams > 0) return;
  m_backlog.erase(found);
  m_owner.datagramsDrained(gone.way.id);
}

std::size_t UdpSocket::queued(ConnectionId id) const {
  const auto found = m_backlog.find(id);
  return found == m_backlog.end() ? 0 : std::max<std::size_t>(found->second.bytes, 1);
}

/// The kernel's counter has 32 bits and wraps; asked for often enough, the differences add up to the whole.
std::optional<std::uint64_t> UdpSocket::dropped() const {
  const auto counter = m_fd ? droppedDatagrams(m_fd.get()) : std::nullopt;
  if (counter) m_dropped = m_dropped.value_or(0) + (*counter - std::exchange(m_lastDropped, *counter));
  return m_dropped;
}

}  // namespace synscope
