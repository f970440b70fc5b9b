#pragma once

#include "core/logic/base/rng.h"
#include "core/logic/endpoint/impairer.h"
#include "core/logic/endpoint/impairment.h"

#include <cstdint>
#include <map>

namespace synscope {

/// A UDP direction: a link of the given rate, then delay and jitter, in which datagrams get lost, come twice, or
/// overtake each other. Every datagram draws the same lots in the same order, so that the fate of the n-th depends on
/// the seed alone. Bounded: what does not fit any more is lost, and counted.
class DatagramImpairer final : public Impairer {
 public:
  static constexpr std::size_t kMostBytes = 4 * 1024 * 1024;
  static constexpr std::size_t kMostDatagrams = 16'384;

  DatagramImpairer(const ImpairmentSettings& settings, std::uint64_t seed);

  void push(std::span<const std::byte> datagram, TimePoint now) override;
  /// UDP has no end.
  void finish(TimePoint) override {}
  void abort(TimePoint) override {}
  std::optional<ImpairedPiece> pull(TimePoint now) override;
  std::optional<TimePoint> nextDeadline() const override;
  std::size_t held() const override { return m_held; }
  ImpairmentCounters counters() const override { return m_counters; }

 private:
  struct Fate;
  using Order = std::pair<TimePoint, std::uint64_t>;  ///< When it is due, then as it came.

  Fate draw();
  TimePoint leavesLink(std::size_t bytes, TimePoint now);
  void add(std::span<const std::byte> datagram, TimePoint due);
  void letOvertake(TimePoint due);

  ImpairmentSettings m_settings;
  Rng m_rng;
  std::map<Order, std::vector<std::byte>> m_underWay;
  std::optional<Order> m_waiting;  ///< Goes after the next datagram, where there is no delay to overtake in.
  std::size_t m_held = 0;
  std::uint64_t m_number = 0;
  TimePoint m_free{};
  ImpairmentCounters m_counters;
};

}  // namespace synscope
