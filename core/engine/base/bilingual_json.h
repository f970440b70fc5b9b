#pragma once

#include "core/engine/base/catalogue.h"

#include <QJsonObject>

namespace synscope {

/// {"en": …, "zh": …}, as CONTRACT writes texts for people.
inline QJsonObject bilingualJson(const BilingualText& text) {
  return {{QStringLiteral("en"), text.en}, {QStringLiteral("zh"), text.zh}};
}

}  // namespace synscope
