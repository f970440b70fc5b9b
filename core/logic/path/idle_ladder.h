#pragma once

#include "core/logic/base/phrase.h"
#include "core/logic/base/time.h"
#include "core/logic/diagnose/confidence.h"
#include "core/logic/reach/judge.h"

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace synscope {

/// What became of a connection that was left idle and then probed.
enum class IdleFate {
  kOpening,
  kIdle,          ///< Left alone, its time is not over.
  kProbed,        ///< Asked whether it is still there.
  kAlive,         ///< The far kernel acknowledged the probe.
  kDropped,       ///< Nobody answered the probe: the path forgot it and drops what comes.
  kReset,         ///< Answered by a reset: by a device that forgot it, or by the host.
  kServerClosed,  ///< The server itself ended it with FIN before its time was over.
  kNeverIdle,     ///< The server kept sending: it was never silent for so long.
  kNotOpened,     ///< It could not be opened in the first place.
  kCancelled,
};

std::string_view name(IdleFate fate);
inline constexpr std::array kIdleFates{
    IdleFate::kOpening, IdleFate::kIdle,         IdleFate::kProbed,    IdleFate::kAlive,     IdleFate::kDropped,
    IdleFate::kReset,   IdleFate::kServerClosed, IdleFate::kNeverIdle, IdleFate::kNotOpened, IdleFate::kCancelled};

/// One connection of the ladder.
struct IdleRung {
  Duration idle{};  ///< How long it is left alone.
  IdleFate fate = IdleFate::kOpening;
  std::optional<Duration> endedAfter;  ///< It ended by itself, before its probe, after so long a silence.
  std::optional<IpEndpoint> local;
  PortState opened = PortState::kCancelled;  ///< What the attempt to connect said.
  SocketError error = SocketError::kNone;

  bool operator==(const IdleRung&) const = default;
};

/// What the ladder says of the path. The words are `idle.<name>` in the catalogue.
enum class IdleCode {
  kAllAlive,
  kForgottenSilently,
  kForgottenByReset,
  kServerCloses,
  kClosedAtOnce,  ///< The server ends connections before they can be idle: nothing can be said of the path.
  kNeverIdle,     ///< The server keeps sending: no connection was ever silent.
  kMixed,         ///< A longer one lives and a shorter one is dead: several paths, or something else happened.
  kNotConnected,
  kUnfinished,
};

std::string_view name(IdleCode code);
inline constexpr std::array kIdleCodes{
    IdleCode::kAllAlive,     IdleCode::kForgottenSilently, IdleCode::kForgottenByReset,
    IdleCode::kServerCloses, IdleCode::kClosedAtOnce,      IdleCode::kNeverIdle,
    IdleCode::kMixed,        IdleCode::kNotConnected,      IdleCode::kUnfinished};

struct IdleVerdict {
  IdleCode code = IdleCode::kUnfinished;
  Confidence confidence = Confidence::kPossible;
  std::optional<Duration> longestAlive, shortestDead;  ///< The path forgets between these two.
  std::optional<Duration> keepalive;                   ///< Idle time of a keepalive that holds it open.
  Phrase words;
};

/// What became of connections to a port that were left idle; judgeIdle() says what it means.
struct LeftIdle {
  IpEndpoint target;
  std::vector<IdleRung> rungs;  ///< Ascending idle time.
};

/// 30 s to 30 min.
std::vector<Duration> defaultIdleTimes();

/// @param rungs In any order; those that are not decided yet do not count.
IdleVerdict judgeIdle(std::span<const IdleRung> rungs);

/// "250 ms", "1.4 s", "45 s", "2 min", "1 h 30 min".
std::string idleTimeText(Duration idle);

}  // namespace synscope
