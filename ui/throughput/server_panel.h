#pragma once

#include "ui/throughput/throughput_source.h"
#include "ui/widgets/localized.h"

#include <QAbstractTableModel>

#include <functional>
#include <memory>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QTableView;

namespace synscope {

class InlineMessage;
class ServerAnnouncement;
class Text;

/// Tests that this machine served, running ones first.
class ServedModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kClient, kWhat, kState, kRate, kColumns };

  using QAbstractTableModel::QAbstractTableModel;

  void setReports(std::vector<std::shared_ptr<const ThroughputReport>> reports);
  const std::shared_ptr<const ThroughputReport>& report(int row) const {
    return m_reports[static_cast<std::size_t>(row)];
  }
  void retranslate();

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  std::vector<std::shared_ptr<const ThroughputReport>> m_reports;
};

/// This machine as the server of others: on or off, what they have to type, who is served and was.
class ServerPanel : public Localized<QWidget> {
  Q_OBJECT

 public:
  using Opener = std::function<std::unique_ptr<ThroughputServing>(const ThroughputServerSettings&)>;

  explicit ServerPanel(Opener opener, QWidget* parent = nullptr);
  ~ServerPanel() override;

  bool isServing() const { return m_serving != nullptr; }
  void start();
  /// For clients on this machine only: at the port that is filled in or, where somebody has it, at a free one.
  void startForThisMachine();
  void stop();
  ServedModel& served() { return *m_model; }
  QLineEdit& port() { return *m_port; }
  /// What to type at the other end; empty while nothing listens.
  QString addressText() const;
  std::uint16_t listeningPort() const { return m_local ? m_local->port : std::uint16_t{0}; }
  /// Once per frame while it is shown.
  void refresh();

 Q_SIGNALS:
  void closeRequested();
  void openRequested(std::shared_ptr<const synscope::ThroughputReport> report);
  void servingChanged();
  void listening(quint16 port);

 protected:
  void retranslate() override;

 private:
  void setupLayout();
  void startAt(std::uint16_t port);
  void startElsewhere();
  void connectServing();
  void announce();
  void showState();

  Opener m_opener;
  std::unique_ptr<ThroughputServing> m_serving;
  bool m_onlyHere = false;  ///< Heard on the loopback only.
  bool m_anywhere = false;  ///< A free port will do.
  QString m_taken;          ///< The port that could not be had.
  std::optional<IpEndpoint> m_local;
  ServedModel* m_model;
  QTableView* m_table;
  Text* m_heading;
  Text* m_about;
  Text* m_portCaption;
  QLineEdit* m_port;
  QComboBox* m_busy;
  QCheckBox* m_announce;
  std::unique_ptr<ServerAnnouncement> m_announcement;
  QPushButton* m_button;
  QPushButton* m_back;
  Text* m_state;
  Text* m_address;
  InlineMessage* m_message;
};

}  // namespace synscope
