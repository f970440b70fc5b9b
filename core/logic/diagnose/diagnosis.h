#pragma once

#include "core/logic/base/phrase.h"
#include "core/logic/companion/both_ends.h"
#include "core/logic/companion/packet_sizes.h"
#include "core/logic/diagnose/confidence.h"
#include "core/logic/diagnose/evidence.h"
#include "core/logic/diagnose/request.h"
#include "core/logic/path/idle_ladder.h"
#include "core/logic/timeline/timeline.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace synscope {

/// The answers to "why can't I connect?" (CONTRACT: `diagnose`, verdict.code).
enum class DiagnosisCode {
  kReachable,
  kNotListening,
  kBlockedSilent,
  kBlockedReject,
  kResetByMiddlebox,
  kHostDown,
  kNoRoute,
  kNameError,
  kLocalBlock,
  kAcceptQueueOrFilter,
  kFakeOpen,
  kTlsFailed,
  kMtuBlackHole,
  kStalled,
  kFamilyBroken,
  kMixed,
};

std::string_view name(DiagnosisCode code);

struct DiagnosisVerdict {
  DiagnosisCode code = DiagnosisCode::kMixed;
  Confidence confidence = Confidence::kPossible;
  std::optional<IpAddress> blamed;  ///< Only where a device identified itself.
  std::optional<int> hop;           ///< TTL of the device that answered; for silence the last TTL that still answered.
  std::vector<int> evidence;        ///< Ids of what it rests on.
  Phrase words;  ///< "verdict.blocked-silent" or a finer "verdict.blocked-silent.host"; title and text.
  std::vector<Phrase> nextSteps;
};

enum class LayerStep { kDns, kRoute, kTcp, kUdp, kTls, kFirstByte };
std::string_view name(LayerStep step);

/// One rung of the layer ladder, for one address.
struct Layer {
  LayerStep step = LayerStep::kDns;
  std::optional<IpAddress> address;
  std::optional<bool> ok;  ///< nullopt: not tried, or it says nothing either way.
  std::optional<Duration> elapsed;
  int evidence = 0;  ///< Id of the evidence, 0 where none.
  Phrase words;      ///< One short sentence.
};

/// The whole result: the same value for window, command line and report. Also used for the partial state while it runs.
struct Diagnosis {
  DiagnosisRequest request;
  std::vector<Check> planned;  ///< Checks started or waiting, in order.
  std::vector<Evidence> evidence;
  std::vector<Layer> layers;
  std::optional<Trace> path;                ///< Of the address the verdict speaks of.
  std::optional<DiagnosisVerdict> verdict;  ///< nullopt until something can be said.
  Timeline timeline;
  /// Asked for afterwards: the same port seen from the other machine too; what sizes of packets pass to it and back;
  /// what became of connections left idle.
  std::optional<BothEnds> bothEnds;
  std::optional<PacketSizes> sizes;
  std::optional<LeftIdle> leftIdle;
  Duration elapsed{};
  bool finished = false;
  bool cancelled = false;
};

/// Exit code of the command line. family-broken is 0: the other family works, so a person gets through. mixed and
/// fake-open are 7: something answers, but not reliably, or not the host. accept-queue-or-filter is 2: silence.
int exitCode(const DiagnosisVerdict& verdict);

}  // namespace synscope
