#include "app/cli/throughput_values.h"

#include "app/cli/scaled_number.h"

#include <array>
#include <utility>

namespace synscope {
namespace {

constexpr std::array<std::pair<const char*, unsigned>, 23> kCodePoints = {{
    {"cs0", 0},   {"cs1", 8},   {"cs2", 16},  {"cs3", 24},  {"cs4", 32},  {"cs5", 40},  {"cs6", 48},  {"cs7", 56},
    {"af11", 10}, {"af12", 12}, {"af13", 14}, {"af21", 18}, {"af22", 20}, {"af23", 22}, {"af31", 26}, {"af32", 28},
    {"af33", 30}, {"af41", 34}, {"af42", 36}, {"af43", 38}, {"ef", 46},   {"va", 44},   {"le", 1},
}};

Duration secondsOf(double seconds) {
  return std::chrono::duration_cast<Duration>(std::chrono::duration<double>(seconds));
}

}  // namespace

QString dashed(const char* name) {
  return (name[1] == '\0' ? QStringLiteral("-") : QStringLiteral("--")) + QString::fromLatin1(name);
}

UsageError badValue(const Invocation& invocation, const char* name, const std::string& range) {
  return usageError({ErrorCode::kOutOfRange, range, invocation.value(name).toStdString(), 0}, dashed(name));
}

UsageError notOneOf(const Invocation& invocation, const char* name, const char* choices) {
  return {{"cli.usage.not-one-of", {{"subject", invocation.value(name).toStdString()}, {"text", choices}}},
          dashed(name)};
}

UsageProblem readScaled(const Invocation& invocation, const char* name, std::uint64_t base, std::uint64_t most,
                        const char* range, std::uint64_t& target) {
  if (!invocation.isSet(name)) return std::nullopt;
  const auto number = scaledNumber(invocation.value(name), base);
  if (!number || *number > most) return badValue(invocation, name, range);
  target = *number;
  return std::nullopt;
}

UsageProblem readTime(const Invocation& invocation, const char* name, double least, double most, Duration& target) {
  const auto time = invocation.seconds(name, target, secondsOf(least), secondsOf(most));
  if (!time) return usageError(time.error(), dashed(name));
  target = *time;
  return std::nullopt;
}

UsageProblem readMilliseconds(const Invocation& invocation, const char* name, int least, int most, Duration& target) {
  const auto number = invocation.number(name, least, least, most);
  if (!number) return usageError(number.error(), dashed(name));
  if (invocation.isSet(name)) target = std::chrono::milliseconds(*number);
  return std::nullopt;
}

UsageProblem readPort(const Invocation& invocation, const char* name, int least, std::uint16_t& target) {
  const auto port = invocation.number(name, target, least, 65'535);
  if (!port) return usageError(port.error(), dashed(name));
  target = static_cast<std::uint16_t>(*port);
  return std::nullopt;
}

UsageProblem readAnyBase(const Invocation& invocation, const char* name, unsigned most, unsigned& target) {
  if (!invocation.isSet(name)) return std::nullopt;
  bool ok = false;
  const unsigned number = invocation.value(name).toUInt(&ok, 0);
  if (!ok || number > most) return badValue(invocation, name, "0 to " + std::to_string(most));
  target = number;
  return std::nullopt;
}

UsageProblem readRate(const Invocation& invocation, const char* name, int most, std::uint64_t& bitsPerSecond,
                      std::optional<int>& behind) {
  if (!invocation.isSet(name)) return std::nullopt;
  const QStringList parts = invocation.value(name).split(QLatin1Char('/'));
  const auto rate = scaledNumber(parts[0], 1000);
  bool ok = parts.size() <= 2;
  if (parts.size() == 2) behind = parts[1].toInt(&ok);
  if (!rate || !ok || *rate > kMostRate || behind.value_or(1) < 1 || behind.value_or(1) > most)
    return badValue(invocation, name, "0 to 1000T, with /1 to /" + std::to_string(most));
  bitsPerSecond = *rate;
  return std::nullopt;
}

UsageProblem readDscp(const Invocation& invocation, const char* name, unsigned& tos) {
  constexpr unsigned kShift = 2;  // ECN stands below, RFC 3168 section 5.
  if (!invocation.isSet(name)) return std::nullopt;
  for (const auto& [word, value] : kCodePoints)
    if (invocation.value(name).compare(QLatin1String(word), Qt::CaseInsensitive) == 0)
      return tos = value << kShift, std::nullopt;
  bool ok = false;
  const unsigned number = invocation.value(name).toUInt(&ok, 0);
  if (!ok || number > 63) return notOneOf(invocation, name, "0 to 63, cs0 to cs7, af11 to af43, ef, va, le");
  tos = number << kShift;
  return std::nullopt;
}

}  // namespace synscope
