#pragma once

#include <QtGlobal>

namespace synscope {

/// Closes a native descriptor: close(2), or closesocket() on Windows.
void closeNative(qintptr fd);

}  // namespace synscope
