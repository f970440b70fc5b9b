#pragma once

#include "ui/ports/scan_rows.h"

#include <vector>

namespace synscope {

std::vector<ScanHostLabel> sampleHosts();

/// A scan of two hosts as one would meet it: open, closed, rejected and silent ports.
std::vector<ScanRow> sampleScan();

/// Every port of one host in ascending order, `every`-th open, the rest closed.
std::vector<ScanRow> fullScan(int every);

}  // namespace synscope
