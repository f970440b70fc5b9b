#pragma once

#include "core/logic/base/time.h"
#include "core/logic/endpoint/impairment.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace synscope {

/// What leaves an impaired direction: bytes (a datagram is one piece), or the end of the stream.
struct ImpairedPiece {
  enum class What { kBytes, kFin, kReset };

  What what = What::kBytes;
  std::vector<std::byte> bytes;

  bool operator==(const ImpairedPiece&) const = default;
};

/// One direction of a relay: what is pushed in comes out later, changed as the settings say. Without settings it is a
/// plain queue. Time is handed in; it must not run backwards.
class Impairer {
 public:
  virtual ~Impairer() = default;

  virtual void push(std::span<const std::byte> bytes, TimePoint now) = 0;
  /// The source has ended with a FIN; it leaves after everything pushed before.
  virtual void finish(TimePoint now) = 0;
  /// The source was reset; that leaves after everything pushed before.
  virtual void abort(TimePoint now) = 0;
  /// The next piece that has come through by `now`; nullopt where there is none (yet).
  virtual std::optional<ImpairedPiece> pull(TimePoint now) = 0;
  /// When pull() will give something; nullopt: not before something is pushed, or never.
  virtual std::optional<TimePoint> nextDeadline() const = 0;
  /// Bytes inside.
  virtual std::size_t held() const = 0;
  /// Zero for streams: nothing is lost there.
  virtual ImpairmentCounters counters() const { return {}; }
};

}  // namespace synscope
