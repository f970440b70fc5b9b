#pragma once

#include "core/logic/diagnose/diagnosis.h"
#include "ui/widgets/localized.h"

#include <QSplitter>

class QTreeView;

namespace synscope {

class EvidenceModel;
class ExplanationPanel;

/// The list of evidence, and what the selected item means beside it; the verdict while nothing is selected.
class EvidenceView : public Localized<QSplitter> {
  Q_OBJECT

 public:
  explicit EvidenceView(QWidget* parent = nullptr);

  void setDiagnosis(const Diagnosis& diagnosis);
  void select(int evidenceId);
  /// What is explained now, as text; empty where nothing is.
  QString selectedText() const;
  bool hasSelection() const;

 protected:
  void retranslate() override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void setupList();
  void explainCurrent();
  void fitHeight();
  void fitExplanation();

  Diagnosis m_shown;
  EvidenceModel* m_model;
  QTreeView* m_list;
  ExplanationPanel* m_explanation;
  QWidget* m_explained;
};

}  // namespace synscope
