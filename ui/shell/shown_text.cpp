#include "ui/shell/shown_text.h"

#include "core/engine/base/catalogue.h"
#include "core/engine/base/native_error.h"
#include "core/logic/base/display_text.h"
#include "ui/shell/language.h"

namespace synscope {

namespace {

/// "ECONNREFUSED"; empty where the system was not involved.
std::string osErrorName(int code) {
  return code == 0 ? std::string() : std::string(name(socketErrorFromNative(code)));
}

}  // namespace

QString shown(std::string_view text) {
  return QString::fromStdString(sanitizeForDisplay(text));
}

QString shownTime(Duration duration) {
  const double ms = toMs(duration);
  const QLocale plain = shownLocale();
  if (ms >= 1000) return plain.toString(ms / 1000, 'f', 1) + QStringLiteral(" s");
  return plain.toString(ms, 'f', ms < 10 ? 2 : 0) + QStringLiteral(" ms");
}

namespace {

/// Three digits: "1.24", "12.4", "124".
QString threeDigits(double value) {
  return shownLocale().toString(value, 'f', value < 9.995 ? 2 : (value < 99.95 ? 1 : 0));
}

}  // namespace

QString shownLatency(Duration duration) {
  const double us = toMs(duration) * 1000;
  if (us < 999.5) return shownLocale().toString(us, 'f', us < 9.95 ? 1 : 0) + QStringLiteral(" µs");
  return us < 999'500 ? threeDigits(us / 1000) + QStringLiteral(" ms") : threeDigits(us / 1e6) + QStringLiteral(" s");
}

QString shownBitRate(double bitsPerSecond) {
  static constexpr const char* kUnits[] = {"bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s"};
  std::size_t unit = 0;
  for (; bitsPerSecond >= 999.5 && unit + 1 < std::size(kUnits); ++unit)
    bitsPerSecond /= 1000;
  const QString number = unit == 0 ? shownLocale().toString(bitsPerSecond, 'f', 0) : threeDigits(bitsPerSecond);
  return number + QLatin1Char(' ') + QLatin1String(kUnits[unit]);
}

QString shownBytes(std::uint64_t bytes) {
  static constexpr const char* kUnits[] = {"KiB", "MiB", "GiB", "TiB", "PiB"};
  if (bytes < 1024) return QStringLiteral("%1 B").arg(bytes);
  double amount = static_cast<double>(bytes) / 1024;
  std::size_t unit = 0;
  for (; amount >= 1024 && unit + 1 < std::size(kUnits); ++unit)
    amount /= 1024;
  return QStringLiteral("%1 %2").arg(shownLocale().toString(amount, 'f', amount < 10 ? 1 : 0),
                                     QLatin1String(kUnits[unit]));
}

QString shownRate(double bytesPerSecond) {
  return shownBytes(static_cast<std::uint64_t>(bytesPerSecond + 0.5)) + QStringLiteral("/s");
}

QString shownCount(std::uint64_t count) {
  return shownLocale().toString(static_cast<qulonglong>(count));
}

CatalogueEntry errorWords(const Error& error) {
  return Catalogue::instance().entry({"error." + std::string(name(error.code)),
                                      {{"subject", sanitizeForDisplay(error.subject)},
                                       {"operation", sanitizeForDisplay(error.operation)},
                                       {"os_error", osErrorName(error.osCode)}}});
}

QString shownError(const Error& error) {
  const CatalogueEntry entry = errorWords(error);
  const auto sentence = [&](const QString& title, const QString& plain, const QString& stop) {
    return plain.isEmpty() ? title : title + stop + plain;
  };
  const BilingualText text{sentence(entry.title.en, entry.plain.en, QStringLiteral(". ")),
                           sentence(entry.title.zh, entry.plain.zh, QStringLiteral("。"))};
  return text.in(shownLanguage());
}

QString shownFault(const Error& error) {
  const CatalogueEntry entry = errorWords(error);
  return (entry.plain.isEmpty() ? entry.title : entry.plain).in(shownLanguage());
}

QString shownComma() {
  return labelLanguage() == Language::kChinese ? QStringLiteral("，") : QStringLiteral(", ");
}

QString shownPercent(double percent, int decimals) {
  const bool close = labelLanguage() == Language::kChinese;
  return shownLocale().toString(percent, 'f', decimals) + (close ? QStringLiteral("%") : QStringLiteral(" %"));
}

}  // namespace synscope
