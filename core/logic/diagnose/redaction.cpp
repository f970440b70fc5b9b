#include "core/logic/diagnose/redaction.h"

#include "core/logic/diagnose/address_finder.h"

#include <algorithm>
#include <cctype>

namespace synscope {
namespace {

template <typename... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};
template <typename... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

std::string lowerCase(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

bool isWordByte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return std::isalnum(byte) || c == '-' || c == '_' || byte >= 0x80;
}

/// Whether text[offset, offset + length) is not part of a longer word.
bool standsAlone(std::string_view text, std::size_t offset, std::size_t length) {
  const bool openBefore = offset == 0 || !isWordByte(text[offset - 1]);
  const bool openAfter = offset + length >= text.size() || !isWordByte(text[offset + length]);
  return openBefore && openAfter;
}

/// One form for every spelling of an address: upper or lower case, compressed or not.
std::string canonical(std::string_view address) {
  const auto parsed = IpAddress::parse(address);
  return parsed ? parsed->toString() : lowerCase(address);
}

std::string asText(const std::vector<std::byte>& bytes) {
  std::string text;
  std::transform(bytes.begin(), bytes.end(), std::back_inserter(text),
                 [](std::byte b) { return static_cast<char>(b); });
  return text;
}

/// Every text of an item of evidence that somebody else chose and that may hold names.
std::vector<std::string> foreignTexts(const Evidence& evidence) {
  return std::visit(
      Overloaded{[](const TlsEvidence& tls) {
                   return std::vector{tls.subject, tls.issuer, tls.library};
                 },
                 [](const FirstByteEvidence& firstByte) { return std::vector{asText(firstByte.bytes)}; },
                 [](const AttemptEvidence& attempt) { return std::vector{asText(attempt.attempt.reply)}; },
                 [](const auto&) { return std::vector<std::string>(); }},
      evidence.what);
}

}  // namespace

Redaction::Redaction(const Diagnosis& diagnosis) {
  collectNames(diagnosis);
  collectAddresses(diagnosis);
}

void Redaction::addName(const std::string& name) {
  const std::string lower = lowerCase(name);
  const bool known =
      std::any_of(m_names.begin(), m_names.end(), [&](const auto& entry) { return entry.first == lower; });
  if (lower.empty() || known || IpAddress::parse(lower)) {
    return;
  }
  m_names.emplace_back(lower, "host-" + std::to_string(++m_counts["host"]));
  std::stable_sort(m_names.begin(), m_names.end(),
                   [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
}

void Redaction::addAddress(const IpAddress& address, const char* role) {
  labelOf(address.toString(), role);
}

void Redaction::collectNames(const Diagnosis& diagnosis) {
  addName(diagnosis.request.host);
  addName(diagnosis.request.hostAsTyped);
  for (const Evidence& evidence : diagnosis.evidence) {
    if (const auto* names = std::get_if<NameEvidence>(&evidence.what)) {
      addName(names->name);
    }
    for (const std::string& foreign : foreignTexts(evidence)) {
      for (const std::string_view name : findDomainNames(foreign)) {
        addName(std::string(name));
      }
    }
  }
  if (diagnosis.bothEnds) {
    addName(diagnosis.bothEnds->companion);
  }
  if (diagnosis.sizes) {
    addName(diagnosis.sizes->companion);
  }
  for (const std::string_view name : findDomainNames(diagnosis.request.hostAsTyped)) {
    addName(std::string(name));
  }
}

void Redaction::collectAddresses(const Diagnosis& diagnosis) {
  if (const auto literal = IpAddress::parse(diagnosis.request.host)) {
    addAddress(*literal, "target");
  }
  for (const Evidence& evidence : diagnosis.evidence) {
    if (const auto* names = std::get_if<NameEvidence>(&evidence.what)) {
      for (const NameAnswer& answer : names->answers) {
        for (const IpAddress& address : answer.addresses) {
          addAddress(address, "target");
        }
      }
    }
    if (const auto* route = std::get_if<RouteEvidence>(&evidence.what)) {
      if (route->source) {
        addAddress(*route->source, "source");
      }
      if (route->gateway) {
        addAddress(*route->gateway, "router");
      }
    }
  }
  if (diagnosis.bothEnds && diagnosis.bothEnds->ours.local) {
    addAddress(diagnosis.bothEnds->ours.local->address, "source");
  }
  if (diagnosis.leftIdle) {
    for (const IdleRung& rung : diagnosis.leftIdle->rungs) {
      if (rung.local) {
        addAddress(rung.local->address, "source");
      }
    }
  }
  if (diagnosis.path) {
    for (const Hop& hop : diagnosis.path->hops) {
      for (const IpAddress& address : hop.addresses) {
        addAddress(address, "router");
      }
    }
  }
}

std::string Redaction::labelOf(std::string_view address, const char* role) {
  const std::string key = canonical(address);
  if (const auto it = m_addressLabels.find(key); it != m_addressLabels.end()) {
    return it->second;
  }
  const std::string label = std::string(role) + '-' + std::to_string(++m_counts[role]);
  m_addressLabels.emplace(key, label);
  return label;
}

std::string Redaction::withoutNames(std::string_view text) const {
  std::string result(text);
  for (const auto& [name, label] : m_names) {
    std::string lower = lowerCase(result);
    std::size_t offset = 0;
    while ((offset = lower.find(name, offset)) != std::string::npos) {
      if (standsAlone(lower, offset, name.size())) {
        result.replace(offset, name.size(), label);
        lower.replace(offset, name.size(), label);
        offset += label.size();
      } else {
        ++offset;
      }
    }
  }
  return result;
}

std::string Redaction::text(std::string_view text) {
  return sentence(withoutNames(text));
}

std::string Redaction::sentence(std::string_view sentence) {
  std::string result;
  std::size_t done = 0;
  for (const FoundAddress& found : findAddresses(sentence)) {
    result += sentence.substr(done, found.offset - done);
    result += labelOf(sentence.substr(found.offset, found.length),
                      found.kind == FoundAddress::Kind::kMac ? "mac" : "address");
    done = found.offset + found.length;
  }
  result += sentence.substr(done);
  return result;
}

void Redaction::redactPhrase(Phrase& phrase) {
  for (auto& [placeholder, value] : phrase.args) {
    value = text(value);
  }
}

void Redaction::redactEvidence(Evidence& evidence) {
  std::visit(Overloaded{[&](SkippedEvidence& skipped) { skipped.why.subject = text(skipped.why.subject); },
                        [&](NameEvidence& names) {
                          names.name = text(names.name);
                          for (NameAnswer& answer : names.answers) {
                            if (answer.error) {
                              answer.error->subject = text(answer.error->subject);
                            }
                          }
                        },
                        [&](AttemptEvidence& attempt) {
                          attempt.attempt.reply.clear();
                          attempt.timeline = redacted(attempt.timeline);
                        },
                        [&](TlsEvidence& tls) {
                          tls.subject = text(tls.subject);
                          tls.issuer = text(tls.issuer);
                          tls.library = text(tls.library);
                        },
                        [&](FirstByteEvidence& firstByte) { firstByte.bytes.clear(); }, [](auto&) {}},
             evidence.what);
}

/// Addresses in plain fields are labelled when they are written.
void Redaction::redactBothEnds(BothEnds& ends) {
  ends.companion = text(ends.companion);
  ends.theirs.process = text(ends.theirs.process);
  redactPhrase(ends.verdict.words);
  for (Phrase& note : ends.verdict.notes) {
    redactPhrase(note);
  }
  ends.timeline = redacted(ends.timeline);
}

Timeline Redaction::redacted(const Timeline& timeline) {
  Timeline result;
  for (const std::string& label : timeline.lanes()) {
    result.lane(text(label));
  }
  for (TimelineEvent event : timeline.events()) {
    event.from = result.lane(text(timeline.lanes().at(event.from)));
    event.to = result.lane(text(timeline.lanes().at(event.to)));
    for (auto& [field, value] : event.fields) {
      value = text(value);
    }
    result.add(std::move(event));
  }
  return result;
}

Diagnosis Redaction::apply(const Diagnosis& diagnosis) {
  Diagnosis result = diagnosis;
  result.request.host = text(diagnosis.request.host);
  result.request.hostAsTyped = text(diagnosis.request.hostAsTyped);
  for (Evidence& evidence : result.evidence) {
    redactEvidence(evidence);
  }
  for (Layer& layer : result.layers) {
    redactPhrase(layer.words);
  }
  if (result.verdict) {
    redactPhrase(result.verdict->words);
    for (Phrase& step : result.verdict->nextSteps) {
      redactPhrase(step);
    }
  }
  result.timeline = redacted(diagnosis.timeline);
  if (result.bothEnds) {
    redactBothEnds(*result.bothEnds);
  }
  if (result.sizes) {
    result.sizes->companion = text(result.sizes->companion);
  }
  return result;
}

}  // namespace synscope
