#pragma once

#include "core/logic/diagnose/diagnosis.h"
#include "ui/theme/tokens.h"

#include <QString>

namespace synscope {

/// Icon and colour of an answer.
struct Look {
  QString icon;
  Tone tone = Tone::kNeutral;
};

Look lookOf(DiagnosisCode code);
/// Of a rung of the ladder, or an item of evidence: worked, failed, or says nothing either way.
Look lookOf(std::optional<bool> ok);
Look lookOf(const Evidence& evidence);
Look lookOf(PortState state);

}  // namespace synscope
