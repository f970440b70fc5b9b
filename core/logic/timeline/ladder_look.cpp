#include "core/logic/timeline/ladder_look.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace synscope {
namespace {

using Name = std::pair<std::string_view, std::string_view>;

/// Sorted by code.
constexpr std::array kNames = {
    Name{"both-ends.ack-arrived", "ACK"},
    Name{"both-ends.rst-by-other", "RST"},
    Name{"both-ends.syn-ack-arrived", "SYN-ACK"},
    Name{"both-ends.syn-ack-by-other", "SYN-ACK"},
    Name{"both-ends.syn-ack-lost", "SYN-ACK"},
    Name{"both-ends.syn-arrived", "SYN"},
    Name{"both-ends.syn-lost", "SYN"},
    Name{"both-ends.syn-stopped", "SYN"},
    Name{"both-ends.syn-untold", "SYN"},
    Name{"call.abort", "close(), RST"},
    Name{"call.accept", "accept()"},
    Name{"call.broken-pipe", "EPIPE"},
    Name{"call.close", "close()"},
    Name{"call.connect", "connect()"},
    Name{"call.listen", "listen()"},
    Name{"call.peer-exited", "exit()"},
    Name{"call.receive", "recv()"},
    Name{"call.refused", "ECONNREFUSED"},
    Name{"call.reset", "ECONNRESET"},
    Name{"call.send", "send()"},
    Name{"call.shutdown-write", "shutdown(SHUT_WR)"},
    Name{"call.timed-out", "ETIMEDOUT"},
    Name{"data.end-of-input", "recv() = 0"},
    Name{"segment.ack", "ACK"},
    Name{"segment.ack-of-fin", "ACK"},
    Name{"segment.fin", "FIN"},
    Name{"segment.fin-ack", "FIN, ACK"},
    Name{"segment.rst", "RST"},
    Name{"segment.syn", "SYN"},
    Name{"segment.syn-ack", "SYN-ACK"},
    Name{"step.connect-called", "connect()"},
    Name{"step.established", "ESTABLISHED"},
    Name{"step.hop-answered", "ICMP"},
    Name{"step.hop-refused", "ICMP"},
    Name{"step.icmp-received", "ICMP"},
    Name{"step.rst-received", "RST"},
    Name{"step.syn-ack-received", "SYN-ACK"},
    Name{"step.syn-retransmitted", "SYN"},
    Name{"step.syn-sent", "SYN"},
    Name{"timer.fin-wait-over", "tcp_fin_timeout"},
    Name{"timer.keepalive", "SO_KEEPALIVE"},
    Name{"timer.keepalive-probe", "keepalive"},
    Name{"timer.retransmission", "RTO"},
    Name{"timer.time-wait", "2MSL"},
    Name{"timer.time-wait-over", "2MSL"},
    Name{"timer.user-timeout", "TCP_USER_TIMEOUT"},
    Name{"timer.window-probe", "persist"},
};
static_assert(std::ranges::is_sorted(kNames, {}, &Name::first));

constexpr std::string_view kStatePrefix = "tcp-state.";

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

LadderInk inkOfSegment(std::string_view code) {
  if (contains(code, "rst") || contains(code, "lost") || contains(code, "refused")) return LadderInk::kBad;
  if (contains(code, "retrans") || contains(code, "probe")) return LadderInk::kWarn;
  if (contains(code, "fin")) return LadderInk::kWarn;
  if (contains(code, "syn")) return LadderInk::kInfo;
  return LadderInk::kNeutral;
}

std::string fixed(double value, int decimals, std::string_view unit) {
  std::array<char, 32> digits{};
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, decimals);
  return std::string(digits.data(), end.ptr) + std::string(unit);
}

}  // namespace

LadderStroke strokeOf(EventSource source) {
  switch (source) {
    case EventSource::kObserved: return LadderStroke::kSolid;
    case EventSource::kInferred: return LadderStroke::kDashed;
    case EventSource::kSimulated: return LadderStroke::kDotted;
  }
  return LadderStroke::kDashed;
}

LadderInk inkOf(TcpState state) {
  switch (state) {
    case TcpState::kSynSent:
    case TcpState::kSynReceived:
    case TcpState::kListen: return LadderInk::kInfo;
    case TcpState::kEstablished: return LadderInk::kGood;
    case TcpState::kFinWait1:
    case TcpState::kFinWait2:
    case TcpState::kCloseWait:
    case TcpState::kClosing:
    case TcpState::kLastAck: return LadderInk::kWarn;
    case TcpState::kTimeWait:
    case TcpState::kClosed:
    case TcpState::kUnknown: break;
  }
  return LadderInk::kNeutral;
}

LadderInk inkOf(const TimelineEvent& event) {
  switch (event.kind) {
    case EventKind::kState: return inkOf(stateOfCode(event.code).value_or(TcpState::kUnknown));
    case EventKind::kSegment: return inkOfSegment(event.code);
    case EventKind::kIcmp: return event.code == "step.hop-answered" ? LadderInk::kNeutral : LadderInk::kBad;
    case EventKind::kError: return LadderInk::kBad;
    case EventKind::kTimer: return LadderInk::kWarn;
    default: return LadderInk::kNeutral;
  }
}

std::optional<TcpState> stateOfCode(std::string_view code) {
  if (!code.starts_with(kStatePrefix)) return std::nullopt;
  code.remove_prefix(kStatePrefix.size());
  for (const TcpState state : kTcpStates) {
    if (name(state) == code) return state;
  }
  return std::nullopt;
}

std::string_view technicalName(const TimelineEvent& event) {
  if (const auto state = stateOfCode(event.code)) return name(*state);
  const auto found = std::ranges::lower_bound(kNames, std::string_view(event.code), {}, &Name::first);
  return found != kNames.end() && found->first == event.code ? found->second : std::string_view();
}

std::string timeOnTheWay(const TimelineEvent& event) {
  if (!event.arrives) return {};
  const Duration way = *event.arrives - event.at;
  if (!event.uncertainty) return shortTime(way);
  return shortTime(way) + " ± " + shortTime(*event.uncertainty);
}

bool isDataEvent(const TimelineEvent& event) {
  constexpr std::array<std::string_view, 4> kCodes = {"call.receive", "call.send", "data.received", "data.sent"};
  return std::ranges::find(kCodes, std::string_view(event.code)) != kCodes.end();
}

std::string shortTime(Duration duration) {
  const double us = std::abs(std::chrono::duration<double, std::micro>(duration).count());
  const std::string sign = duration < Duration::zero() ? "-" : "";
  if (us < 999.5) return sign + fixed(us, 0, " µs");
  if (us < 9'995) return sign + fixed(us / 1e3, 2, " ms");
  if (us < 99'950) return sign + fixed(us / 1e3, 1, " ms");
  if (us < 999'500) return sign + fixed(us / 1e3, 0, " ms");
  if (us < 9'995'000) return sign + fixed(us / 1e6, 2, " s");
  return sign + fixed(us / 1e6, 1, " s");
}

std::string stampTime(Duration duration) {
  if (duration == Duration::zero()) return "0";
  const double ms = std::abs(toMs(duration));
  if (ms < 999.5) return shortTime(duration);
  return (duration < Duration::zero() ? "-" : "") + fixed(ms / 1e3, 3, " s");
}

}  // namespace synscope
