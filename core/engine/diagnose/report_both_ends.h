#pragma once

#include "core/engine/diagnose/report_content.h"

namespace synscope {

class ReportSpeaker;

/// What both ends saw, in words; the timeline as it is given.
ReportBothEnds reportBothEnds(const BothEnds& ends, const ReportSpeaker& speaker);

}  // namespace synscope
