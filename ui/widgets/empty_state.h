#pragma once

#include <QWidget>

class QVBoxLayout;

namespace synscope {

class IconLabel;
class Text;

/// What a page says before there is anything to show: what it is for, and the first step.
class EmptyState : public QWidget {
  Q_OBJECT

 public:
  explicit EmptyState(const QString& icon, QWidget* parent = nullptr);

  void setWords(const QString& title, const QString& text);
  /// Below the others, all as wide as the widest.
  void addStep(QWidget* widget);

 protected:
  /// Where there is little room, what can be done is told, and the rest left out.
  void resizeEvent(QResizeEvent* event) override;

 private:
  IconLabel* m_icon;
  Text* m_title;
  Text* m_text;
  QVBoxLayout* m_column;
  QVBoxLayout* m_steps;
};

}  // namespace synscope
