#include "ui/log/log_line.h"

#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"

#include <algorithm>

namespace synscope {
namespace {

constexpr std::size_t kFrontBytes = 512;

/// Where a match stands in the text of its payload; nullopt where it is behind what is shown.
std::optional<TextRange> inText(const PayloadRange& found, std::span<const std::byte> front, const LogLook& look) {
  if (found.from >= front.size()) return std::nullopt;
  const std::size_t length = std::min(found.length, front.size() - found.from);
  return TextRange{look.decoder.text(front.first(found.from)).size(),
                   look.decoder.text(front.subspan(found.from, length)).size()};
}

std::optional<TextRange> inHex(const PayloadRange& found, std::size_t shown) {
  if (found.from >= shown || found.length == 0) return std::nullopt;
  const auto length = static_cast<qsizetype>(std::min(found.length, shown - found.from));
  return TextRange{static_cast<qsizetype>(found.from) * 3, length * 3 - 1};
}

}  // namespace

QString logTime(TimePoint at, const LogLook& look) {
  return QString::fromStdString(look.time == TimeStyle::kAbsolute ? timeOfDay(look.clock, at)
                                                                  : secondsText(at - look.begin));
}

LogLine makeLogLine(std::uint64_t number, const TrafficRecordView& record, const LogLook& look,
                    const PayloadMatcher& matcher) {
  LogLine line;
  line.record = number;
  line.direction = record.direction;
  line.time = logTime(record.at, look);
  line.peer = shown(record.peer.toString());
  line.size = shownLocale().toString(static_cast<qulonglong>(record.payload.size()));
  const auto front = record.payload.first(std::min(kFrontBytes, record.payload.size()));
  line.cut = front.size() < record.payload.size();
  if (look.payload != PayloadStyle::kHex) line.text = look.decoder.text(front);
  if (look.payload != PayloadStyle::kText) line.hex = hexLine(front);
  const auto found = matcher ? matcher(record.payload, 0) : std::nullopt;
  if (!found) return line;
  line.textHit = inText(*found, front, look);
  line.hexHit = inHex(*found, front.size());
  return line;
}

}  // namespace synscope
