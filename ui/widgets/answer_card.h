#pragma once

#include "core/engine/base/catalogue.h"
#include "ui/diagnose/verdict_look.h"
#include "ui/widgets/card.h"

class QHBoxLayout;
class QProgressBar;

namespace synscope {

class BilingualLabel;
class IconLabel;
class Text;

/// The answer first: an icon, one sentence, what it means, and while something runs how far it is. Actions stand at
/// the right.
class AnswerCard : public Card {
  Q_OBJECT

 public:
  explicit AnswerCard(QWidget* parent = nullptr);

  void setAnswer(const Look& look, const BilingualText& title, const BilingualText& plain);
  /// @param share 0 to 1; below 0: no end is known. @param text "12 of 100 · about 5 s left".
  void setProgress(double share, const QString& text);
  void hideProgress();
  void addAction(QWidget* action);
  QString text() const;

 private:
  IconLabel* m_icon;
  BilingualLabel* m_title;
  BilingualLabel* m_plain;
  QProgressBar* m_bar;
  Text* m_progress;
  QHBoxLayout* m_actions;
};

}  // namespace synscope
