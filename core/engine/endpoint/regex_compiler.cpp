#include "core/engine/endpoint/regex_compiler.h"

#include <QRegularExpression>

#include <algorithm>

namespace synscope {
namespace {

// Some ten milliseconds of work at most; PCRE2 takes it from the front of a pattern (pcre2pattern(3)).
constexpr auto kMatchLimit = "(*LIMIT_MATCH=100000)";
constexpr int kGroups = 9;

std::optional<std::vector<std::string>> match(const QRegularExpression& regex, std::span<const std::byte> message) {
  const auto size = static_cast<qsizetype>(std::min(message.size(), kRegexInputLimit));
  const QByteArrayView bytes(reinterpret_cast<const char*>(message.data()), size);
  const QRegularExpressionMatch found = regex.match(QString::fromUtf8(bytes));
  if (!found.hasMatch()) return std::nullopt;
  std::vector<std::string> groups;
  for (int i = 1; i <= std::min(found.lastCapturedIndex(), kGroups); ++i)
    groups.push_back(found.captured(i).toStdString());
  return groups;
}

}  // namespace

Result<RegexMatcher> compileRegex(const std::string& pattern) {
  const QRegularExpression regex(QLatin1String(kMatchLimit) + QString::fromStdString(pattern));
  if (!regex.isValid()) return Error{ErrorCode::kBadPattern, "compile-rule", pattern, 0};
  return RegexMatcher([regex](std::span<const std::byte> message) { return match(regex, message); });
}

}  // namespace synscope
