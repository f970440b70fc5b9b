#pragma once

#include "core/engine/companion/companion_check.h"
#include "core/logic/diagnose/diagnosis.h"
#include "ui/widgets/localized.h"

#include <QWidget>

class QPushButton;
class QSpinBox;

namespace synscope {

class AnswerView;
class EndsTimelineView;
class TargetJob;
class Text;

/// Asks the SynScope on the other machine what arrived there, and says what both ends together mean.
class BothEndsView : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit BothEndsView(QWidget* parent = nullptr);
  ~BothEndsView() override;

  /// What would be tried. A finding about another target is put away.
  void setRequest(const DiagnosisRequest& request);
  void showFinding(const CompanionFinding& finding);
  bool stop();
  /// Puts the answer away: the port is tried anew.
  void forget();
  int companionPort() const;
  EndsTimelineView& timeline() { return *m_timeline; }

 Q_SIGNALS:
  /// The answer shown, or none any more.
  void endsChanged(const std::optional<synscope::BothEnds>& ends);
  void companionPortChanged(int port);

 protected:
  void retranslate() override;

 private:
  void check();
  void putAway();

  DiagnosisRequest m_request;
  TargetJob* m_job;
  Text* m_hint;
  Text* m_portCaption;
  QSpinBox* m_port;
  QPushButton* m_button;
  AnswerView* m_answer;
  EndsTimelineView* m_timeline;
};

}  // namespace synscope
