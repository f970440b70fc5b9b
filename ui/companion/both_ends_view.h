#pragma once

#include "core/engine/base/catalogue.h"
#include "core/engine/companion/companion_check.h"
#include "core/logic/diagnose/diagnosis.h"
#include "ui/widgets/localized.h"

#include <QWidget>

#include <optional>

class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace synscope {

class BilingualLabel;
class CompanionController;
class IconLabel;
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
  void setRunning(bool running);
  void showVerdict(const TwoSidedVerdict& verdict);
  void showError(const Error& error);
  void addLine(const BilingualText& text, const QString& mark);
  void clearLines();

  DiagnosisRequest m_request;
  std::optional<CompanionFinding> m_finding;
  CompanionController* m_controller;
  Text* m_hint;
  Text* m_portCaption;
  QSpinBox* m_port;
  QPushButton* m_button;
  IconLabel* m_icon;
  BilingualLabel* m_title;
  BilingualLabel* m_plain;
  QVBoxLayout* m_lines;
};

}  // namespace synscope
