#include "core/logic/path/arrival_search.h"

#include <algorithm>
#include <array>

namespace synscope {
namespace {

constexpr int kNobody = 256;  ///< One more than any TTL: as if it had been silent.
constexpr std::array kInitialTtls{64, 128, 255};

}  // namespace

ArrivalSearch::ArrivalSearch(int distance) : m_distance(std::clamp(distance, 0, 63)) {}

std::vector<int> ArrivalSearch::next() {
  if (m_rounds == kRounds || (m_rounds > 0 && m_low == 0)) return {};
  ++m_rounds;
  if (m_rounds == 1) return opening();
  if (high() - m_low > 1) return between(m_low, high());
  const bool certain = high() == kNobody || m_silent.count(high()) >= 2;
  if (certain) m_rounds = kRounds;
  return certain ? std::vector<int>{} : std::vector{high()};
}

void ArrivalSearch::tried(int minimum, bool answered) {
  if (answered)
    m_low = std::max(m_low, minimum);
  else
    m_silent.insert(minimum);
}

std::optional<int> ArrivalSearch::found() const {
  const bool decided = m_low > 0 && high() - m_low == 1;
  return decided ? std::optional(m_low) : std::nullopt;
}

std::vector<int> ArrivalSearch::opening() const {
  if (m_distance == 0) return {1, 33, 49, 57, 61, 65, 113, 129};
  std::set<int> tries{1, 65, 129};
  tries.insert({65 - m_distance, 66 - m_distance});
  return {tries.begin(), tries.end()};
}

/// The likely places between both, then an even spread.
std::vector<int> ArrivalSearch::between(int low, int high) const {
  std::set<int> tries;
  const auto add = [&](int ttl) {
    if (ttl > low && ttl < high && tries.size() < kAtOnce) tries.insert(ttl);
  };
  for (const int initial : kInitialTtls) {
    if (m_distance == 0) break;
    add(initial - m_distance + 1);
    add(initial - m_distance + 2);
  }
  const int pieces = kAtOnce - static_cast<int>(tries.size()) + 1;
  for (int i = 1; i < pieces; ++i)
    add(low + std::max(i, (high - low) * i / pieces));
  return {tries.begin(), tries.end()};
}

/// Smallest silent minimum above everything answered; a silent one below was only lost.
int ArrivalSearch::high() const {
  const auto it = m_silent.upper_bound(m_low);
  return it == m_silent.end() ? kNobody : *it;
}

}  // namespace synscope
