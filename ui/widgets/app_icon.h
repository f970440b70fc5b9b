#pragma once

#include <QIcon>

namespace synscope {

/// The icon of the program, drawn at whatever size is asked for.
QIcon appIcon();

}  // namespace synscope
