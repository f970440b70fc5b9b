#pragma once

#include "core/engine/companion/peer_announcement.h"
#include "ui/measure/run_page.h"
#include "ui/throughput/server_panel.h"
#include "ui/throughput/throughput_form.h"
#include "ui/throughput/throughput_source.h"
#include "ui/throughput/throughput_view.h"

#include <functional>

namespace synscope {

class NearbyServers;

/// "Throughput": how fast it goes and why no faster, against any iperf3 server or another SynScope; or this machine as
/// the server.
class ThroughputPage : public RunPage<ThroughputSource, ThroughputRunRecord, ThroughputView> {
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

  void begin(const ThroughputOrder& order);
  void openKept(const QStringList& ids) override;
  void refresh() override;
  void showServer();
  ThroughputForm& form() { return *m_form; }
  ServerPanel& server() { return *m_server; }

 protected:
  void retranslate() override;
  QString usualEnding() const override { return QStringLiteral("json"); }
  QString saveTitle() const override { return tr("Save the test"); }
  QByteArray resultAs(const QString& ending) const override;
  QString titleOf(const ThroughputRunRecord& record) const override;
  QString settingsOf(const ThroughputRunRecord& record) const override;
  QString lengthOf(const ThroughputRunRecord& record) const override;
  bool wantsFrames() const override;
  /// What is there is on disk within a second, so that a killed program loses no more.
  void onSecond() override;
  void onEnded() override;
  /// Rate and settings are told beside the answer and in the text: the answer takes the room.
  void showLine() override;

 private:
  ThroughputPage(Openers openers, const QString& base, ThroughputForm* form, QWidget* parent);

  void connectForm();
  void connectServer();
  void lookAround();
  void onNearby(const std::vector<FoundPeer>& servers);
  void measureThisMachine();
  void measureOwn(quint16 port);
  void showServed(std::shared_ptr<const ThroughputReport> report);
  void onPhase(ThroughputClient::Phase phase);
  void take();
  void keepRun();
  void showProgress();

  Openers m_openers;
  ThroughputForm* m_form;
  ServerPanel* m_server;
  QPushButton* m_try;
  QPushButton* m_serve;
  QPushButton* m_look;
  NearbyServers* m_nearby;
  bool m_ownServer = false;  ///< It was started for the test that comes or runs, and ends with it.
  std::size_t m_keptIntervals = 0;
};

}  // namespace synscope
