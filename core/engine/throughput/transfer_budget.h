#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>

namespace synscope {

/// What all streams of one direction may still move, where the test is limited by bytes or blocks. Thread-safe.
/// Invariant: once armed, the sum of what was granted never exceeds the limit.
class TransferBudget {
 public:
  /// @param limit Units: bytes, or datagrams. @param armed Otherwise everything is granted until arm(): the omit time.
  explicit TransferBudget(std::uint64_t limit, bool armed = true)
      : m_limit(limit), m_armed(armed), m_left(static_cast<std::int64_t>(limit)) {}

  void arm() { m_armed.store(true, std::memory_order_relaxed); }
  bool spent() const { return armed() && m_left.load(std::memory_order_relaxed) <= 0; }

  /// Takes up to `wanted` units; less, or 0, where less is left.
  std::uint64_t take(std::uint64_t wanted) {
    if (!armed()) return wanted;
    const auto amount = static_cast<std::int64_t>(wanted);
    const std::int64_t before = m_left.fetch_sub(amount, std::memory_order_relaxed);
    if (before >= amount) return wanted;
    const std::int64_t granted = before > 0 ? before : 0;
    m_left.fetch_add(amount - granted, std::memory_order_relaxed);
    return static_cast<std::uint64_t>(granted);
  }

  /// One stream's share of the whole: up to `wanted`, and no more than `streams` of them can all have; 0 in the omit
  /// time.
  std::uint64_t reserve(std::uint64_t wanted, std::uint64_t streams) {
    return armed() ? take(std::min(wanted, m_limit / streams)) : 0;
  }

  /// Gives back what was taken and not moved.
  void giveBack(std::uint64_t units) {
    if (armed()) m_left.fetch_add(static_cast<std::int64_t>(units), std::memory_order_relaxed);
  }

 private:
  bool armed() const { return m_armed.load(std::memory_order_relaxed); }

  const std::uint64_t m_limit;
  std::atomic<bool> m_armed;
  alignas(64) std::atomic<std::int64_t> m_left;
};

}  // namespace synscope
