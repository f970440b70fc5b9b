#pragma once

#include "core/logic/base/result.h"
#include "ui/throughput/throughput_curves.h"

#include <QByteArray>
#include <QString>

namespace synscope {

/// One test as it is shown, kept and compared.
struct ThroughputRunRecord {
  QString id;  ///< Name of its file in the history; empty: not kept.
  std::shared_ptr<const ThroughputReport> report = std::make_shared<ThroughputReport>();
  std::shared_ptr<ThroughputCurves> curves = std::make_shared<ThroughputCurves>();
};

/// Of the round trips without load.
std::optional<Duration> idleMedian(const ThroughputReport& report);
/// A test that is over, or as far as it is known, with the lines made of what it holds.
ThroughputRunRecord recordOf(std::shared_ptr<const ThroughputReport> report);

/// The report with its intervals as JSON, schema "synscope/throughput-run/1". Durations in seconds, rates in bit/s.
QByteArray toJson(const ThroughputRunRecord& record);
/// Errors: kBadRecording; `operation` names the place. Sizes are bounded, numbers checked. The lines are made of the
/// intervals.
Result<ThroughputRunRecord> throughputRecordFromJson(const QByteArray& json);
/// One line per interval and stream.
QByteArray toCsv(const ThroughputRunRecord& record);

}  // namespace synscope
