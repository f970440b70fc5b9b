#pragma once

#include "core/logic/base/ip_address.h"
#include "core/logic/base/phrase.h"
#include "core/logic/diagnose/confidence.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace synscope {

enum class FullSizeWay { kThere, kBack };

/// One connection on which more than one full segment is sent one way.
struct FullSizeTrial {
  FullSizeWay way = FullSizeWay::kThere;
  std::optional<int> maximumSegment;  ///< TCP_MAXSEG, bytes; nullopt: as the system chooses.

  bool operator==(const FullSizeTrial&) const = default;
};

struct FullSizeOutcome {
  bool arrived = false;
  std::uint32_t sent = 65'535;           ///< Data in one go, bytes: no more is known to pass as one packet.
  std::optional<std::uint32_t> offered;  ///< Maximum segment size that was agreed on, bytes.
  std::optional<std::uint32_t> segment;  ///< Data in one segment of the sender, in the end; bytes.
  std::optional<std::uint32_t> pathMtuBefore, pathMtu;  ///< What the sender's system thinks of the path, bytes.
};

/// What is known of one way once all its trials are over.
struct FullSizeResult {
  bool tried = false;
  bool full = false;           ///< Segments as large as agreed on arrive.
  bool told = false;           ///< … after the path had said that it takes only smaller ones.
  std::optional<int> largest;  ///< Where not: the largest maximum segment size with which data arrives.
  FullSizeOutcome natural;     ///< As the system chose.
};

/// Which sizes of segments a path lets through, each way. Decides what to try next: first what the system would do,
/// each way; where that stays unanswered the smallest that every path takes, and then by halves up to the limit. What
/// then looks like a limit is tried once more as the system chooses: a path that loses much lets large data vanish too.
class FullSizeSearch {
 public:
  /// RFC 9293 section 3.7.1: what every host takes.
  static constexpr int kLeastSegment = 536;

  /// nullopt: all is known.
  std::optional<FullSizeTrial> next() const;
  void onOutcome(const FullSizeTrial& trial, const FullSizeOutcome& outcome);
  /// How many trials may still be needed, the next one among them.
  int mostLeft() const;

  const FullSizeResult& there() const { return m_ways[0].result; }
  const FullSizeResult& back() const { return m_ways[1].result; }

 private:
  struct Way {
    FullSizeResult result;
    bool leastTried = false;
    bool triedAgain = false;  ///< As the system chooses, after a limit was found.
    int low = 0;              ///< Arrived.
    int high = 0;             ///< Did not.
  };

  static std::optional<int> nextSegment(const Way& way);
  static void onNatural(Way& way, const FullSizeOutcome& outcome);

  Way m_ways[2];
};

/// What is being tried, and what came of one way: phrases `mtu-way.*`.
Phrase tryingWords(const FullSizeTrial& trial);
Phrase wayWords(FullSizeWay way, const FullSizeResult& result);

/// What both ways together mean. The words are `mtu.<name>` in the catalogue.
enum class MtuCode {
  kFull,            ///< Full-size segments arrive both ways.
  kTold,            ///< They do, after the path had said that it takes less.
  kBlackHoleThere,  ///< Large ones vanish on the way there, without a word.
  kBlackHoleBack,   ///< … on the way back.
  kBlackHoleBoth,
  kUnclear,  ///< Not even small data arrives: size is not the reason.
};

std::string_view name(MtuCode code);
std::span<const MtuCode> allMtuCodes();

struct MtuVerdict {
  MtuCode code = MtuCode::kUnclear;
  Confidence confidence = Confidence::kPossible;
  std::optional<std::uint32_t> mtu;  ///< Largest packet that is known to pass both ways, bytes.
  Phrase words;
};

/// @param family Decides how much of a packet headers are: IPv4 40 bytes, IPv6 60 (with TCP, without options).
MtuVerdict judgeMtu(const FullSizeResult& there, const FullSizeResult& back, IpFamily family);

}  // namespace synscope
