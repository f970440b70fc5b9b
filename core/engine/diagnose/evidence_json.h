#pragma once

#include "core/logic/diagnose/diagnosis.h"

#include <QJsonArray>
#include <QJsonObject>

namespace synscope {

/// One item of CONTRACT "evidence": id, kind, at_ms, the words in both languages, and what was found. What is not
/// known is null.
QJsonObject evidenceJson(const Evidence& evidence);

/// CONTRACT "timeline": t_ms counts from the first event. Of what has two ends "arrives_ms" and "lost", where they are
/// known; "uncertainty_ms" of what another clock told.
QJsonArray timelineJson(const Timeline& timeline);

/// {"en": ..., "zh": ...}.
QJsonObject titleJson(const Phrase& phrase);

}  // namespace synscope
