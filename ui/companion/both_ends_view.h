#pragma once

#include "core/engine/companion/companion_check.h"
#include "core/logic/diagnose/diagnosis.h"
#include "ui/widgets/localized.h"

#include <QWidget>

class QPushButton;
class QSpinBox;

namespace synscope {

class AnswerView;
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

 protected:
  void retranslate() override;

 private:
  void setupLayout();
  void check();

  DiagnosisRequest m_request;
  TargetJob* m_job;
  Text* m_hint;
  Text* m_portCaption;
  QSpinBox* m_port;
  QPushButton* m_button;
  AnswerView* m_answer;
};

}  // namespace synscope
