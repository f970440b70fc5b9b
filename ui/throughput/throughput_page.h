#pragma once

#include "core/engine/companion/peer_announcement.h"
#include "ui/history/run_store.h"
#include "ui/shell/page.h"
#include "ui/throughput/server_panel.h"
#include "ui/throughput/throughput_record.h"
#include "ui/throughput/throughput_source.h"

#include <QTimer>

#include <functional>
#include <memory>

class QPushButton;
class QStackedWidget;

namespace synscope {

class EmptyState;
class FrameClock;
class HistoryView;
class NearbyServers;
class InlineMessage;
class SettingsStore;
class ThroughputForm;
class ThroughputView;

/// "Throughput": how fast it goes and why no faster, against any iperf3 server or another SynScope; or this machine as
/// the server. A test goes on while other pages are shown.
class ThroughputPage : public Page {
  Q_OBJECT

 public:
  struct Openers {
    std::function<std::unique_ptr<ThroughputSource>(const ThroughputOrder&)> client;
    ServerPanel::Opener server;
  };

  /// @param base Where runs are kept; empty: among the application's data.
  ThroughputPage(SettingsStore& settings, Openers openers, const QString& base, QWidget* parent = nullptr);
  explicit ThroughputPage(SettingsStore& settings, QWidget* parent = nullptr);
  ~ThroughputPage() override;

  void focusFirst() override;
  bool stop() override;
  void copy() override;
  void save() override;

  void begin(const ThroughputOrder& order);
  void openKept(const QStringList& ids);
  void showRecords(std::vector<std::shared_ptr<ThroughputRunRecord>> records);
  void showHistory();
  void showServer();
  bool saveTo(const QString& file);
  bool isRunning() const { return m_source != nullptr; }
  ThroughputForm& form() { return *m_form; }
  ThroughputView& view() { return *m_view; }
  ServerPanel& server() { return *m_server; }
  HistoryView& history() { return *m_history; }
  RunStore& store() { return m_store; }
  /// What happens at every frame.
  void refresh();

 protected:
  void retranslate() override;

 private:
  void setupLayout();
  void connectParts();
  void onNearby(const std::vector<FoundPeer>& servers);
  void take();
  void onPhase(ThroughputClient::Phase phase);
  void onEnded();
  void keep();
  /// What is there is on disk within a second, so that a killed program loses no more.
  void keepOnTheWay();
  void showProgress();
  void goBack();
  void askAndSave(const QString& ending);
  void updateClock();
  void sayFailed(const QString& sentence);

  Openers m_openers;
  RunStore m_store;
  ThroughputForm* m_form;
  ThroughputView* m_view;
  ServerPanel* m_server;
  HistoryView* m_history;
  EmptyState* m_empty;
  QPushButton* m_try;
  QPushButton* m_serve;
  QStackedWidget* m_body;
  InlineMessage* m_message;
  FrameClock* m_clock;
  NearbyServers* m_nearby;
  QTimer m_hidden;  ///< Takes intervals while the page is not shown.
  std::unique_ptr<ThroughputSource> m_source;
  std::shared_ptr<ThroughputRunRecord> m_record;
  ThroughputClient::Phase m_phase = ThroughputClient::Phase::kResolving;
  std::size_t m_keptIntervals = 0;
  int m_frame = 0;
};

}  // namespace synscope
