#pragma once

#include "core/logic/base/ip_endpoint.h"
#include "core/logic/base/time.h"
#include "core/logic/reach/attempt.h"
#include "core/logic/wire/saved_syn.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace synscope {

/// What the SYN looked like when it arrived at the far end (Linux tcp(7), TCP_SAVE_SYN).
struct CompanionSyn {
  int ttl = 0;
  std::optional<int> mss;
  std::optional<int> windowScale;
  bool selectiveAck = false;
  bool timestamps = false;

  bool operator==(const CompanionSyn&) const = default;
};

CompanionSyn summaryOf(const SavedSyn& syn);

/// Something the far end noticed for the first time in one of its looks: it happened between that look and the one
/// before. Both count from when its watch began, on its own clock.
struct CompanionMoment {
  enum class What : std::uint8_t { kHalfOpen, kAnsweredAgain, kEstablished, kDatagram };

  What what = What::kHalfOpen;
  Duration after{}, seen{};
  std::uint32_t count = 1;  ///< How many of them since the look before.

  bool operator==(const CompanionMoment&) const = default;
};

/// "half-open", "answered-again", "established", "datagram".
std::string_view name(CompanionMoment::What what);

/// What the far end noticed of one source address and port that tried its port.
struct CompanionSighting {
  IpEndpoint from;
  std::uint32_t firstMs = 0;       ///< After its watch began, on its own clock.
  bool halfOpen = false;           ///< Its kernel held it in SYN_RECV: the SYN arrived and was answered.
  bool established = false;        ///< The handshake was completed at its end too.
  std::uint32_t synAcksAgain = 0;  ///< SYN-ACKs sent again for want of an answer.
  std::uint64_t datagrams = 0;     ///< UDP: received from there.
  std::uint64_t replies = 0;       ///< UDP: sent back.
  std::optional<CompanionSyn> syn;
  std::vector<CompanionMoment> moments = {};  ///< In their order; empty from a companion that keeps none.

  bool operator==(const CompanionSighting&) const = default;
};

/// Everything another SynScope saw at one of its ports while we tried it. Only what concerns our own address.
struct CompanionView {
  Protocol protocol = Protocol::kTcp;
  std::uint16_t port = 0;
  bool served = false;        ///< Something listens there.
  bool opened = false;        ///< The companion opened the port for this check, because nobody else had it.
  std::string process;        ///< Who listens, where it may tell: hostile text.
  bool seesHalfOpen = false;  ///< Its system tells of half-open connections.
  std::optional<std::uint64_t> queueOverflows;  ///< Connections its listeners turned away during the check.
  std::vector<CompanionSighting> sightings;

  bool operator==(const CompanionView&) const = default;
};

}  // namespace synscope
