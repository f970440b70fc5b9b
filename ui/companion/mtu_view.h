#pragma once

#include "core/engine/companion/mtu_check.h"
#include "core/logic/diagnose/diagnosis.h"
#include "ui/widgets/localized.h"

#include <QElapsedTimer>
#include <QWidget>

#include <optional>

class QPushButton;

namespace synscope {

class AnswerView;
class FrameClock;
class JobProgress;
class TargetJob;
class Text;

/// Sends full-size data to the SynScope on the other machine and back, and says which size of packets passes.
class MtuView : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit MtuView(QWidget* parent = nullptr);
  ~MtuView() override;

  /// What would be tried. A finding about another host is put away.
  void setRequest(const DiagnosisRequest& request);
  /// Where the other SynScope listens.
  void setCompanionPort(int port);
  void showFinding(const MtuFinding& finding);
  bool stop();

 Q_SIGNALS:
  /// The answer shown, or none any more.
  void sizesChanged(const std::optional<synscope::PacketSizes>& sizes);

 protected:
  void retranslate() override;

 private:
  void start();
  void keep(std::optional<MtuFinding> finding);
  void showTrial(const FullSizeTrial& trial, Duration atMostLeft);
  void showProgress();
  void showAnswer();

  DiagnosisRequest m_request;
  int m_port = kCompanionPort;
  std::optional<MtuFinding> m_finding;
  FullSizeTrial m_trial;
  Duration m_atMostLeft{};
  QElapsedTimer m_since, m_sinceTrial;
  TargetJob* m_job;
  FrameClock* m_clock;
  Text* m_hint;
  QPushButton* m_button;
  JobProgress* m_progress;
  AnswerView* m_answer;
};

}  // namespace synscope
