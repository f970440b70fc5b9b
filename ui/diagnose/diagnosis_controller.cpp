#include "ui/diagnose/diagnosis_controller.h"

#include "core/engine/diagnose/diagnosis_runner.h"

namespace synscope {

DiagnosisController::DiagnosisController(QObject* parent) : QObject(parent) {}

DiagnosisController::~DiagnosisController() = default;

void DiagnosisController::start(const DiagnosisRequest& request) {
  letGo();
  m_current = Diagnosis{};
  m_current.request = request;
  auto* runner = new DiagnosisRunner(request);
  m_runner = runner;
  thread().adopt(runner);
  connect(runner, &DiagnosisRunner::progressed, this, [this, runner](const Diagnosis& diagnosis) {
    if (runner != m_runner) return;
    m_current = diagnosis;
    Q_EMIT progressed(m_current);
  });
  connect(runner, &Job::ended, this, [this, runner] {
    if (runner != m_runner) return;
    m_runner = nullptr;
    Q_EMIT finished(m_current);
  });
  connect(runner, &Job::ended, runner, &QObject::deleteLater);
  QMetaObject::invokeMethod(runner, &Job::start, Qt::QueuedConnection);
}

void DiagnosisController::stop() {
  if (m_runner != nullptr) QMetaObject::invokeMethod(m_runner, &Job::cancel, Qt::QueuedConnection);
}

void DiagnosisController::adopt(QObject* object) {
  thread().adopt(object);
}

NetThread& DiagnosisController::thread() {
  if (!m_thread) m_thread = std::make_unique<NetThread>();
  return *m_thread;
}

void DiagnosisController::letGo() {
  stop();
  m_runner = nullptr;
}

}  // namespace synscope
