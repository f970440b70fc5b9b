#pragma once

#include "core/logic/diagnose/diagnosis.h"

#include <QJsonObject>

namespace synscope {

/// A diagnosis as "synscope/diagnosis/1" of the command line's contract.
QJsonObject diagnosisJson(const Diagnosis& diagnosis);

}  // namespace synscope
