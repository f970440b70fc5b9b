#pragma once

#include "core/engine/diagnose/report.h"

#include <QObject>

class QAction;
class QMenu;
class QPushButton;
class QWidget;

namespace synscope {

class SettingsStore;

/// The answer as text for a mail or a ticket: title, explanation, blame, next steps, and what the further checks found
/// that were asked for; in the language shown.
QString answerAsText(const Diagnosis& diagnosis);

/// Copy and Save of one diagnosis: buttons, menu, file dialog. What went wrong while writing comes as failed().
class ReportActions : public QObject {
  Q_OBJECT

 public:
  /// @param window Parent of the file dialog.
  ReportActions(SettingsStore& settings, QWidget* window);

  /// Keeps what the further checks found.
  void setDiagnosis(const Diagnosis& diagnosis);
  void setBothEnds(const std::optional<BothEnds>& ends) { m_diagnosis.bothEnds = ends; }
  void setSizes(const std::optional<PacketSizes>& sizes) { m_diagnosis.sizes = sizes; }
  void setLeftIdle(const std::optional<LeftIdle>& left) { m_diagnosis.leftIdle = left; }
  QPushButton* copyButton() const { return m_copy; }
  QPushButton* saveButton() const { return m_save; }
  void retranslate();

  void copy();
  void askAndSave(ReportFormat format);
  /// Returns false and emits failed() where the file cannot be written.
  bool saveTo(const QString& file, ReportFormat format);

 Q_SIGNALS:
  void copied();
  void saved(const QString& file);
  void failed(const synscope::Error& error);

 private:
  void setupMenu();
  QString folder() const;

  SettingsStore& m_settings;
  QWidget* m_window;
  QPushButton* m_copy;
  QPushButton* m_save;
  QMenu* m_menu;
  QAction* m_html;
  QAction* m_markdown;
  QAction* m_json;
  QAction* m_redact;
  Diagnosis m_diagnosis;
};

}  // namespace synscope
