#pragma once

#include "core/logic/base/result.h"
#include "ui/ports/scan_controller.h"
#include "ui/widgets/localized.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace synscope {

class InlineMessage;
class SettingsStore;
class Text;

/// Hosts × ports to be tried, with the main button. What is wrong with the input is said under the fields.
class ScanForm : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit ScanForm(SettingsStore& settings, QWidget* parent = nullptr);

  Result<ScanOrder> order() const;
  void setFields(const QString& hosts, const QString& ports);
  void setRunning(bool running);
  void showError(const Error& error);
  void clearError();
  void focusHosts();
  void remember();

 Q_SIGNALS:
  void submitted();
  void stopRequested();

 protected:
  void retranslate() override;

 private:
  void setupLayout();
  void connectFields();

  SettingsStore& m_settings;
  QLineEdit* m_hosts;
  QLineEdit* m_ports;
  QComboBox* m_protocol;
  QComboBox* m_family;
  QPushButton* m_button;
  Text* m_hostsCaption;
  Text* m_portsCaption;
  Text* m_protocolCaption;
  Text* m_familyCaption;
  InlineMessage* m_message;
  bool m_running = false;
};

}  // namespace synscope
