#pragma once

#include "core/engine/base/job.h"
#include "core/logic/diagnose/diagnosis.h"

#include <memory>

namespace synscope {

/// Runs the plan of a diagnosis: starts the checks the Plan asks for, hands each new Evidence back to it, and keeps the
/// Diagnosis (layers, path, verdict, timeline) up to date. Lives in the net thread in the window, in the main thread of
/// the command line.
class DiagnosisRunner : public Job {
  Q_OBJECT

 public:
  explicit DiagnosisRunner(DiagnosisRequest request, QObject* parent = nullptr);
  ~DiagnosisRunner() override;

  void start() override;
  void cancel() override;
  const Diagnosis& result() const;

 Q_SIGNALS:
  /// Something new is known. At most one every 30 ms while much happens, and always once before ended().
  void progressed(const synscope::Diagnosis& diagnosis);

 private:
  class Private;
  std::unique_ptr<Private> d;
};

}  // namespace synscope
