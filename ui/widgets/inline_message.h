#pragma once

#include "ui/theme/tokens.h"

#include <QTimer>
#include <QWidget>

namespace synscope {

class IconLabel;
class Text;

/// A sentence where something happened: an icon and words that can be copied. Hidden while there is nothing to say.
class InlineMessage : public QWidget {
  Q_OBJECT

 public:
  explicit InlineMessage(QWidget* parent = nullptr);

  void say(Tone tone, const QString& text);
  /// Like say(), and gone again after a few seconds: a confirmation.
  void confirm(const QString& text);
  /// What happened, and is no longer so: it goes after a while.
  void mention(Tone tone, const QString& text);
  void clear();
  QString text() const;

 private:
  IconLabel* m_icon;
  Text* m_text;
  QString m_said;
  QTimer m_fade;
};

}  // namespace synscope
