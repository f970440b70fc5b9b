#pragma once

#include "core/logic/base/result.h"
#include "core/logic/latency/latency_settings.h"
#include "core/logic/latency/latency_summary.h"
#include "ui/latency/latency_curves.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>

namespace synscope {

/// One run as it is shown, kept and compared: what was asked, the numbers, the lines.
struct LatencyRunRecord {
  QString id;  ///< Name of its file in the history; empty: not kept.
  LatencySettings settings;
  std::int64_t startedAtMs = 0;  ///< Unix time.
  std::shared_ptr<const LatencyTable> table = std::make_shared<LatencyTable>();
  std::shared_ptr<LatencyCurves> curves = std::make_shared<LatencyCurves>();
  std::uint64_t dropped = 0;
};

/// Makes the JSON of a record as it stands now, in any thread: it holds what it needs, while the lines go on growing.
std::function<QByteArray()> jsonOf(const LatencyRunRecord& record);
/// JSON of a record, schema "synscope/latency-run/1". Durations are milliseconds, times seconds since
/// the beginning of the run. Lines of more than some ten thousand stretches are made coarser; numbers are whole.
QByteArray toJson(const LatencyRunRecord& record);
/// Errors: kBadRecording; `operation` names the place. Sizes are bounded, numbers checked.
Result<LatencyRunRecord> latencyRecordFromJson(const QByteArray& json);

/// One line per lane and step, as the table shows it.
QByteArray toCsv(const LatencyRunRecord& record);

}  // namespace synscope
