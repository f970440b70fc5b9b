#pragma once

#include "ui/widgets/localized.h"
#include "ui/workbench/rate_meter.h"
#include "ui/workbench/session_source.h"

#include <QWidget>

class QMenu;
class QPushButton;

namespace synscope {

class InlineMessage;
class Text;

/// What a session is and how it does: title, state, what failed with the way to find out why, and the button that ends
/// or reopens it.
class SessionHeader : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit SessionHeader(SessionSource& session, QWidget* parent = nullptr);

  void refresh(const TrafficRate& rate);
  /// Stands below as long as nothing has failed; empty: nothing to say.
  void setWarning(const QString& sentence);
  /// Whether there is a connection that can be ended.
  void setClosable(bool closable);
  /// Says that something failed, with one connection or for a moment.
  void sayFailed(ConnectionId connection, const Error& error);

 Q_SIGNALS:
  void reopenRequested();
  /// For the connection of a client, or those chosen in the table.
  void closeRequested(synscope::CloseMode mode);
  void diagnoseRequested(const QString& target);

 protected:
  void retranslate() override;

 private:
  QString clientLine() const;
  QString roleLine() const;
  QString trafficLine(const TrafficRate& rate) const;
  void refreshState();
  void setupEndings();
  void fillEndings();
  void sayStatus(const SessionStatus& status);

  SessionSource& m_session;
  Text* m_title;
  Text* m_state;
  Text* m_line;
  Text* m_traffic;
  QPushButton* m_end;
  QMenu* m_endMenu;
  QPushButton* m_close;
  InlineMessage* m_message;
  QPushButton* m_diagnose;
  QString m_warning;
  bool m_failed = false;  ///< A failure of the session is said.
};

}  // namespace synscope
