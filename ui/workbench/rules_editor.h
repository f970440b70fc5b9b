#pragma once

#include "core/logic/endpoint/auto_reply.h"
#include "ui/widgets/localized.h"

#include <QWidget>

class QCheckBox;
class QPushButton;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace synscope {

class EmptyState;
class InlineMessage;
class MessageShelf;
class RulesModel;
class Text;

/// "When this comes in, answer that." The rules are remembered for all sessions; whether they answer is each session's.
class RulesEditor : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit RulesEditor(MessageShelf& shelf, QWidget* parent = nullptr);

  void setAnswering(bool on);

 Q_SIGNALS:
  /// The rules that answer from now on; none where it is switched off or a rule is wrong.
  void rulesChanged(const std::vector<synscope::AutoReplyRule>& rules);

 protected:
  void retranslate() override;

 private:
  void setupTable();
  void setupLayout();
  QToolButton* addButton(const QString& icon);
  void addRule();
  void onChanged();
  void refreshButtons();

  RulesModel& m_model;
  QTableView* m_table;
  EmptyState* m_empty;
  QPushButton* m_first;
  QStackedWidget* m_body;
  QCheckBox* m_answer;
  Text* m_hint;
  QToolButton* m_add;
  QToolButton* m_up;
  QToolButton* m_down;
  QToolButton* m_remove;
  InlineMessage* m_message;
};

}  // namespace synscope
