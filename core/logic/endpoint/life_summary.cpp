#include "core/logic/endpoint/life_summary.h"

#include "core/logic/endpoint/life_codes.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace synscope {
namespace {

std::string ending(const ConnectionLife& life) {
  const Teardown& end = life.teardown;
  if (end.reason) return std::string(codeOf(*end.reason));
  const bool us = end.closedFirst == Side::kUs;
  if (end.byReset) return us ? "teardown.aborted" : "teardown.reset-by-peer";
  if (end.simultaneous) return "teardown.simultaneous";
  if (end.closedFirst) return us ? "teardown.closed-by-us" : "teardown.closed-by-peer";
  return life.timeline.empty() ? "teardown.none" : "teardown.open";
}

Phrase timeWait(const ConnectionLife& life) {
  Phrase phrase{"teardown.time-wait-runs", {}};
  if (life.timer && life.timer->kind == SocketTimerKind::kTimeWait)
    phrase.args.emplace_back("count", std::to_string((life.timer->expiresMs + 999) / 1000));
  return phrase;
}

/// The peer has been silent since the latest timer ran out: for several time-outs, or for a probe.
std::optional<Phrase> silence(const ConnectionLife& life) {
  const auto& events = life.timeline.events();
  const auto last = std::find_if(events.rbegin(), events.rend(),
                                 [](const TimelineEvent& event) { return event.kind == EventKind::kTimer; });
  constexpr std::array kSilent = {life::kRetransmission, life::kKeepaliveProbe, life::kWindowProbe};
  if (last == events.rend() || std::ranges::find(kSilent, last->code) == kSilent.end()) return std::nullopt;
  const bool once = !last->fields.empty() && last->fields.front().second == "1";
  if (last->code == life::kRetransmission && once) return std::nullopt;
  return Phrase{last->code, last->fields};
}

bool isOver(const ConnectionLife& life) {
  return life.gone || life.state == TcpState::kClosed || life.state == TcpState::kTimeWait;
}

std::vector<Phrase> standing(const ConnectionLife& life) {
  switch (life.state) {
    case TcpState::kListen:
    case TcpState::kSynSent:
    case TcpState::kSynReceived: return {{"teardown.opening", {}}};
    case TcpState::kEstablished: return {{"teardown.open", {}}};
    case TcpState::kCloseWait: return {{"teardown.close-wait-waits", {}}};
    case TcpState::kFinWait1:
    case TcpState::kFinWait2: return {{"teardown.fin-wait-waits", {}}};
    case TcpState::kTimeWait: return {{ending(life), {}}, timeWait(life)};
    default: return {{ending(life), {}}};
  }
}

}  // namespace

std::vector<Phrase> lifeSummary(const ConnectionLife& life) {
  std::vector<Phrase> phrases = standing(life);
  const auto quiet = isOver(life) ? std::nullopt : silence(life);
  if (quiet) phrases.push_back(*quiet);
  if (life.teardown.halfClosed) phrases.push_back({"teardown.half-closed", {}});
  return phrases;
}

}  // namespace synscope
