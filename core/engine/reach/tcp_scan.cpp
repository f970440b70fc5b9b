#include "core/engine/reach/tcp_scan.h"

#include "core/engine/base/clock.h"

#include <algorithm>

namespace synscope {
namespace {

/// SYNs sent again, and whether that failed inside this machine (Linux: a local drop keeps tcpi_retrans at 0).
void noteRetransmits(Attempt& attempt, qintptr fd) {
  const auto info = tcpInfo(fd);
  if (!info) return;
  attempt.synRetransmits = std::max<std::uint32_t>(info->retransmits.value_or(0), info->totalRetransmits.value_or(0));
  if (info->state == TcpState::kSynSent && info->retransmits.value_or(0) > 0)
    attempt.retransmitStayedLocal = info->retransmitsInFlight.value_or(1) == 0;
}

std::uint64_t tagOf(std::uint32_t slot, std::uint32_t generation) {
  return std::uint64_t{generation} << 32U | slot;
}

}  // namespace

TcpScan::TcpScan(const ScanRequest& request, ScanFeed& feed, Poller& poller)
    : ScanRun(request, feed, poller), m_connector(request.addresses), m_hasSource(request.addresses.size()) {}

/// EADDRNOTAVAIL is a shortage of source ports only where there is a source address at all.
bool TcpScan::isShortage(const ScanTarget& target, SocketError error) const {
  return error == SocketError::kOutOfDescriptors || error == SocketError::kOutOfMemory ||
         (error == SocketError::kAddressNotAvailable && m_hasSource[target.host]);
}

std::size_t TcpScan::familyOf(const ScanTarget& target) const {
  return static_cast<std::size_t>(request().addresses[target.host].family());
}

UniqueFd TcpScan::socketFor(IpFamily family, SocketError& error) {
  UniqueFd& idle = m_idle[static_cast<std::size_t>(family)];
  if (idle) return std::move(idle);
  OpenedSocket opened = openTcp(family);
  error = opened.error;
  return std::move(opened.fd);
}

void TcpScan::attempt(const ScanTarget& target) {
  SocketError error = SocketError::kNone;
  UniqueFd fd = socketFor(request().addresses[target.host].family(), error);
  const TimePoint startedAt = monotonicNow();
  if (error != SocketError::kNone) return onFailedCall(target, std::move(fd), error, startedAt);
  const QuickConnect quick = m_connector.connect(fd.get(), target.host, target.port);
  if (quick.state != QuickConnect::State::kNotSent) m_hasSource[target.host] = true;
  if (quick.state == QuickConnect::State::kRefused) return onRefused(target, std::move(fd), startedAt);
  onOtherAnswer(target, std::move(fd), quick, startedAt);
}

void TcpScan::onRefused(const ScanTarget& target, UniqueFd fd, TimePoint startedAt) {
  const std::size_t family = familyOf(target);
  m_refused[family].push_back({target, startedAt, monotonicNow()});
  m_idle[family] = std::move(fd);
}

/// The socket leaves the fast path: its error queue is emptied first, so that no record of an earlier port is taken for
/// one of this port, and one of this port is not lost.
void TcpScan::onOtherAnswer(const ScanTarget& target, UniqueFd fd, const QuickConnect& quick, TimePoint startedAt) {
  auto& refused = m_refused[familyOf(target)];
  if (!refused.empty()) {
    auto records = drainErrorQueue(fd.get());
    settleRefused(refused, records);
    if (QueuedError* own = recordOf(target, records))
      return settleIcmp(target, std::move(*own), startedAt, monotonicNow());
  }
  switch (quick.state) {
    case QuickConnect::State::kConnected: return finishOpen(target, fd, startedAt);
    case QuickConnect::State::kFailed: return onFailedAtOnce(target, std::move(fd), quick.error, startedAt);
    case QuickConnect::State::kNotSent: return onFailedCall(target, std::move(fd), quick.error, startedAt);
    case QuickConnect::State::kRefused:
    case QuickConnect::State::kPending: return wait(target, std::move(fd), startedAt);
  }
}

void TcpScan::afterBurst() {
  for (std::size_t family = 0; family < m_refused.size(); ++family) {
    if (m_refused[family].empty()) continue;
    auto records = drainErrorQueue(m_idle[family].get());
    settleRefused(m_refused[family], records);
  }
}

void TcpScan::settleRefused(std::vector<Refused>& refused, std::vector<QueuedError>& records) {
  for (const Refused& one : refused) {
    QueuedError* record = records.empty() ? nullptr : recordOf(one.target, records);
    if (record == nullptr)
      settleReset(one.target, one.startedAt, one.answeredAt);
    else
      settleIcmp(one.target, std::move(*record), one.startedAt, one.answeredAt);
  }
  refused.clear();
}

/// The record that an ICMP error about this very target left, nullptr where there is none.
QueuedError* TcpScan::recordOf(const ScanTarget& target, std::vector<QueuedError>& records) const {
  const IpEndpoint wanted{request().addresses[target.host], target.port};
  const auto found = std::ranges::find_if(
      records, [&](const QueuedError& record) { return record.icmp && record.destination == wanted; });
  return found == records.end() ? nullptr : &*found;
}

void TcpScan::settleIcmp(const ScanTarget& target, QueuedError record, TimePoint startedAt, TimePoint now) {
  Attempt failed = begun(target, startedAt);
  failed.end = AttemptEnd::kFailed;
  failed.error = record.error;
  failed.icmp = std::move(record.icmp);
  failed.elapsed = now - startedAt;
  failed.synRetransmits = 0;
  settle(target, failed, now);
}

void TcpScan::onFailedCall(const ScanTarget& target, UniqueFd fd, SocketError error, TimePoint startedAt) {
  fd.reset();
  if (isShortage(target, error)) return runShort(target, error);
  const TimePoint now = monotonicNow();
  Attempt failed = begun(target, startedAt);
  failed.end = AttemptEnd::kNotSent;
  failed.error = error;
  failed.elapsed = now - startedAt;
  settle(target, failed, now);
}

void TcpScan::onFailedAtOnce(const ScanTarget& target, UniqueFd fd, SocketError error, TimePoint startedAt) {
  const TimePoint now = monotonicNow();
  SocketFailure failure = takeError(fd.get());
  Attempt failed = begun(target, startedAt);
  failed.end = AttemptEnd::kFailed;
  failed.error = failure.error != SocketError::kNone ? failure.error : error;
  failed.icmp = std::move(failure.icmp);
  failed.elapsed = now - startedAt;
  settle(target, failed, now);
}

void TcpScan::wait(const ScanTarget& target, UniqueFd fd, TimePoint startedAt) {
  if (m_free.empty()) {
    m_free.push_back(static_cast<std::uint32_t>(m_slots.size()));
    m_slots.emplace_back();
  }
  const std::uint32_t index = m_free.back();
  if (!poller().add(fd.get(), index, Poller::Want::kConnected))
    return onFailedCall(target, std::move(fd), SocketError::kOutOfMemory, startedAt);
  m_free.pop_back();
  Slot& slot = m_slots[index];
  slot.fd = std::move(fd);
  slot.target = target;
  slot.startedAt = startedAt;
  waitFor(tagOf(index, ++slot.generation), startedAt + plan().timeoutOf(target));
}

UniqueFd TcpScan::release(std::uint32_t index) {
  UniqueFd fd = std::move(m_slots[index].fd);
  poller().remove(fd.get());
  m_free.push_back(index);
  return fd;
}

/// The error comes first, whatever state the kernel reports: see TcpAttempt.
void TcpScan::onReady(std::uint32_t index) {
  if (index >= m_slots.size() || !m_slots[index].fd) return;
  const Slot& slot = m_slots[index];
  const TimePoint now = monotonicNow();
  SocketFailure failure = takeError(slot.fd.get());
  const bool failed = failure.error != SocketError::kNone || failure.icmp.has_value();
  if (!failed && !peerEndpoint(slot.fd.get())) return;
  const ScanTarget target = slot.target;
  const TimePoint startedAt = slot.startedAt;
  const UniqueFd fd = release(index);
  if (!failed) return finishOpen(target, fd, startedAt);
  Attempt attempt = begun(target, startedAt);
  attempt.end = AttemptEnd::kFailed;
  attempt.error = failure.error;
  attempt.icmp = std::move(failure.icmp);
  attempt.elapsed = now - startedAt;
  noteRetransmits(attempt, fd.get());
  attempt.retransmitStayedLocal.reset();
  settle(target, attempt, now);
}

bool TcpScan::isOpen(std::uint64_t tag) const {
  const auto index = static_cast<std::uint32_t>(tag);
  return index < m_slots.size() && m_slots[index].fd && tag == tagOf(index, m_slots[index].generation);
}

void TcpScan::onTimeout(std::uint64_t tag) {
  if (!isOpen(tag)) return;
  const auto index = static_cast<std::uint32_t>(tag);
  const TimePoint now = monotonicNow();
  Attempt silent = begun(m_slots[index].target, m_slots[index].startedAt);
  const ScanTarget target = m_slots[index].target;
  const UniqueFd fd = release(index);
  silent.elapsed = now - silent.startedAt;
  noteRetransmits(silent, fd.get());
  settle(target, silent, now);
}

void TcpScan::finishOpen(const ScanTarget& target, const UniqueFd& fd, TimePoint startedAt) {
  const TimePoint now = monotonicNow();
  Attempt open = begun(target, startedAt);
  open.end = AttemptEnd::kAnswered;
  open.elapsed = now - startedAt;
  open.local = localEndpoint(fd.get());
  open.selfConnected = open.local && *open.local == open.target;
  noteRetransmits(open, fd.get());
  setResetOnClose(fd.get());
  settle(target, open, now);
}

}  // namespace synscope
