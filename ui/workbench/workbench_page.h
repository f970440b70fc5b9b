#pragma once

#include "core/logic/endpoint/recording.h"
#include "ui/shell/page.h"
#include "ui/workbench/rate_meter.h"
#include "ui/workbench/session_source.h"

#include <functional>
#include <memory>
#include <vector>

class QStackedWidget;

namespace synscope {

class FrameClock;
class MessageShelf;
class NewSessionView;
class RecordingView;
class SessionList;
class SessionView;
class SettingsStore;

/// "Connections": sessions and opened recordings side by side; the list at the left, the chosen one or the form for a
/// new one at the right.
class WorkbenchPage : public Page {
  Q_OBJECT

 public:
  /// Makes the session of given settings, already opening; the page owns it.
  using Opener = std::function<std::unique_ptr<SessionSource>(const EndpointSettings&)>;

  WorkbenchPage(SettingsStore& settings, Opener opener, QWidget* parent = nullptr);
  /// With real sessions, in a net thread of their own.
  explicit WorkbenchPage(SettingsStore& settings, QWidget* parent = nullptr);
  ~WorkbenchPage() override;

  void focusFirst() override;
  bool stop() override;
  void copy() override;

  void open(const EndpointSettings& settings);
  /// An echo server on a free port of this machine, and a client to it.
  void openDemo();
  void add(std::unique_ptr<SessionSource> session);
  void addRecording(std::shared_ptr<const Recording> recording);
  void closeSession(int position);
  void showNew();
  void showSession(int position);
  int sessionCount() const { return static_cast<int>(m_sessions.size()); }
  SessionView& view(int position) { return *m_sessions[static_cast<std::size_t>(position)].view; }
  NewSessionView& newSession() { return *m_new; }
  /// What happens at every frame.
  void refresh();

 Q_SIGNALS:
  void diagnoseRequested(const QString& target);

 protected:
  void retranslate() override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  /// A session with its view, or a recording, which has neither source nor view.
  struct Open {
    QWidget* page;
    QString title;  ///< Of a recording.
    std::unique_ptr<SessionSource> source;
    SessionView* view;
    RateMeter in, out;

    TrafficRate rate() const { return {in.perSecond(), out.perSecond()}; }
  };

  void setupLayout();
  void setupShortcuts();
  void addPage(Open open, const QString& icon);
  void askForRecording();
  void reopen(int position);
  void connectDemoClient(SessionSource* server);
  void refreshTile(int position);
  void tellWhoIsShown();
  int current() const;
  int positionOf(const QWidget* page) const;
  SessionView* shownView() const;

  SettingsStore& m_settings;
  Opener m_opener;
  MessageShelf* m_shelf;
  SessionList* m_list;
  QStackedWidget* m_stack;
  NewSessionView* m_new;
  FrameClock* m_clock;
  std::vector<Open> m_sessions;
};

}  // namespace synscope
