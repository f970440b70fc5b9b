#pragma once

#include "core/logic/base/time.h"

#include <QTimer>

#include <functional>
#include <initializer_list>
#include <optional>

namespace synscope {

/// One timer for several deadlines: calls back at the earliest of them.
class DeadlineTimer {
 public:
  explicit DeadlineTimer(std::function<void()> due);

  /// Replaces what was set. Deadlines that are over are due at once.
  void set(std::initializer_list<std::optional<TimePoint>> deadlines);
  void stop() { m_timer.stop(); }

 private:
  QTimer m_timer;
};

}  // namespace synscope
