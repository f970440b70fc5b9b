#pragma once

#include "ui/ports/scan_rows.h"
#include "ui/widgets/explanation_panel.h"

namespace synscope {

/// What one row of a scan means.
Explanation explainRow(const ScanRow& row, const ScanHostLabel& host, const QString& service);

}  // namespace synscope
