#pragma once

#include <QString>

#include <string_view>

#include "core/logic/base/error.h"
#include "core/logic/base/time.h"

namespace synscope {

/// Text from the core made fit to be shown: UTF-8, hidden characters escaped.
QString shown(std::string_view text);

/// "0.31 ms", "12 ms", "1.2 s".
QString shownTime(Duration duration);

/// An error in the language shown: what went wrong, and what it means.
QString shownError(const Error& error);

}  // namespace synscope
