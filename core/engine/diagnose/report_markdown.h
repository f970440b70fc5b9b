#pragma once

#include "core/engine/diagnose/report_content.h"

namespace synscope {

/// CommonMark with tables, as issue trackers show it. Whatever came from outside is escaped.
QString reportMarkdown(const ReportContent& content, Language language);

}  // namespace synscope
