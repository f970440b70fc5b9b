#pragma once

#include "core/engine/endpoint/thread_job.h"

namespace synscope {

/// Work on kept runs in a thread of its own. A subclass emits progressed() from there.
class KeptJob : public ThreadJob {
  Q_OBJECT

 public:
  using ThreadJob::ThreadJob;

 Q_SIGNALS:
  /// @param share 0 to 1.
  void progressed(double share);
};

}  // namespace synscope
