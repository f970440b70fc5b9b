#pragma once

#include "core/logic/path/hop.h"

#include <array>
#include <optional>
#include <string_view>

namespace synscope {

/// What becomes of packets to one port, as far as traces tell.
enum class BreakKind {
  kNone,            ///< The host itself answers for the port.
  kNotSent,         ///< They never leave: this machine refused to send, or answered with an error itself.
  kBeforeFirstHop,  ///< Nothing answered at all, though the control did: this machine's own filter, or the first hop's.
  kBlockedAfter,    ///< Lost without a word after a router that still answered.
  kAtHost,          ///< Lost after the last router: in its forwarding, on the last link, or in the host.
  kRejectedBy,      ///< A device says with an ICMP error that it refuses or cannot deliver.
  kResetBefore,     ///< A reset that comes from nearer than the host.
  kAnsweredBefore,  ///< A SYN-ACK or reply that comes from nearer than the host (a proxy).
  kUnknown,         ///< The traces do not tell.
};

std::string_view name(BreakKind kind);

/// Every BreakKind, for catalogue keys `break.<name>`.
inline constexpr std::array kBreakKinds{
    BreakKind::kNone,         BreakKind::kNotSent,        BreakKind::kBeforeFirstHop,
    BreakKind::kBlockedAfter, BreakKind::kAtHost,         BreakKind::kRejectedBy,
    BreakKind::kResetBefore,  BreakKind::kAnsweredBefore, BreakKind::kUnknown};

/// What there is to compare. The control is a trace to another port or protocol of the same host.
struct PathClues {
  const Trace* subject = nullptr;        ///< The way to the port in question. Required.
  const Trace* control = nullptr;        ///< Only of use when the host itself answered it (TraceEnd::kReached).
  std::optional<int> subjectArrivalTtl;  ///< TTL with which this port's SYN-ACK or reset arrived.
  std::optional<int> controlArrivalTtl;  ///< The same for the control port.
};

/// Where packets to one port die.
struct Break {
  BreakKind kind = BreakKind::kUnknown;
  int lastAnsweringTtl = 0;           ///< Of this port's trace; 0: nobody.
  std::optional<int> firstSilentTtl;  ///< Lost: the TTL after it.
  /// Lost: the break is no further than this, because the control was answered at this TTL. Equal to firstSilentTtl
  /// unless routers between keep silent for everybody.
  std::optional<int> noFurtherThan;
  std::optional<int> hostDistance;  ///< Hops to the host, from the control or from an answer of the host.
  std::optional<IpAddress> device;  ///< Only who identified itself, by an ICMP error.
  /// Hop of the device that answered; nullopt where its limit on ICMP errors may hide that it sits nearer than seen.
  std::optional<int> deviceTtl;

  // What decides how sure one may be:
  bool compared = false;         ///< A control that gets through stood beside it.
  bool deviceIsHost = false;     ///< kRejectedBy: the error carries the address of the target itself.
  bool deviceOnPath = false;     ///< kRejectedBy: the device also answered as a router of one of the traces.
  bool deviceTtlExact = false;   ///< deviceTtl follows from the arrival TTL or the device's own answers, not by rule.
  bool silenceRepeated = false;  ///< The first silent TTL was asked at least twice: not the ICMP rate limit alone.
  bool pathsDiffer = false;      ///< Both traces got answers at one TTL from different routers: the ways may differ.
  bool arrivalNearer = false;  ///< The answer has fewer hops on its back than the probe needed, but nothing to compare
                               ///< with: an asymmetric way back looks the same.
};

/// Compares the ways. Silence of a router in the middle is not a break: only the TTL after the last answer counts.
Break whereItDies(const PathClues& clues);

/// The lowest TTL at which a device answered as a router of a trace; nullopt where it did not.
std::optional<int> routerTtl(const Trace& trace, const IpAddress& device);

/// Hops behind an arrival TTL, for the customary initial values 64, 128 and 255: 61 gives 4. Arguments: 1 to 255.
int hopsBehind(int arrivalTtl);

}  // namespace synscope
