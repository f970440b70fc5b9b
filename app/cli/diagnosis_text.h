#pragma once

#include "core/logic/diagnose/diagnosis.h"

namespace synscope {

class Console;

/// Prints a diagnosis for people: verdict first, then why, what to do, the layers of each address, the path and, where
/// asked for, every item of evidence.
void printDiagnosis(const Diagnosis& diagnosis, bool withEvidence, Console& console);

}  // namespace synscope
