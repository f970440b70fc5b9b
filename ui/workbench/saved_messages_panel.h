#pragma once

#include "core/logic/endpoint/send_schedule.h"
#include "ui/widgets/localized.h"
#include "ui/workbench/message_draft.h"

#include <QWidget>

#include <vector>

class QProgressBar;
class QStackedWidget;
class QPushButton;
class QSpinBox;
class QTableView;
class QToolButton;

namespace synscope {

class EmptyState;
class InlineMessage;
class MessageShelf;
class SavedMessagesModel;
class Text;

/// Messages kept for later: sent one by one, or all in sequence with their delays, once or in rounds. The list is
/// remembered and shared by all sessions.
class SavedMessagesPanel : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit SavedMessagesPanel(MessageShelf& shelf, QWidget* parent = nullptr);

  /// Puts a message at the end of the list.
  void keep(const MessageDraft& draft);
  /// @param total 0: without an end.
  void showProgress(quint64 sent, quint64 total);
  void setRunning(bool running);
  void startOrStop();

 Q_SIGNALS:
  void startRequested(const std::vector<QByteArray>& messages, const synscope::SendSchedule::Plan& plan);
  void stopRequested();
  void sendRequested(const QByteArray& bytes);
  void editRequested(const synscope::MessageDraft& draft);

 protected:
  void retranslate() override;

 private:
  void setupTable();
  void setupLayout();
  QToolButton* addButton(const QString& icon);
  void start();
  void refreshButtons();
  std::optional<QByteArray> bytesAt(int row);

  SavedMessagesModel& m_model;
  QTableView* m_table;
  EmptyState* m_empty;
  QStackedWidget* m_body;
  QToolButton* m_send;
  QToolButton* m_edit;
  QToolButton* m_up;
  QToolButton* m_down;
  QToolButton* m_remove;
  Text* m_roundsCaption;
  QSpinBox* m_rounds;
  Text* m_intervalCaption;
  QSpinBox* m_interval;
  QPushButton* m_start;
  QProgressBar* m_progress;
  Text* m_progressText;
  Text* m_hint;
  InlineMessage* m_message;
  bool m_running = false;
};

}  // namespace synscope
