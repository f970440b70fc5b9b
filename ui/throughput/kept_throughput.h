#pragma once

#include "core/logic/base/result.h"
#include "core/logic/throughput/throughput_report.h"

#include <QJsonObject>

namespace synscope {

/// A report as the history keeps it, and back. What the page does not show is left out.
QJsonObject keptThroughputJson(const ThroughputReport& report);
/// Errors: kBadRecording; `operation` names the place.
Result<ThroughputReport> keptThroughputFromJson(const QJsonObject& json);

}  // namespace synscope
