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
  void addStep(QWidget* widget);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  IconLabel* m_icon;
  Text* m_title;
  Text* m_text;
  QVBoxLayout* m_column;
};

}  // namespace synscope
