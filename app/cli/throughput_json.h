#pragma once

#include "core/logic/throughput/throughput_report.h"

#include <QByteArray>

namespace synscope {

/// CONTRACT `synscope/throughput/1`, one line.
QByteArray throughputDocument(const ThroughputReport& report);

}  // namespace synscope
