#pragma once

#include "core/logic/diagnose/diagnosis.h"

#include <string>
#include <vector>

namespace synscope {

/// A diagnosis made from evidence by the real rules, for pictures and tests of the window.
struct SampleDiagnosis {
  std::string name;  ///< "blocked-reject"; fit for a file name.
  Diagnosis diagnosis;
};

/// One of each kind a person is likely to meet, and one that is still running.
std::vector<SampleDiagnosis> sampleDiagnoses();

/// One of them by name. Precondition: it exists.
Diagnosis sampleDiagnosis(const std::string& name);

}  // namespace synscope
