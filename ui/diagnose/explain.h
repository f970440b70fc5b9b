#pragma once

#include "core/logic/diagnose/diagnosis.h"
#include "ui/widgets/explanation_panel.h"

namespace synscope {

Explanation explain(const DiagnosisVerdict& verdict);
Explanation explain(const Evidence& evidence);

}  // namespace synscope
