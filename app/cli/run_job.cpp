#include "app/cli/run_job.h"

#include "app/cli/interrupts.h"
#include "core/engine/base/job.h"

#include <QEventLoop>

namespace synscope {

bool runJob(Job& job, Interrupts& interrupts) {
  QEventLoop loop;
  QObject::connect(&job, &Job::ended, &loop, &QEventLoop::quit, Qt::QueuedConnection);
  QObject::connect(&interrupts, &Interrupts::interrupted, &job, &Job::cancel);
  job.start();
  if (interrupts.requested()) job.cancel();
  loop.exec();
  return interrupts.requested();
}

}  // namespace synscope
