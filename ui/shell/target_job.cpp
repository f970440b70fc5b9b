#include "ui/shell/target_job.h"

namespace synscope {

void TargetJob::stop() {
  if (m_job == nullptr) return;
  QMetaObject::invokeMethod(m_job, &Job::cancel, Qt::QueuedConnection);
  if (m_lookingUp) m_job = nullptr;
  m_lookingUp = false;
}

void TargetJob::forget() {
  stop();
  m_job = nullptr;
}

Result<IpAddress> firstAddressOf(const NameEvidence& name) {
  for (const NameAnswer& answer : name.answers)
    if (!answer.addresses.empty()) return answer.addresses.front();
  for (const NameAnswer& answer : name.answers)
    if (answer.error) return *answer.error;
  return Error{ErrorCode::kNameNotFound, "resolve", name.name, 0};
}

}  // namespace synscope
