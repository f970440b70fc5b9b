#pragma once

#include "core/logic/throughput/throughput_report.h"
#include "ui/widgets/explanation_panel.h"

#include <QString>

namespace synscope {

/// A report as users of iperf3 know it, and what the server itself wrote where that was asked for.
QString throughputReportText(const ThroughputReport& report);

/// Idle and loaded latency beside one another, and the grade with its definition.
Explanation loadedLatencyExplanation(const ThroughputReport& report);

}  // namespace synscope
