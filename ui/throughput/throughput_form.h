#pragma once

#include "ui/measure/draft_form.h"
#include "ui/throughput/throughput_draft.h"

#include <utility>
#include <vector>

class QComboBox;
class QPushButton;

namespace synscope {

class NearbyList;

/// The test to be run: server, direction, how long; the rest under "More options". Servers tried before and found
/// nearby are offered.
class ThroughputForm : public DraftForm<ThroughputDraft> {
  Q_OBJECT

 public:
  static constexpr int kMostServers = 12;

  explicit ThroughputForm(SettingsStore& settings, QWidget* parent = nullptr);

  void submit() override;
  /// Shows what ended a test where it was typed, if it was: a login that was refused, a key that is none.
  void nameError(const Error& error);
  QStringList servers() const;
  /// The test is over: a server that answered is offered from now on.
  void noteAnswered(bool answered);
  /// Servers found on the local network, "name" and "address:port". Until the next test begins each has a button that
  /// measures against it.
  void setNearby(const std::vector<std::pair<QString, QString>>& nearby);

 Q_SIGNALS:
  void submitted(const synscope::ThroughputOrder& order);
  void beServerRequested();
  void lookAroundRequested();

 protected:
  void retranslate() override;
  Words wordsOf(int field) const override;

 private:
  void fillServers();
  void chooseServer(int index);
  void measureAgainst(const QString& server);

  NearbyList* m_nearbyList;
  QComboBox* m_servers;
  QPushButton* m_serve;
  QString m_asked;  ///< The server of the test that runs.
  std::vector<std::pair<QString, QString>> m_nearby;
};

}  // namespace synscope
