#include "core/logic/endpoint/auto_reply.h"

#include <algorithm>
#include <iterator>

namespace synscope {
namespace {

using HexPattern = std::vector<std::optional<std::byte>>;

Error badPattern(const std::string& pattern) {
  return {.code = ErrorCode::kBadPattern, .operation = "compile-rule", .subject = pattern};
}

/// Pairs of hexadecimal digits and "??" for any byte, with or without spaces between.
Result<HexPattern> parseHexPattern(const std::string& text) {
  std::string digits;
  std::ranges::copy_if(text, std::back_inserter(digits), [](char c) { return c != ' ' && c != '\t' && c != '\n'; });
  if (digits.empty() || digits.size() % 2 != 0) return badPattern(text);
  HexPattern pattern;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    const std::string pair = digits.substr(i, 2);
    if (pair == "??") {
      pattern.emplace_back(std::nullopt);
      continue;
    }
    const auto byte = parseHex(pair);
    if (!byte || byte->size() != 1) return badPattern(text);
    pattern.emplace_back(byte->front());
  }
  return pattern;
}

bool contains(std::span<const std::byte> message, const HexPattern& pattern) {
  const auto same = [](std::byte have, const std::optional<std::byte>& want) { return !want || *want == have; };
  return std::search(message.begin(), message.end(), pattern.begin(), pattern.end(), same) != message.end();
}

std::string textOf(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

using Groups = std::vector<std::string>;  // Of the regular expression; the first is {1}.

std::optional<std::string> valueOf(std::string_view placeholder, std::span<const std::byte> message,
                                   const ReplyContext& context, const Groups& groups) {
  if (placeholder == "time") return context.time;
  if (placeholder == "date") return context.date;
  if (placeholder == "count") return std::to_string(context.count);
  if (placeholder == "peer") return context.peer.toString();
  if (placeholder == "length") return std::to_string(message.size());
  if (placeholder == "data") return textOf(message);
  if (placeholder.size() != 1 || placeholder[0] < '1' || placeholder[0] > '9') return std::nullopt;
  const auto group = static_cast<std::size_t>(placeholder[0] - '1');
  return group < groups.size() ? groups[group] : std::string();
}

}  // namespace

struct AutoReply::Compiled {
  MatchKind kind = MatchKind::kContains;
  std::string text;
  HexPattern hex;
  RegexMatcher regex;
  std::string reply;  ///< Escapes already replaced; placeholders still in.

  /// The groups of a match (empty for all but regular expressions); nullopt where the message does not match.
  std::optional<Groups> match(std::span<const std::byte> message) const;
  Bytes fill(std::span<const std::byte> message, const ReplyContext& context, const Groups& groups) const;
};

std::optional<Groups> AutoReply::Compiled::match(std::span<const std::byte> message) const {
  const std::string_view whole(reinterpret_cast<const char*>(message.data()), message.size());
  const auto when = [](bool matched) { return matched ? std::optional<Groups>(Groups()) : std::nullopt; };
  switch (kind) {
    case MatchKind::kContains: return when(whole.find(text) != std::string_view::npos);
    case MatchKind::kEquals: return when(whole == text);
    case MatchKind::kHex: return when(contains(message, hex));
    case MatchKind::kRegex: return regex(message);
  }
  return std::nullopt;
}

Bytes AutoReply::Compiled::fill(std::span<const std::byte> message, const ReplyContext& context,
                                const Groups& groups) const {
  std::string out;
  for (std::size_t i = 0; i < reply.size(); ++i) {
    const std::size_t end = reply[i] == '{' ? reply.find('}', i) : std::string::npos;
    const auto value = end == std::string::npos
                           ? std::nullopt
                           : valueOf(std::string_view(reply).substr(i + 1, end - i - 1), message, context, groups);
    if (value) {
      out += *value;
      i = end;
    } else {
      out += reply[i];
    }
  }
  const auto bytes = std::as_bytes(std::span(out));
  return {bytes.begin(), bytes.end()};
}

Result<std::shared_ptr<const AutoReply::Compiled>> AutoReply::compileRule(const AutoReplyRule& rule,
                                                                          const RegexCompiler& regexCompiler) {
  if (rule.pattern.empty() && rule.match != MatchKind::kEquals) return badPattern(rule.pattern);
  Compiled compiled{.kind = rule.match, .text = rule.pattern, .hex = {}, .regex = {}, .reply = {}};
  if (rule.match == MatchKind::kHex) {
    auto pattern = parseHexPattern(rule.pattern);
    if (!pattern) return pattern.error();
    compiled.hex = std::move(pattern).value();
  }
  if (rule.match == MatchKind::kRegex) {
    auto matcher = regexCompiler(rule.pattern);
    if (!matcher) return matcher.error();
    compiled.regex = std::move(matcher).value();
  }
  const auto reply = parseEscapes(rule.reply);
  if (!reply) return reply.error();
  compiled.reply = textOf(*reply);
  return std::make_shared<const Compiled>(std::move(compiled));
}

Result<AutoReply> AutoReply::compile(const std::vector<AutoReplyRule>& rules, const RegexCompiler& regexCompiler) {
  AutoReply ready;
  for (const AutoReplyRule& rule : rules) {
    if (!rule.enabled) continue;
    auto compiled = compileRule(rule, regexCompiler);
    if (!compiled) return compiled.error();
    ready.m_rules.push_back(std::move(compiled).value());
  }
  return ready;
}

std::optional<Bytes> AutoReply::replyTo(std::span<const std::byte> message, const ReplyContext& context) const {
  for (const auto& rule : m_rules)
    if (const auto groups = rule->match(message)) return rule->fill(message, context, *groups);
  return std::nullopt;
}

std::string_view name(MatchKind kind) {
  switch (kind) {
    case MatchKind::kContains: return "contains";
    case MatchKind::kEquals: return "equals";
    case MatchKind::kRegex: return "regex";
    case MatchKind::kHex: return "hex";
  }
  return "contains";
}

}  // namespace synscope
