#pragma once

#include "core/engine/base/catalogue.h"
#include "core/logic/base/error.h"
#include "core/logic/base/time.h"

#include <QString>

#include <cstdint>
#include <string_view>

namespace synscope {

/// Text from the core made fit to be shown: UTF-8, hidden characters escaped.
QString shown(std::string_view text);

/// "0.31 ms", "12 ms", "1.2 s".
QString shownTime(Duration duration);

/// Three digits at every size: "31 µs", "1.24 ms", "12.4 ms", "1.24 s".
QString shownLatency(Duration duration);

/// Powers of ten, as rates of lines are given: "941 Mbit/s", "4.21 Gbit/s".
QString shownBitRate(double bitsPerSecond);

/// "512 B", "3.4 KiB", "1.2 GiB".
QString shownBytes(std::uint64_t bytes);

/// "3.4 KiB/s".
QString shownRate(double bytesPerSecond);

/// "1,234,567" as the language of labels writes it.
QString shownCount(std::uint64_t count);

/// Between the parts of an enumeration, in the language of labels: ", " or "，".
QString shownComma();

/// "12.5 %", in Chinese "12.5%".
QString shownPercent(double percent, int decimals);

/// The words of an error in both languages.
CatalogueEntry errorWords(const Error& error);

/// An error in the language shown: what went wrong, and what it means.
QString shownError(const Error& error);

/// The same in one sentence, for a place that says by itself that something is wrong.
QString shownFault(const Error& error);

}  // namespace synscope
