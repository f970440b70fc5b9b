#pragma once

#include "ui/diagnose/explanation_panel.h"
#include "ui/ports/scan_rows.h"

namespace synscope {

/// What one row of a scan means.
Explanation explainRow(const ScanRow& row, const ScanHostLabel& host, const QString& service);

}  // namespace synscope
