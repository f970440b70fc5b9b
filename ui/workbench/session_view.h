#pragma once

#include "ui/widgets/localized.h"
#include "ui/workbench/rate_meter.h"
#include "ui/workbench/session_source.h"

#include <QWidget>

class QSplitter;
class QTabWidget;

namespace synscope {

class CertificateView;
class Composer;
class ConnectionTableView;
class DetailsView;
class LifeView;
class LogView;
class MessageShelf;
class RulesEditor;
class SavedMessagesPanel;
class SessionHeader;
class SettingsStore;

/// One session: how it is, who is connected, and tabs to talk, to see the life of a connection, to send in sequence, to
/// answer by rules, and to look into the details.
class SessionView : public Localized<QWidget> {
  Q_OBJECT

 public:
  SessionView(SessionSource& session, MessageShelf& shelf, SettingsStore& settings, QWidget* parent = nullptr);

  SessionSource& session() { return m_session; }
  /// Once per frame while it can be seen.
  void refresh(TimePoint now, const TrafficRate& rate);
  /// Ends a running schedule. Returns false where none ran.
  bool stop();
  void copy();
  void focusFirst();
  Composer& composer() { return *m_composer; }
  ConnectionTableView* table() { return m_table; }
  QTabWidget& tabs() { return *m_tabs; }
  LogView& log() { return *m_log; }
  LifeView* life() { return m_life; }
  CertificateView* certificate() { return m_certificate; }

 Q_SIGNALS:
  void reopenRequested();
  void diagnoseRequested(const QString& target);

 protected:
  void retranslate() override;

 private:
  void setupTable();
  void setupTabs(MessageShelf& shelf);
  void setupTalk();
  void setupLife();
  void setupLayout();
  void connectSending();
  void send(const QByteArray& bytes);
  void startSending(const std::vector<QByteArray>& messages, const SendSchedule::Plan& plan);
  void setSending(bool running, quint64 sent = 0, quint64 total = 0);
  std::vector<ConnectionId> targets() const;
  ConnectionId shownConnection() const;
  std::vector<ConnectionId> endable() const;
  void refreshShownTab(const TrafficRate& rate);
  void warnOfListener();
  void filterLog();

  SessionSource& m_session;
  SettingsStore& m_settings;
  SessionHeader* m_header;
  ConnectionTableView* m_table = nullptr;
  QTabWidget* m_tabs;
  QWidget* m_talk;
  LogView* m_log;
  Composer* m_composer;
  SavedMessagesPanel* m_saved;
  RulesEditor* m_rules = nullptr;
  LifeView* m_life = nullptr;
  CertificateView* m_certificate = nullptr;
  DetailsView* m_details;
  ConnectionId m_watched = 0;
  bool m_sending = false;
};

}  // namespace synscope
