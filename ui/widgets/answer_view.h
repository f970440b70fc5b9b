#pragma once

#include "core/engine/base/catalogue.h"
#include "core/logic/base/error.h"
#include "ui/theme/tokens.h"

#include <QString>
#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace synscope {

class BilingualLabel;
class IconLabel;

/// An answer in words: a line with an icon, what it means, numbered steps, and what else was noticed.
struct Answer {
  QString icon;
  Tone tone = Tone::kNeutral;
  BilingualText title, plain;
  std::vector<BilingualText> steps, notes;
};

/// That nothing could be found out, and why.
Answer answerOf(const Error& error);

/// Shows one answer; hidden while there is none.
class AnswerView : public QWidget {
  Q_OBJECT

 public:
  explicit AnswerView(QWidget* parent = nullptr);

  void setAnswer(const Answer& answer);
  void clear();

 private:
  void addLine(const QString& mark, const BilingualText& text);

  IconLabel* m_icon;
  BilingualLabel* m_title;
  BilingualLabel* m_plain;
  QVBoxLayout* m_lines;
};

}  // namespace synscope
