#pragma once

#include "core/logic/base/ip_endpoint.h"
#include "core/logic/base/result.h"
#include "core/logic/endpoint/payload_text.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace synscope {

enum class MatchKind { kContains, kEquals, kRegex, kHex };

std::string_view name(MatchKind kind);

/// "When this comes in, answer that": one rule as the person wrote it.
struct AutoReplyRule {
  MatchKind match = MatchKind::kContains;
  std::string pattern;  ///< Bytes as text; for kHex pairs of digits, where "??" is any byte; for kRegex an expression.
  std::string
      reply;  ///< Escapes as in parseEscapes() and placeholders {time} {date} {count} {peer} {length} {data} {1}…{9}.
  bool enabled = true;
};

/// What placeholders of a reply stand for at this moment; texts are given, so that logic needs no clock.
struct ReplyContext {
  std::string date;  ///< ISO 8601.
  std::string time;
  IpEndpoint peer;
  std::uint64_t count = 0;  ///< How many replies this session has sent, from 1.
};

/// Whether a message matches, and the text of its groups 1 to 9. The engine makes one from a regular-expression library
/// whose work on hostile input is bounded (std::regex recurses with the length of the message).
using RegexMatcher = std::function<std::optional<std::vector<std::string>>(std::span<const std::byte>)>;
using RegexCompiler = std::function<Result<RegexMatcher>(const std::string& pattern)>;

/// A list of rules made ready for use. Invariant: the first enabled rule that matches answers, others are not asked.
class AutoReply {
 public:
  /// Fails with kBadPattern, kBadHex or kBadEscape; the subject is the offending text.
  static Result<AutoReply> compile(const std::vector<AutoReplyRule>& rules, const RegexCompiler& regexCompiler);

  /// The answer to one message (a datagram, or what one read of a stream brought); nullopt where no rule matches.
  std::optional<Bytes> replyTo(std::span<const std::byte> message, const ReplyContext& context) const;

 private:
  struct Compiled;
  static Result<std::shared_ptr<const Compiled>> compileRule(const AutoReplyRule& rule,
                                                             const RegexCompiler& regexCompiler);
  std::vector<std::shared_ptr<const Compiled>> m_rules;
};

}  // namespace synscope
