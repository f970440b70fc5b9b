#pragma once

#include "ui/ports/scan_rows.h"

#include <QByteArray>

namespace synscope {

enum class ScanExportFormat { kCsv, kJson };

/// Every row of a scan, hidden ones too. CSV as RFC 4180; JSON as "synscope/probe/1" of the command line.
QByteArray exportScan(const ScanRows& rows, ScanExportFormat format, Duration elapsed);

}  // namespace synscope
