#pragma once

#include "ui/workbench/rules_model.h"
#include "ui/workbench/saved_messages_model.h"
#include "ui/workbench/send_history.h"

#include <QObject>

namespace synscope {

/// What all sessions share and the settings remember: sent messages, saved messages, and the rules of automatic
/// answers. Every change is stored at once.
class MessageShelf : public QObject {
  Q_OBJECT

 public:
  explicit MessageShelf(SettingsStore& settings, QObject* parent = nullptr);

  SendHistory& history() { return m_history; }
  SavedMessagesModel& messages() { return m_messages; }
  RulesModel& rules() { return m_rules; }

 Q_SIGNALS:
  void rulesChanged();
  void messagesChanged();

 private:
  SettingsStore& m_settings;
  SendHistory m_history;
  SavedMessagesModel m_messages;
  RulesModel m_rules;
};

}  // namespace synscope
