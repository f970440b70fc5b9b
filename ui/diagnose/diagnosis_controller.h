#pragma once

#include "core/engine/base/net_thread.h"
#include "core/logic/diagnose/diagnosis.h"

#include <QObject>

#include <memory>

namespace synscope {

class DiagnosisRunner;

/// Runs one diagnosis at a time in the net thread and hands its values to the GUI thread.
/// Invariant: progressed() and finished() speak of the newest diagnosis only; a stopped one still finishes.
class DiagnosisController : public QObject {
  Q_OBJECT

 public:
  explicit DiagnosisController(QObject* parent = nullptr);
  ~DiagnosisController() override;

  /// Starts a diagnosis; one that runs is cancelled and forgotten.
  void start(const DiagnosisRequest& request);
  void stop();
  /// Gives an object without a parent to the net thread, which deletes it at its end.
  void adopt(QObject* object);
  bool isRunning() const { return m_runner != nullptr; }
  const Diagnosis& current() const { return m_current; }

 Q_SIGNALS:
  void progressed(const synscope::Diagnosis& diagnosis);
  void finished(const synscope::Diagnosis& diagnosis);

 private:
  NetThread& thread();
  void letGo();

  std::unique_ptr<NetThread> m_thread;  ///< Made with the first diagnosis.
  DiagnosisRunner* m_runner = nullptr;
  Diagnosis m_current;
};

}  // namespace synscope
