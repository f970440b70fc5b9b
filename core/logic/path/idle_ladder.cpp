#include "core/logic/path/idle_ladder.h"

#include <algorithm>
#include <string>

namespace synscope {
namespace {

using namespace std::chrono_literals;

bool isDead(IdleFate fate) {
  return fate == IdleFate::kDropped || fate == IdleFate::kReset || fate == IdleFate::kServerClosed;
}

/// The shortest idle time after which one was dead; by its own end where that came before the probe.
Duration deadAfter(const IdleRung& rung) {
  return rung.endedAfter.value_or(rung.idle);
}

/// Ended so soon after it was opened, or had been spoken on, that its silence cannot be the reason.
bool endedAtOnce(const IdleRung& rung) {
  return isDead(rung.fate) && rung.endedAfter && *rung.endedAfter < 500ms;
}

IdleCode codeOf(IdleFate fate) {
  if (fate == IdleFate::kDropped) return IdleCode::kForgottenSilently;
  return fate == IdleFate::kReset ? IdleCode::kForgottenByReset : IdleCode::kServerCloses;
}

/// Half of what is known to be safe: one lost probe does no harm then. Whole seconds, as systems take it.
Duration keepaliveFor(Duration longestAlive) {
  return std::chrono::floor<std::chrono::seconds>(longestAlive / 2);
}

IdleCode judgeCode(std::span<const IdleRung> rungs, const IdleVerdict& found, const IdleRung* firstDead) {
  if (firstDead == nullptr && !found.longestAlive) {
    if (std::ranges::any_of(rungs, endedAtOnce)) return IdleCode::kClosedAtOnce;
    if (std::ranges::find(rungs, IdleFate::kNeverIdle, &IdleRung::fate) != rungs.end()) return IdleCode::kNeverIdle;
    const auto notOpened = [](const IdleRung& rung) { return rung.fate == IdleFate::kNotOpened; };
    return std::ranges::any_of(rungs, notOpened) ? IdleCode::kNotConnected : IdleCode::kUnfinished;
  }
  if (firstDead == nullptr) return IdleCode::kAllAlive;
  if (found.longestAlive && *found.longestAlive > *found.shortestDead) return IdleCode::kMixed;
  return codeOf(firstDead->fate);
}

/// What was seen on the wire is certain. That a connection was forgotten is inferred from a silence or a reset, which
/// one connection may meet for other reasons; that there is no limit, from what contradicts itself.
Confidence confidenceOf(IdleCode code, std::span<const IdleRung> rungs) {
  const auto dead = std::ranges::count_if(rungs, [](const IdleRung& rung) { return isDead(rung.fate); });
  switch (code) {
    case IdleCode::kUnfinished:
    case IdleCode::kMixed: return Confidence::kPossible;
    case IdleCode::kForgottenSilently:
    case IdleCode::kForgottenByReset: return dead > 1 ? Confidence::kLikely : Confidence::kPossible;
    default: return Confidence::kCertain;
  }
}

Phrase wordsOf(const IdleVerdict& verdict) {
  Phrase words{"idle." + std::string(name(verdict.code)), {}};
  const auto add = [&](const char* key, const std::optional<Duration>& time) {
    if (time) words.args.emplace_back(key, idleTimeText(*time));
  };
  add("alive", verdict.longestAlive);
  add("dead", verdict.shortestDead);
  add("keepalive", verdict.keepalive);
  return words;
}

}  // namespace

std::string_view name(IdleFate fate) {
  switch (fate) {
    case IdleFate::kOpening: return "opening";
    case IdleFate::kIdle: return "idle";
    case IdleFate::kProbed: return "probed";
    case IdleFate::kAlive: return "alive";
    case IdleFate::kDropped: return "dropped";
    case IdleFate::kReset: return "reset";
    case IdleFate::kServerClosed: return "server-closed";
    case IdleFate::kNeverIdle: return "never-idle";
    case IdleFate::kNotOpened: return "not-opened";
    case IdleFate::kCancelled: return "cancelled";
  }
  return "";
}

std::string_view name(IdleCode code) {
  switch (code) {
    case IdleCode::kAllAlive: return "all-alive";
    case IdleCode::kForgottenSilently: return "forgotten-silently";
    case IdleCode::kForgottenByReset: return "forgotten-by-reset";
    case IdleCode::kServerCloses: return "server-closes";
    case IdleCode::kClosedAtOnce: return "closed-at-once";
    case IdleCode::kNeverIdle: return "never-idle";
    case IdleCode::kMixed: return "mixed";
    case IdleCode::kNotConnected: return "not-connected";
    case IdleCode::kUnfinished: return "unfinished";
  }
  return "";
}

std::vector<Duration> defaultIdleTimes() {
  return {30s, 1min, 2min, 3min, 5min, 10min, 15min, 20min, 30min};
}

IdleVerdict judgeIdle(std::span<const IdleRung> rungs) {
  IdleVerdict verdict;
  const IdleRung* firstDead = nullptr;
  for (const IdleRung& rung : rungs) {
    if (rung.fate == IdleFate::kAlive) verdict.longestAlive = std::max(verdict.longestAlive.value_or(0s), rung.idle);
    if (isDead(rung.fate) && !endedAtOnce(rung) && (firstDead == nullptr || deadAfter(rung) < deadAfter(*firstDead)))
      firstDead = &rung;
  }
  if (firstDead != nullptr) verdict.shortestDead = deadAfter(*firstDead);
  verdict.code = judgeCode(rungs, verdict, firstDead);
  if (firstDead != nullptr && verdict.longestAlive.value_or(0s) >= 2s && verdict.code != IdleCode::kMixed)
    verdict.keepalive = keepaliveFor(*verdict.longestAlive);
  verdict.confidence = confidenceOf(verdict.code, rungs);
  verdict.words = wordsOf(verdict);
  return verdict;
}

std::string idleTimeText(Duration idle) {
  if (idle < 1s) return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(idle).count()) + " ms";
  if (const auto tenths = std::chrono::round<std::chrono::duration<long long, std::deci>>(idle).count();
      tenths < 100 && tenths % 10 != 0)
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " s";
  const auto seconds = std::chrono::round<std::chrono::seconds>(idle).count();
  std::string text;
  const auto add = [&](auto count, const char* unit) {
    if (count == 0) return;
    text += (text.empty() ? "" : " ") + std::to_string(count) + unit;
  };
  add(seconds / 3600, " h");
  add(seconds / 60 % 60, " min");
  add(seconds % 60, " s");
  return text;
}

}  // namespace synscope
