#pragma once

#include "core/engine/diagnose/report_content.h"

#include <optional>

namespace synscope {

class ReportSpeaker;

/// The drawing of a trace: who stands at each hop, and where packets to the port die.
ReportPath reportPath(const Trace& trace, const std::optional<DiagnosisVerdict>& verdict,
                      const std::optional<IpAddress>& source, const ReportSpeaker& speaker);

}  // namespace synscope
