#pragma once

#include "core/logic/endpoint/send_schedule.h"
#include "ui/widgets/localized.h"
#include "ui/workbench/message_draft.h"

#include <QWidget>

#include <vector>

class QCheckBox;
class QComboBox;
class QPushButton;
class QSpinBox;

namespace synscope {

class MessageEditor;
class MessageShelf;
class Text;

/// The send box: a message, to whom, once or repeated; a file; and what was sent before.
class Composer : public Localized<QWidget> {
  Q_OBJECT

 public:
  /// @param many Whether there may be several to talk to.
  Composer(MessageShelf& shelf, bool many, QWidget* parent = nullptr);

  void setDraft(const MessageDraft& draft);
  /// Who the message goes to: how many are open, and how many of the table's rows are selected.
  void setTargets(std::uint64_t open, std::size_t selected);
  /// Something is sent by a schedule now.
  void setRunning(bool running, quint64 sent = 0);
  void setSendable(bool sendable);
  void setEnterSends(bool on);
  void submit();
  void focusText();

 Q_SIGNALS:
  void sendRequested(const QByteArray& bytes);
  void repeatRequested(const std::vector<QByteArray>& messages, const synscope::SendSchedule::Plan& plan);
  void stopRequested();
  void fileChosen(const QString& file);
  void keepRequested(const synscope::MessageDraft& draft);
  void enterSendsChanged(bool on);

 protected:
  void retranslate() override;

 private:
  void setupLayout();
  void connectControls();
  void askForFile();
  void repeat(const QByteArray& bytes);

  MessageShelf& m_shelf;
  bool m_many;
  MessageEditor* m_editor;
  Text* m_targets;
  QPushButton* m_send;
  QCheckBox* m_repeat;
  QSpinBox* m_interval;
  Text* m_intervalUnit;
  QSpinBox* m_count;
  QCheckBox* m_enter;
  QPushButton* m_keep;
  QPushButton* m_file;
  std::uint64_t m_open = 0;
  std::size_t m_selected = 0;
  quint64 m_sent = 0;
  bool m_running = false;
};

}  // namespace synscope
