#pragma once

#include "core/logic/base/error.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace synscope {

/// Writes a file whole or not at all. In any thread.
std::optional<Error> storeFile(const QString& file, const QByteArray& bytes);

}  // namespace synscope
