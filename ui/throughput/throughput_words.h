#pragma once

#include "core/logic/throughput/throughput_report.h"
#include "ui/throughput/throughput_draft.h"
#include "ui/throughput/throughput_source.h"

#include <QString>

namespace synscope {

/// The labels of the Throughput page, in the language of labels.

QString throughputFieldLabel(ThroughputField field);
QString throughputFieldPlaceholder(ThroughputField field, Protocol protocol);
QString throughputFieldHint(ThroughputField field);
QString directionLabel(TransferDirection direction);
QString phaseLabel(ThroughputClient::Phase phase);
QString markLabel(const ThroughputMark& mark);

/// "speed.example.net:5201".
QString throughputTitle(const ThroughputReport& report);
/// "TCP, from the server, 4 streams, 10 s, cubic".
QString throughputSettingsLine(const ThroughputReport& report);

}  // namespace synscope
