#pragma once

#include "core/logic/endpoint/auto_reply.h"

namespace synscope {

/// Bytes of one message that an expression is tried on; what is longer is looked at from its beginning only.
constexpr std::size_t kRegexInputLimit = 64 * 1024;

/// Compiles a Perl-compatible expression for automatic replies. Text is UTF-8; a byte that is not becomes U+FFFD. The
/// work for one message is bounded (PCRE2's match limit): an expression that would take longer does not match.
/// Error kBadPattern, with the pattern as its subject.
Result<RegexMatcher> compileRegex(const std::string& pattern);

}  // namespace synscope
