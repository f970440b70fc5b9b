#include "core/logic/companion/full_size_search.h"

#include "core/logic/base/enum_values.h"

#include <algorithm>
#include <utility>

namespace synscope {
namespace {

constexpr int kUsualSegment = 1460;  ///< Ethernet's 1,500 bytes; where nothing better is known.

std::uint32_t headers(IpFamily family) {
  return family == IpFamily::kV4 ? 40 : 60;
}

bool isBlackHole(const FullSizeResult& way) {
  return way.tried && !way.full && way.largest.has_value();
}

/// The packet that a way is known to take.
std::optional<std::uint32_t> largestPacket(const FullSizeResult& way, IpFamily family) {
  if (way.full && way.natural.pathMtu) return std::min(*way.natural.pathMtu, way.natural.sent + headers(family));
  if (way.full && way.natural.offered) return *way.natural.offered + headers(family);
  if (way.largest) return static_cast<std::uint32_t>(*way.largest) + headers(family);
  return std::nullopt;
}

MtuCode codeOf(const FullSizeResult& there, const FullSizeResult& back) {
  if (isBlackHole(there) && isBlackHole(back)) return MtuCode::kBlackHoleBoth;
  if (isBlackHole(there)) return MtuCode::kBlackHoleThere;
  if (isBlackHole(back)) return MtuCode::kBlackHoleBack;
  if (!there.full || !back.full) return MtuCode::kUnclear;
  return there.told || back.told ? MtuCode::kTold : MtuCode::kFull;
}

/// Smaller segments than were agreed on, by more than options take (RFC 9293 section 3.1: 40 bytes at most), and no
/// word from the path: it was told of earlier, and what larger ones would have met is not known.
bool keptSmall(const FullSizeResult& way) {
  constexpr std::uint32_t kMostOptions = 40;
  return !way.told && way.natural.offered && way.natural.segment &&
         *way.natural.segment + kMostOptions < *way.natural.offered;
}

/// Arrived is arrived. A black hole is inferred: of several sizes those above a limit did not arrive, and nobody said
/// why.
Confidence confidenceOf(MtuCode code, const FullSizeResult& there, const FullSizeResult& back) {
  if (code == MtuCode::kUnclear) return Confidence::kPossible;
  const bool arrived = code == MtuCode::kFull || code == MtuCode::kTold;
  return arrived && !keptSmall(there) && !keptSmall(back) ? Confidence::kCertain : Confidence::kLikely;
}

}  // namespace

std::optional<int> FullSizeSearch::nextSegment(const Way& way) {
  if (!way.leastTried) return kLeastSegment;
  if (way.low == 0 || way.high - way.low <= 1) return std::nullopt;
  return way.low + (way.high - way.low) / 2;
}

std::optional<FullSizeTrial> FullSizeSearch::next() const {
  constexpr FullSizeWay kBoth[] = {FullSizeWay::kThere, FullSizeWay::kBack};
  for (const FullSizeWay which : kBoth)
    if (!m_ways[static_cast<std::size_t>(which)].result.tried) return FullSizeTrial{which, std::nullopt};
  for (const FullSizeWay which : kBoth) {
    const Way& way = m_ways[static_cast<std::size_t>(which)];
    if (way.result.full) continue;
    if (const auto segment = nextSegment(way)) return FullSizeTrial{which, *segment};
    if (way.result.largest && !way.triedAgain) return FullSizeTrial{which, std::nullopt};
  }
  return std::nullopt;
}

int FullSizeSearch::mostLeft() const {
  int left = 0;
  for (const Way& way : m_ways) {
    if (way.result.full) continue;
    const int high = way.result.tried ? way.high : kUsualSegment;
    left += way.result.tried ? 0 : 1;
    if (way.leastTried && way.low == 0) continue;
    left += (way.leastTried ? 0 : 1) + (way.triedAgain ? 0 : 1);
    for (int width = high - std::max(way.low, kLeastSegment); width > 1; width -= width / 2)
      ++left;
  }
  return left;
}

/// The second time only what arrives counts, and only where as much was agreed on as at first: what another way has
/// told of itself since then makes segments smaller, and would hide the limit.
void FullSizeSearch::onNatural(Way& way, const FullSizeOutcome& outcome) {
  way.triedAgain = std::exchange(way.result.tried, true);
  if (way.triedAgain && (!outcome.arrived || outcome.offered < way.result.natural.offered)) return;
  way.result.full = outcome.arrived;
  way.result.natural = outcome;
  way.result.told =
      outcome.arrived && outcome.pathMtu && outcome.pathMtuBefore && *outcome.pathMtu < *outcome.pathMtuBefore;
  way.high =
      std::max(outcome.offered ? static_cast<int>(std::min<std::uint32_t>(*outcome.offered, 65'535)) : kUsualSegment,
               kLeastSegment);
}

void FullSizeSearch::onOutcome(const FullSizeTrial& trial, const FullSizeOutcome& outcome) {
  Way& way = m_ways[static_cast<std::size_t>(trial.way)];
  if (!trial.maximumSegment) return onNatural(way, outcome);
  if (*trial.maximumSegment == kLeastSegment) way.leastTried = true;
  if (!outcome.arrived) {
    way.high = std::min(way.high, *trial.maximumSegment);
    return;
  }
  // A path that was told of in the meantime lets no larger segments be offered: then that is as far as is known.
  const int agreed =
      outcome.offered ? static_cast<int>(std::min<std::uint32_t>(*outcome.offered, 65'535)) : *trial.maximumSegment;
  way.low = std::max(way.low, std::min(*trial.maximumSegment, agreed));
  if (agreed < *trial.maximumSegment) way.high = way.low + 1;
  way.result.largest = way.low;
}

Phrase tryingWords(const FullSizeTrial& trial) {
  const std::string size = trial.maximumSegment ? std::to_string(*trial.maximumSegment) : std::string();
  return {trial.way == FullSizeWay::kThere ? "mtu-way.trying-there" : "mtu-way.trying-back", {{"mss", size}}};
}

Phrase wayWords(FullSizeWay way, const FullSizeResult& result) {
  const auto known = [](const auto& value) { return value ? std::to_string(*value) : std::string("-"); };
  const std::string key = way == FullSizeWay::kThere ? "mtu-way.there" : "mtu-way.back";
  const std::string state = result.full ? ".full" : result.largest ? ".cut" : ".none";
  return {key + state,
          {{"mss", result.full ? known(result.natural.segment) : known(result.largest)},
           {"value", known(result.natural.pathMtu)}}};
}

std::string_view name(MtuCode code) {
  switch (code) {
    case MtuCode::kFull: return "full";
    case MtuCode::kTold: return "told";
    case MtuCode::kBlackHoleThere: return "black-hole-there";
    case MtuCode::kBlackHoleBack: return "black-hole-back";
    case MtuCode::kBlackHoleBoth: return "black-hole-both";
    case MtuCode::kUnclear: return "unclear";
  }
  return "unclear";
}

std::span<const MtuCode> allMtuCodes() {
  static constexpr auto kAll = enumValues<MtuCode, MtuCode::kUnclear>();
  return kAll;
}

MtuVerdict judgeMtu(const FullSizeResult& there, const FullSizeResult& back, IpFamily family) {
  MtuVerdict verdict;
  verdict.code = codeOf(there, back);
  verdict.confidence = confidenceOf(verdict.code, there, back);
  for (const FullSizeResult* way : {&there, &back}) {
    const auto packet = largestPacket(*way, family);
    if (packet) verdict.mtu = std::min(verdict.mtu.value_or(*packet), *packet);
  }
  verdict.words.key = "mtu." + std::string(name(verdict.code));
  if (verdict.mtu) {
    verdict.words.args.emplace_back("value", std::to_string(*verdict.mtu));
    verdict.words.args.emplace_back("mss", std::to_string(*verdict.mtu - std::min(*verdict.mtu, headers(family))));
  }
  return verdict;
}

}  // namespace synscope
