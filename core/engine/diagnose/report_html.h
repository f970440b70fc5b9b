#pragma once

#include "core/engine/diagnose/report_content.h"

namespace synscope {

/// One HTML file that needs nothing else: inline style, no script, no address to load anything from.
QString reportHtml(const ReportContent& content, Language language);

}  // namespace synscope
