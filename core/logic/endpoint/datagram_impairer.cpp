#include "core/logic/endpoint/datagram_impairer.h"

#include <algorithm>
#include <utility>

namespace synscope {
namespace {

constexpr Duration kLongestWait = std::chrono::milliseconds(100);  // For a datagram that would overtake us.

}  // namespace

struct DatagramImpairer::Fate {
  bool lost, duplicated, reordered;
  Duration jitter;
};

DatagramImpairer::DatagramImpairer(const ImpairmentSettings& settings, std::uint64_t seed)
    : m_settings(settings), m_rng(seed) {}

DatagramImpairer::Fate DatagramImpairer::draw() {
  const auto falls = [this](double percent) {
    constexpr double kSteps = 9007199254740992.0;  // 2^53: every step is a double of its own.
    return static_cast<double>(m_rng.next() >> 11) / kSteps * 100.0 < percent;
  };
  const bool lost = falls(m_settings.lossPercent), duplicated = falls(m_settings.duplicatePercent);
  const bool reordered = falls(m_settings.reorderPercent);
  const auto most = static_cast<std::uint64_t>(std::max(m_settings.jitter, Duration::zero()).count());
  return {lost, duplicated, reordered, Duration(static_cast<Duration::rep>(m_rng.below(most + 1)))};
}

TimePoint DatagramImpairer::leavesLink(std::size_t bytes, TimePoint now) {
  if (!m_settings.bytesPerSecond) return now;
  const auto rate = static_cast<double>(std::max<std::uint64_t>(1, *m_settings.bytesPerSecond));
  m_free = std::max(m_free, now) + Duration(static_cast<Duration::rep>(static_cast<double>(bytes) * 1e9 / rate));
  return m_free;
}

void DatagramImpairer::push(std::span<const std::byte> datagram, TimePoint now) {
  const Fate fate = draw();
  if (fate.lost) {
    ++m_counters.lost;
    return;
  }
  if (m_held + datagram.size() > kMostBytes || m_underWay.size() >= kMostDatagrams) {
    ++m_counters.overflowed;
    return;
  }
  const TimePoint through = leavesLink(datagram.size(), now);
  const bool canOvertake = m_settings.delay + m_settings.jitter > Duration::zero();
  const TimePoint due = fate.reordered && canOvertake ? through : through + m_settings.delay + fate.jitter;
  m_counters.reordered += fate.reordered ? 1 : 0;
  m_counters.duplicated += fate.duplicated ? 1 : 0;
  const bool waits = fate.reordered && !canOvertake && !m_waiting;
  add(datagram, waits ? due + kLongestWait : due);
  if (waits) m_waiting = Order(due + kLongestWait, m_number);
  if (!waits && m_waiting) letOvertake(due);
  if (fate.duplicated) add(datagram, due);
}

void DatagramImpairer::add(std::span<const std::byte> datagram, TimePoint due) {
  m_underWay.emplace(Order(due, ++m_number), std::vector(datagram.begin(), datagram.end()));
  m_held += datagram.size();
}

/// The datagram that waited leaves directly after the one that has just been added.
void DatagramImpairer::letOvertake(TimePoint due) {
  auto node = m_underWay.extract(*m_waiting);
  m_waiting.reset();
  if (node.empty()) return;
  node.key() = Order(due, ++m_number);
  m_underWay.insert(std::move(node));
}

std::optional<ImpairedPiece> DatagramImpairer::pull(TimePoint now) {
  const auto first = m_underWay.begin();
  if (first == m_underWay.end() || first->first.first > now) return std::nullopt;
  if (m_waiting == first->first) m_waiting.reset();
  ImpairedPiece piece{.what = ImpairedPiece::What::kBytes, .bytes = std::move(first->second)};
  m_held -= piece.bytes.size();
  m_underWay.erase(first);
  return piece;
}

std::optional<TimePoint> DatagramImpairer::nextDeadline() const {
  return m_underWay.empty() ? std::nullopt : std::optional(m_underWay.begin()->first.first);
}

}  // namespace synscope
