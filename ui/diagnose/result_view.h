#pragma once

#include "core/logic/diagnose/diagnosis.h"
#include "ui/widgets/localized.h"

#include <QScrollArea>

class QBoxLayout;
class QPushButton;

namespace synscope {

class BothEndsView;
class EvidenceModel;
class EvidenceView;
class IdleView;
class LayerLadderView;
class MtuView;
class NextStepsView;
class PathView;
class Section;
class VerdictBanner;

/// Everything a diagnosis has to say, answer first: banner, path, layers beside next steps, evidence with explanations.
class ResultView : public Localized<QScrollArea> {
  Q_OBJECT

 public:
  explicit ResultView(QWidget* parent = nullptr);

  void setDiagnosis(const Diagnosis& diagnosis);
  VerdictBanner& banner() { return *m_banner; }
  EvidenceView& evidence() { return *m_evidence; }
  PathView& path() { return *m_path; }
  /// Ends the further checks. Returns false where none ran.
  bool stopChecks();
  /// Puts away what was asked for after an earlier diagnosis.
  void forgetChecks();
  BothEndsView& bothEnds() { return *m_bothEnds; }
  MtuView& mtu() { return *m_mtu; }
  IdleView& idle() { return *m_idle; }

 protected:
  void retranslate() override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void setupLayout();
  void showHop(int index);

  Diagnosis m_shown;
  VerdictBanner* m_banner;
  PathView* m_path;
  LayerLadderView* m_layers;
  NextStepsView* m_steps;
  BothEndsView* m_bothEnds;
  MtuView* m_mtu;
  IdleView* m_idle;
  EvidenceView* m_evidence;
  Section* m_pathSection;
  Section* m_layersSection;
  Section* m_stepsSection;
  Section* m_bothEndsSection;
  Section* m_mtuSection;
  Section* m_idleSection;
  Section* m_evidenceSection;
  QBoxLayout* m_columns;
};

}  // namespace synscope
