#include "core/engine/base/job.h"

namespace synscope {

Job::Job(QObject* parent) : QObject(parent) {}
Job::~Job() = default;

}  // namespace synscope
