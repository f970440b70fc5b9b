#pragma once

#include <QObject>

namespace synscope {

/// With SYNSCOPE_STARTUP_TRACE set: prints to standard error how long after the start of the process the window was
/// first painted, then quits if the value is "quit". Does nothing otherwise.
void traceStartup(QObject* window);

}  // namespace synscope
