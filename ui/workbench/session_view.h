#pragma once

#include "ui/widgets/localized.h"
#include "ui/workbench/rate_meter.h"
#include "ui/workbench/session_source.h"

#include <QWidget>

class QSplitter;
class QTabWidget;

namespace synscope {

class Composer;
class ConnectionTableView;
class DetailsView;
class MessageShelf;
class RulesEditor;
class SavedMessagesPanel;
class SessionHeader;
class SettingsStore;

/// One session: how it is, who is connected, and tabs to talk, to send in sequence, to answer by rules, and to look.
class SessionView : public Localized<QWidget> {
  Q_OBJECT

 public:
  SessionView(SessionSource& session, MessageShelf& shelf, SettingsStore& settings, QWidget* parent = nullptr);

  SessionSource& session() { return m_session; }
  /// Once per frame while it can be seen.
  void refresh(TimePoint now, double bytesPerSecond);
  /// Ends a running schedule. Returns false where none ran.
  bool stop();
  void copy();
  void focusFirst();
  Composer& composer() { return *m_composer; }
  ConnectionTableView* table() { return m_table; }
  QTabWidget& tabs() { return *m_tabs; }

 Q_SIGNALS:
  void reopenRequested();
  void diagnoseRequested(const QString& target);

 protected:
  void retranslate() override;

 private:
  void setupTable();
  void setupTabs(MessageShelf& shelf);
  void setupLayout();
  void connectSending();
  void send(const QByteArray& bytes);
  void startSending(const std::vector<QByteArray>& messages, const SendSchedule::Plan& plan);
  void setSending(bool running, quint64 sent = 0, quint64 total = 0);
  std::vector<ConnectionId> targets() const;

  SessionSource& m_session;
  SettingsStore& m_settings;
  SessionHeader* m_header;
  ConnectionTableView* m_table = nullptr;
  QTabWidget* m_tabs;
  QWidget* m_talk;
  Composer* m_composer;
  SavedMessagesPanel* m_saved;
  RulesEditor* m_rules = nullptr;
  DetailsView* m_details;
  bool m_sending = false;
};

}  // namespace synscope
