#pragma once

#include "core/logic/endpoint/connection_row.h"
#include "core/logic/endpoint/traffic_export.h"
#include "core/logic/endpoint/traffic_search.h"
#include "ui/log/payload_decoder.h"

#include <QString>

#include <optional>

namespace synscope {

/// How the lines of a log are written.
struct LogLook {
  TimeStyle time = TimeStyle::kAbsolute;
  PayloadStyle payload = PayloadStyle::kText;
  PayloadDecoder decoder;
  WallClock clock;
  TimePoint begin{};  ///< Zero of relative times: the first record.
};

/// Some characters of a line.
struct TextRange {
  qsizetype from = 0, length = 0;
};

/// One record as it stands in its row. Of a long payload only the front, as much as any screen can show.
struct LogLine {
  std::uint64_t record = 0;
  TrafficDirection direction = TrafficDirection::kIn;
  QString time, peer, size, text, hex;
  bool cut = false;  ///< There is more than what `text` and `hex` hold.
  std::optional<TextRange> textHit, hexHit;
};

/// @param matcher What is looked for; empty: nothing.
LogLine makeLogLine(std::uint64_t number, const TrafficRecordView& record, const LogLook& look,
                    const PayloadMatcher& matcher);

/// "09:30:01.123456" or "12.003456".
QString logTime(TimePoint at, const LogLook& look);

}  // namespace synscope
