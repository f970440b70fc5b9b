#include "core/logic/diagnose/evidence_phrases.h"
#include "core/logic/diagnose/verdict_builder.h"
#include "core/logic/diagnose/words.h"

namespace synscope {
namespace {

using Args = std::vector<std::pair<std::string, std::string>>;

Args targetArgs(const Evidence& evidence) {
  if (!evidence.check.target) return {};
  return {{"address", evidence.check.target->address.toString()},
          {"port", std::to_string(evidence.check.target->port)}};
}

Phrase traceWords(const Trace& trace, const Evidence& evidence) {
  Phrase phrase{"." + std::string(name(trace.end)), targetArgs(evidence)};
  phrase.args.emplace_back("last", std::to_string(trace.lastAnsweringTtl));
  const Hop* final = trace.finalHop();
  const Hop* hop = final != nullptr ? final : trace.hop(trace.lastAnsweringTtl);
  if (final != nullptr) phrase.args.emplace_back("hops", std::to_string(final->ttl));
  if (hop != nullptr && !hop->addresses.empty()) phrase.args.emplace_back("device", hop->addresses.front().toString());
  return phrase;
}

Phrase arrivalWords(const ArrivalTtlEvidence& arrival, const Evidence& evidence) {
  Phrase phrase{arrival.arrivalTtl ? ".found" : ".unknown", targetArgs(evidence)};
  if (!arrival.arrivalTtl) return phrase;
  phrase.args.emplace_back("ttl", std::to_string(*arrival.arrivalTtl));
  phrase.args.emplace_back("hops", std::to_string(hopsBehind(*arrival.arrivalTtl)));
  phrase.args.emplace_back("answer", std::string(name(arrival.answer)));
  return phrase;
}

Phrase listenerWords(const ListenerEvidence& listeners, const Evidence& evidence) {
  Phrase phrase{!listeners.known ? ".unknown" : listeners.listeners.empty() ? ".none" : ".found", targetArgs(evidence)};
  if (listeners.listeners.empty()) return phrase;
  const Listener& first = listeners.listeners.front();
  phrase.args.emplace_back("count", std::to_string(listeners.listeners.size()));
  phrase.args.emplace_back("listener", first.local.toString());
  if (!first.process.empty()) phrase.args.emplace_back("process", first.process);
  if (first.pid) phrase.args.emplace_back("pid", std::to_string(*first.pid));
  if (first.acceptQueue) phrase.args.emplace_back("queue", std::to_string(*first.acceptQueue));
  if (first.backlog) phrase.args.emplace_back("backlog", std::to_string(*first.backlog));
  return phrase;
}

std::string_view fullSizeState(const FullSizeEvidence& sizes) {
  if (!sizes.fullAcknowledged) return ".not-tried";
  if (*sizes.fullAcknowledged) return ".ok";
  if (!sizes.smallAcknowledged) return ".all-lost";
  return sizes.reducedAcknowledged == true ? ".black-hole" : ".full-lost";
}

Phrase fullSizeWords(const FullSizeEvidence& sizes, const Evidence& evidence) {
  Phrase phrase{std::string(fullSizeState(sizes)), targetArgs(evidence)};
  phrase.args.emplace_back("mss", std::to_string(sizes.mss));
  phrase.args.emplace_back("ms", msText(sizes.elapsed));
  phrase.args.emplace_back("retransmits", std::to_string(sizes.retransmits));
  return phrase;
}

/// State and values of each kind of evidence; the key still lacks its beginning.
struct StateWords {
  const Evidence& evidence;

  Phrase operator()(const SkippedEvidence& skipped) const {
    Phrase phrase{"", targetArgs(evidence)};
    phrase.args.emplace_back("check", "check." + std::string(name(evidence.check.kind)));
    phrase.args.emplace_back("error", "error." + std::string(name(skipped.why.code)));
    return phrase;
  }
  Phrase operator()(const NameEvidence& what) const { return namePhrase(what); }
  Phrase operator()(const RouteEvidence& what) const { return routePhrase(what); }
  Phrase operator()(const ListenerEvidence& what) const { return listenerWords(what, evidence); }
  Phrase operator()(const AttemptEvidence& what) const { return attemptPhrase(what); }
  Phrase operator()(const TraceEvidence& what) const { return traceWords(what.trace, evidence); }
  Phrase operator()(const ArrivalTtlEvidence& what) const { return arrivalWords(what, evidence); }
  Phrase operator()(const TlsEvidence& what) const { return tlsPhrase(what); }
  Phrase operator()(const FirstByteEvidence& what) const { return firstBytePhrase(what); }
  Phrase operator()(const FullSizeEvidence& what) const { return fullSizeWords(what, evidence); }
};

}  // namespace

Phrase evidenceWords(const Evidence& evidence) {
  Phrase phrase = std::visit(StateWords{evidence}, evidence.what);
  const bool skipped = std::holds_alternative<SkippedEvidence>(evidence.what);
  phrase.key = "evidence." + (skipped ? "skipped" : std::string(name(evidence.check.kind)) + phrase.key);
  return phrase;
}

}  // namespace synscope
