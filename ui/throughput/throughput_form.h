#pragma once

#include "ui/throughput/throughput_draft.h"
#include "ui/widgets/localized.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QPushButton;

namespace synscope {

class DisclosureButton;
class FieldGroup;
class FormField;
class SettingsStore;

/// The test to be run: server, direction, how long; the rest under "More options". Servers tried before are offered.
/// The main button starts, and stops what runs.
class ThroughputForm : public Localized<QWidget> {
  Q_OBJECT

 public:
  static constexpr int kMostServers = 12;

  explicit ThroughputForm(SettingsStore& settings, QWidget* parent = nullptr);

  ThroughputDraft draft() const;
  void setDraft(const ThroughputDraft& draft);
  /// Says the first error, or remembers what is typed and emits submitted().
  void submit();
  void setRunning(bool running);
  void setMoreShown(bool shown);
  void focusServer();
  QStringList servers() const;
  /// Servers found on the local network, "name" and "address:port".
  void setNearby(const std::vector<std::pair<QString, QString>>& nearby);

 Q_SIGNALS:
  void submitted(const synscope::ThroughputOrder& order);
  void stopRequested();
  void historyRequested();
  void beServerRequested();
  void lookAroundRequested();

 protected:
  void retranslate() override;

 private:
  void makeFields();
  void setupLayout();
  FormField* field(ThroughputField field) const;
  void refresh();
  void remember();
  void fillServers();

  SettingsStore& m_settings;
  std::vector<FormField*> m_fields;
  FieldGroup* m_basic;
  FieldGroup* m_more;
  DisclosureButton* m_moreButton;
  QComboBox* m_servers;
  QPushButton* m_serve;
  QPushButton* m_history;
  QPushButton* m_button;
  std::vector<std::pair<QString, QString>> m_nearby;
  bool m_running = false;
  bool m_filling = false;
};

}  // namespace synscope
