#pragma once

#include "core/logic/base/rng.h"
#include "core/logic/endpoint/impairer.h"
#include "core/logic/endpoint/impairment.h"

#include <deque>

namespace synscope {

/// A TCP direction: delay, jitter, rate, then stall, half-close and reset counted in bytes that have come through.
/// Order and content never change. Invariant: once a limit has ended the stream everything further is thrown away.
class StreamImpairer final : public Impairer {
 public:
  /// @param seed In place of settings.seed, so that each direction has its own.
  StreamImpairer(const ImpairmentSettings& settings, std::uint64_t seed);

  void push(std::span<const std::byte> bytes, TimePoint now) override;
  void finish(TimePoint now) override;
  void abort(TimePoint now) override;
  std::optional<ImpairedPiece> pull(TimePoint now) override;
  std::optional<TimePoint> nextDeadline() const override;
  std::size_t held() const override { return m_held; }

 private:
  struct Entry {
    TimePoint due{};
    ImpairedPiece piece;
    std::size_t taken = 0;  ///< Bytes of the piece that have left.
  };

  void add(ImpairedPiece piece, TimePoint now);
  void stallIfReached(TimePoint at);
  std::optional<ImpairedPiece::What> limitReached() const;
  std::size_t nextSize() const;
  std::optional<TimePoint> nextLeave() const;
  ImpairedPiece take(std::size_t size);
  void endStream();

  ImpairmentSettings m_settings;
  Rng m_rng;
  std::deque<Entry> m_entries;
  std::size_t m_held = 0;
  std::uint64_t m_passed = 0;
  TimePoint m_lastDue{};
  TimePoint m_free{};  ///< When the link can take the next piece.
  bool m_stalled = false;
  bool m_stalledForEver = false;
  bool m_ended = false;
};

}  // namespace synscope
