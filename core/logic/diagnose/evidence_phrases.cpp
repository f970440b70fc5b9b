#include "core/logic/diagnose/evidence_phrases.h"

#include "core/logic/diagnose/verdict_builder.h"

#include <algorithm>

namespace synscope {
namespace {

using Args = std::vector<std::pair<std::string, std::string>>;

constexpr std::size_t kShownText = 60;

std::string nameState(const NameEvidence& name, std::size_t count) {
  if (name.literal) return ".literal";
  if (count > 0) return ".ok";
  for (const NameAnswer& answer : name.answers) {
    if (answer.error && answer.error->code == ErrorCode::kNameServerSilent) return ".server-silent";
    if (answer.error && answer.error->code != ErrorCode::kNameNotFound) return ".server-failed";
  }
  return ".not-found";
}

std::string_view routeState(const RouteEvidence& route) {
  if (!route.known) return ".unknown";
  switch (route.error) {
    case SocketError::kNone: return route.localDestination ? ".here" : ".ok";
    case SocketError::kNetworkUnreachable: return ".none";
    case SocketError::kHostUnreachable: return ".unreachable";
    case SocketError::kAccessDenied: return ".prohibit";
    case SocketError::kInvalidArgument: return ".blackhole";
    default: return ".failed";
  }
}

Args endpointArgs(const IpEndpoint& target, Duration elapsed) {
  return {{"address", target.address.toString()}, {"port", std::to_string(target.port)}, {"ms", msText(elapsed)}};
}

/// The beginning of what an application said, as far as it is plain ASCII text.
std::string shownText(const std::vector<std::byte>& bytes) {
  std::string text;
  for (const std::byte byte : bytes) {
    const char c = static_cast<char>(byte);
    if (c == '\r' || c == '\n' || text.size() == kShownText) break;
    if (c < 0x20 || c > 0x7e) return {};
    text += c;
  }
  return text;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names)
    text += (text.empty() ? "" : ", ") + name;
  return text;
}

}  // namespace

Duration elapsedOf(const NameEvidence& name) {
  Duration longest{};
  for (const NameAnswer& answer : name.answers)
    longest = std::max(longest, answer.elapsed);
  return longest;
}

Phrase namePhrase(const NameEvidence& name) {
  std::size_t count = 0;
  std::string addresses;
  for (const NameAnswer& answer : name.answers) {
    for (const IpAddress& address : answer.addresses) {
      ++count;
      addresses += (addresses.empty() ? "" : ", ") + address.toString();
    }
  }
  return {nameState(name, count),
          {{"host", name.name},
           {"addresses", addresses},
           {"count", std::to_string(count)},
           {"ms", msText(elapsedOf(name))}}};
}

Phrase routePhrase(const RouteEvidence& route) {
  Phrase phrase{std::string(routeState(route)), {{"address", route.destination.toString()}}};
  if (!route.interface.empty()) phrase.args.emplace_back("interface", route.interface);
  if (route.source) phrase.args.emplace_back("source", route.source->toString());
  if (route.gateway) phrase.args.emplace_back("gateway", route.gateway->toString());
  if (route.error != SocketError::kNone) phrase.args.emplace_back("error", "errno." + std::string(name(route.error)));
  return phrase;
}

Phrase attemptPhrase(const AttemptEvidence& seen) {
  const Attempt& attempt = seen.attempt;
  Phrase phrase{"." + std::string(name(seen.verdict.state)), endpointArgs(attempt.target, attempt.elapsed)};
  phrase.args.emplace_back("reason", "reason." + std::string(name(seen.verdict.reason)));
  if (attempt.synRetransmits.value_or(0) > 0) {
    phrase.args.emplace_back("retransmits", std::to_string(*attempt.synRetransmits));
  }
  if (attempt.icmp) {
    phrase.args.emplace_back("device", attempt.icmp->from.toString());
    phrase.args.emplace_back("icmp", catalogueKey(*attempt.icmp));
  }
  return phrase;
}

Phrase tlsPhrase(const TlsEvidence& tls) {
  const bool established = tls.result == TlsResult::kEstablished;
  Phrase phrase{"", endpointArgs(tls.target, tls.elapsed)};
  phrase.key = !established                      ? "." + std::string(name(tls.result))
               : tls.certificateProblems.empty() ? ".ok"
                                                 : ".certificate";
  if (!tls.certificateProblems.empty()) {
    phrase.args.emplace_back("problem", "tls-problem." + tls.certificateProblems.front());
    phrase.args.emplace_back("problems", joined(tls.certificateProblems));
  }
  phrase.args.emplace_back("version", tls.version);
  phrase.args.emplace_back("cipher", tls.cipher);
  phrase.args.emplace_back("subject", tls.subject);
  phrase.args.emplace_back("issuer", tls.issuer);
  phrase.args.emplace_back("library", tls.library);
  return phrase;
}

Phrase firstBytePhrase(const FirstByteEvidence& firstByte) {
  Phrase phrase{"." + std::string(name(firstByte.result)), endpointArgs(firstByte.target, firstByte.elapsed)};
  phrase.args.emplace_back("bytes", std::to_string(firstByte.bytes.size()));
  phrase.args.emplace_back("text", shownText(firstByte.bytes));
  return phrase;
}

}  // namespace synscope
