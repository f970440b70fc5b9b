#pragma once

#include "core/logic/latency/latency_summary.h"
#include "ui/latency/latency_draft.h"

#include <QString>

namespace synscope {

/// The labels of the Latency page, in the language of labels.

QString latencyFieldLabel(LatencyField field);
QString latencyFieldPlaceholder(LatencyField field);
QString latencyFieldHint(LatencyField field);
QString methodLabel(LatencyMethod method);
QString stepLabel(LatencyStep step);
/// What came back instead of an answer: "closed"; where the port was open, what failed then: "the answer was no HTTP".
QString failureLabel(PortState state, Reason reason);
/// "100 % closed": the failures of a lane, each with its share of them.
QString failuresText(const LatencySummary& lane);

/// "example.net:443", with the address where it is not the host itself.
QString laneLabel(const LatencyLane& lane);
/// "example.net:443" alone.
QString targetLabel(const LatencyTarget& target);
/// "TCP connect · every 1 s": what is done.
QString latencySettingsLine(const LatencySettings& settings);
/// "example.net:443 and 2 more".
QString latencyTitle(const LatencySettings& settings);

}  // namespace synscope
