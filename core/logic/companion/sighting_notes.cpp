#include "core/logic/companion/sighting_notes.h"

#include "core/logic/companion/two_sided_verdict.h"
#include "core/logic/kernel/socket_ends.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace synscope {
namespace {

constexpr std::array<std::string_view, 7> kNoteKeys{
    "two-sided.note.translated", "two-sided.note.mss-changed",  "two-sided.note.options-removed", "two-sided.note.hops",
    "two-sided.note.opened",     "two-sided.note.no-half-open", "two-sided.note.syn-retried",
};

/// The MSS our SYN carried. Linux takes the room of the timestamps off tcpi_advmss once they are agreed
/// (tcp_rcv_synsent_state_process()).
int offeredMss(const NegotiatedOptions& options) {
  constexpr int kTimestampBytes = 12;
  return static_cast<int>(options.receiveMss) + (options.timestamps ? kTimestampBytes : 0);
}

void noteSyn(const Attempt& ours, const CompanionSyn& syn, std::vector<Phrase>& notes) {
  const auto arrived = static_cast<std::uint8_t>(syn.ttl);
  if (const int hops = guessedInitialTtl(arrived) - arrived; hops > 0)
    notes.push_back({"two-sided.note.hops", {{"count", std::to_string(hops)}, {"ttl", std::to_string(syn.ttl)}}});
  if (!ours.negotiated || ours.negotiated->receiveMss == 0) return;  // Not told.
  const int offered = offeredMss(*ours.negotiated);
  if (syn.mss && *syn.mss < offered)
    notes.push_back(
        {"two-sided.note.mss-changed", {{"sent", std::to_string(offered)}, {"seen", std::to_string(*syn.mss)}}});
}

}  // namespace

std::span<const std::string_view> twoSidedNoteKeys() {
  return kNoteKeys;
}

const CompanionSighting* sightingOf(const Attempt& ours, const CompanionView& theirs) {
  const auto& all = theirs.sightings;
  const auto find = [&](auto matches) -> const CompanionSighting* {
    const auto found = std::find_if(all.rbegin(), all.rend(), matches);
    return found == all.rend() ? nullptr : &*found;
  };
  if (!ours.local) return all.empty() ? nullptr : &all.back();
  const IpEndpoint local = bareEndpoint(*ours.local);
  if (const auto* exact = find([&](const auto& seen) { return bareEndpoint(seen.from) == local; })) return exact;
  const auto translated = [&](const auto& seen) { return bareEndpoint(seen.from).address != local.address; };
  const auto samePort = [&](const auto& seen) { return translated(seen) && seen.from.port == local.port; };
  if (const auto* port = find(samePort)) return port;
  return find(translated);
}

bool isSurely(const Attempt& ours, const CompanionSighting& seen) {
  return ours.local && ours.local->port == seen.from.port;
}

std::vector<Phrase> notesOf(const Attempt& ours, const CompanionView& theirs, const CompanionSighting* seen) {
  std::vector<Phrase> notes;
  if (theirs.opened && seen == nullptr)
    notes.push_back({"two-sided.note.opened", {{"port", std::to_string(theirs.port)}}});
  if (ours.protocol == Protocol::kTcp && !theirs.seesHalfOpen) notes.push_back({"two-sided.note.no-half-open", {}});
  if (seen == nullptr) return notes;
  if (ours.local && bareEndpoint(seen->from) != bareEndpoint(*ours.local))
    notes.push_back({"two-sided.note.translated", {{"sent", ours.local->toString()}, {"seen", seen->from.toString()}}});
  if (ours.synRetransmits.value_or(0) > 0 && seen->established)
    notes.push_back({"two-sided.note.syn-retried", {{"count", std::to_string(*ours.synRetransmits)}}});
  if (!seen->syn) return notes;
  noteSyn(ours, *seen->syn, notes);
  if (ours.negotiated && ours.protocol == Protocol::kTcp && (!seen->syn->selectiveAck || !seen->syn->windowScale))
    notes.push_back({"two-sided.note.options-removed", {}});
  return notes;
}

}  // namespace synscope
