#pragma once

#include "core/engine/diagnose/report_content.h"

namespace synscope {

class ReportSpeaker;

/// What was asked for after the diagnosis, in words: both ends, packet sizes, connections left idle; in this order.
std::vector<ReportFinding> reportFindings(const Diagnosis& diagnosis, const ReportSpeaker& speaker);

}  // namespace synscope
