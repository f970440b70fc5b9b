#pragma once

#include "core/logic/diagnose/diagnosis.h"
#include "ui/widgets/card.h"
#include "ui/widgets/localized.h"

class QHBoxLayout;
class QProgressBar;

namespace synscope {

class BilingualLabel;
class IconLabel;
class InlineMessage;
class Text;

/// The answer: what is wrong, in words; who did it and where; how sure we are. While it runs: what has been done so
/// far.
class VerdictBanner : public Localized<Card> {
  Q_OBJECT

 public:
  explicit VerdictBanner(QWidget* parent = nullptr);

  void setDiagnosis(const Diagnosis& diagnosis);
  /// Buttons at the right edge, owned by the banner from now on.
  void addButton(QWidget* button);
  /// What came of copying or saving, under the buttons.
  InlineMessage& message() { return *m_message; }
  /// Time since the diagnosis began; moves the progress line.
  void setElapsed(Duration elapsed);

 protected:
  void retranslate() override;

 private:
  void setupLayout();
  void showVerdict(const DiagnosisVerdict& verdict);
  void showWithoutVerdict();
  void showProgress();
  QString factsOf(const DiagnosisVerdict& verdict) const;

  Diagnosis m_shown;
  Duration m_elapsed{};
  IconLabel* m_icon;
  BilingualLabel* m_title;
  BilingualLabel* m_plain;
  Text* m_facts;
  Text* m_progressText;
  QProgressBar* m_progress;
  InlineMessage* m_message;
  QHBoxLayout* m_actions;
};

}  // namespace synscope
