#include "core/logic/endpoint/life_signs.h"

#include "core/logic/endpoint/life_codes.h"

#include <optional>

namespace synscope {
namespace {

template <typename T>
std::uint64_t growth(const std::optional<T>& before, const std::optional<T>& now) {
  if (!now || *now <= before.value_or(0)) return 0;
  return static_cast<std::uint64_t>(*now) - before.value_or(0);
}

/// Linux counts keepalive probes and those of the persist timer in one field; only the latter have data waiting to be
/// sent: because the window is closed, or because nothing gets out of this machine.
bool hasDataWaiting(const TcpInfo& info) {
  return info.notSentBytes.value_or(0) > 0 && info.unacked.value_or(0) == 0;
}

bool waitsForWindow(const TcpInfo& info) {
  return hasDataWaiting(info) && info.sendWindow.value_or(0) == 0;
}

LifeSign probeSign(const TcpInfo& info) {
  const std::uint64_t probes = info.probes.value_or(0);
  if (waitsForWindow(info)) return {life::kWindowProbe, probes, true};
  if (hasDataWaiting(info)) return {life::kRetransmitFailed, probes, false};
  return {life::kKeepaliveProbe, probes, true};
}

bool isSilent(const TcpInfo& info) {
  return info.retransmits.value_or(0) > 0 || (info.probes.value_or(0) > 0 && !waitsForWindow(info));
}

template <typename T>
void addNumber(LifeFields& fields, const char* name, const std::optional<T>& value) {
  if (value) fields.emplace_back(name, std::to_string(*value));
}

void addFlag(LifeFields& fields, const char* name, const std::optional<bool>& value) {
  if (value) fields.emplace_back(name, *value ? "yes" : "no");
}

}  // namespace

std::vector<LifeSign> signsBetween(const TcpInfo& before, const TcpInfo& now) {
  std::vector<LifeSign> signs;
  const std::uint64_t sentAgain = growth(before.totalRetransmits, now.totalRetransmits);
  if (growth(before.retransmits, now.retransmits) > 0) {
    signs.push_back({life::kRetransmission, *now.retransmits, false});
    // A retransmission that a local obstacle stopped is counted as a time-out only (tcp_retransmit_skb).
    if (sentAgain == 0 && now.totalRetransmits) signs.push_back({life::kRetransmitFailed, *now.retransmits, false});
  }
  if (sentAgain > 0) signs.push_back({life::kRetransmitted, sentAgain, true});
  if (growth(before.probes, now.probes) > 0) signs.push_back(probeSign(now));
  if (isSilent(before) && !isSilent(now) && now.state != TcpState::kClosed)
    signs.push_back({life::kAnswered, 1, false});
  return signs;
}

LifeFields handshakeFields(const TcpInfo& info) {
  LifeFields fields;
  addNumber(fields, "rtt-us", info.rttUs);
  addNumber(fields, "mss", info.sendMss);
  addNumber(fields, "send-window-scale", info.sendWindowScale);
  addNumber(fields, "receive-window-scale", info.receiveWindowScale);
  addFlag(fields, "sack", info.selectiveAck);
  addFlag(fields, "timestamps", info.timestamps);
  addFlag(fields, "ecn", info.ecn);
  addNumber(fields, "syn-retransmits", info.totalRetransmits);
  return fields;
}

}  // namespace synscope
