#pragma once

#include "core/logic/diagnose/diagnosis.h"

namespace synscope {

/// A made-up diagnosis that holds a name or an address in every place that can hold one, hostile texts among them:
/// packets to db.example.net port 443 are dropped before the host, while port 22 answers.
Diagnosis sampleDiagnosis();

}  // namespace synscope
