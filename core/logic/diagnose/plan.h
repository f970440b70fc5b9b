#pragma once

#include "core/logic/diagnose/diagnosis.h"

#include <vector>

namespace synscope {

/// Decides which check comes next. Invariant: a check is asked for once, and only one that the request allows; nothing
/// that leaves this machine is asked about a target on this machine, but its own connections.
class Plan {
 public:
  /// An attempt without an answer for this long is treated as silent before its time is over, so that everything
  /// silence asks for runs beside it and a silent target costs one time-out.
  static constexpr Duration kLateAfter = std::chrono::milliseconds(250);
  /// Before a last attempt where nothing at all was answered. Linux charges an ICMP error of an IPv4 route two seconds
  /// of its limit (net/ipv4/route.c, ip_error, and icmp_ratelimit), so whoever keeps asking each second never gets one.
  static constexpr Duration kQuietPause = std::chrono::milliseconds(2200);
  static constexpr std::size_t kMaxAddresses = 16;  ///< Of one name; further ones are not tried.
  static constexpr std::size_t kMaxFollowed = 4;    ///< Addresses that get path and control checks.

  explicit Plan(DiagnosisRequest request);

  /// Checks to start now, given everything seen so far. Call at the start with no evidence, then after each new one.
  /// Checks of one call may run at the same time. An empty answer with none running means the plan is complete.
  /// @param late Ids of kConnect checks that have run for kLateAfter without an answer.
  std::vector<Check> next(const std::vector<Evidence>& evidence, const std::vector<int>& late = {});

  /// Upper bound of what this request may send, for the list the window shows beforehand.
  static std::vector<Phrase> announce(const DiagnosisRequest& request);

 private:
  DiagnosisRequest m_request;
  std::vector<Check> m_asked;
};

/// Layer ladder from the evidence so far.
std::vector<Layer> layersOf(const DiagnosisRequest& request, const std::vector<Evidence>& evidence);

/// The verdict from the evidence so far; nullopt while nothing can be said. Pure.
std::optional<DiagnosisVerdict> conclude(const DiagnosisRequest& request, const std::vector<Evidence>& evidence);

/// Timeline of everything the evidence tells: name look-ups, routes, attempts, every answer on the way, TLS, data.
/// Lanes: "this-host", "name-service", and the addresses of targets and of devices on the way.
/// @param startedAt When the diagnosis began, on the clock of the attempts' own timelines.
Timeline timelineOf(const std::vector<Evidence>& evidence, TimePoint startedAt = {});

}  // namespace synscope
