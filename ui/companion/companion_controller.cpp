#include "ui/companion/companion_controller.h"

#include "core/engine/base/resolver.h"

namespace synscope {
namespace {

constexpr Duration kLookupTime = std::chrono::seconds(5);

CompanionFinding nameFailed(const NameEvidence& name) {
  CompanionFinding finding;
  finding.error = Error{ErrorCode::kNameNotFound, "resolve", name.name, 0};
  for (const NameAnswer& answer : name.answers)
    if (answer.error) finding.error = answer.error;
  return finding;
}

}  // namespace

CompanionController::CompanionController(QObject* parent) : QObject(parent) {}

CompanionController::~CompanionController() = default;

/// Calls `then` in the GUI thread with what the job has brought, unless it was stopped.
template <typename SomeJob, typename Then>
void CompanionController::run(SomeJob* job, Then then) {
  if (!m_thread) m_thread = std::make_unique<NetThread>();
  m_job = job;
  m_thread->adopt(job);
  connect(job, &Job::ended, job, [this, job, then] {
    QMetaObject::invokeMethod(this, [this, job, then, result = job->result()] {
      if (job != m_job) return;
      m_job = nullptr;
      then(result);
    });
    job->deleteLater();
  });
  QMetaObject::invokeMethod(job, &Job::start, Qt::QueuedConnection);
}

void CompanionController::start(const std::string& host, std::uint16_t port, const CompanionCheck::Options& options) {
  stop();
  run(new Resolver(host, FamilyChoice::kAny, kLookupTime), [this, port, options](const NameEvidence& name) {
    for (const NameAnswer& answer : name.answers)
      if (!answer.addresses.empty()) return check({answer.addresses.front(), port}, options);
    Q_EMIT finished(nameFailed(name));
  });
}

void CompanionController::check(const IpEndpoint& target, const CompanionCheck::Options& options) {
  run(new CompanionCheck(target, options), [this](const CompanionFinding& finding) { Q_EMIT finished(finding); });
}

void CompanionController::stop() {
  if (m_job != nullptr) QMetaObject::invokeMethod(m_job, &Job::cancel, Qt::QueuedConnection);
  m_job = nullptr;
}

}  // namespace synscope
