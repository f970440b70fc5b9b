#pragma once

#include "ui/history/run_store.h"

namespace synscope {

/// Where the samples of a run go as they come, until the run is kept whole.
QString samplesFile(const RunStore& store, const QString& id);

/// Sums up what a program that was killed left behind and keeps it as a run. Files that somebody still writes are left
/// alone. Returns how many were saved.
int recoverRuns(RunStore& store);

}  // namespace synscope
