#pragma once

#include "core/logic/base/result.h"
#include "core/logic/diagnose/request.h"
#include "ui/widgets/localized.h"

#include <QWidget>

class QAction;
class QComboBox;
class QLineEdit;
class QPushButton;
class QStringListModel;

namespace synscope {

class InlineMessage;
class SettingsStore;
class Text;

/// Where a target is typed: host, `host:port` or a URL pasted whole, port, protocol, TLS, and the main button.
/// What is wrong with the input is said under the field; nothing typed is lost.
class TargetBar : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit TargetBar(SettingsStore& settings, QWidget* parent = nullptr);

  /// Host, port, protocol and TLS from the fields; the rest of the request is untouched. The host is IDN-encoded.
  Result<DiagnosisRequest> request(DiagnosisRequest rest = {}) const;
  void setTarget(const QString& target);
  QString target() const;
  void setRunning(bool running);
  void showError(const Error& error);
  void clearError();
  void focusTarget();

 Q_SIGNALS:
  void submitted();
  void stopRequested();
  void edited();

 protected:
  void retranslate() override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void setupFields();
  void setupHistory();
  void setupLayout();
  void connectFields();
  void fillFromTarget();
  void refreshHistory();
  Text* caption();

  SettingsStore& m_settings;
  QLineEdit* m_host;
  QLineEdit* m_port;
  QComboBox* m_protocol;
  QComboBox* m_tls;
  QPushButton* m_button;
  Text* m_hostCaption;
  Text* m_portCaption;
  Text* m_protocolCaption;
  Text* m_tlsCaption;
  InlineMessage* m_message;
  QStringListModel* m_history;
  QAction* m_showHistory;
  bool m_running = false;
};

}  // namespace synscope
