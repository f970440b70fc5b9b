#pragma once

#include "core/engine/reach/scanner.h"
#include "ui/ports/scan_export.h"
#include "ui/shell/page.h"

class QProgressBar;
class QPushButton;
class QScrollArea;
class QSplitter;
class QStackedWidget;
class QTableView;
class QVBoxLayout;

namespace synscope {

class EmptyState;
class ExplanationPanel;
class FrameClock;
class InlineMessage;
class ScanController;
class ScanForm;
class ScanModel;
class SettingsStore;
class StateFilter;
class Text;

/// Hosts × ports in a live table, with counters, filter, time left, and an explanation of the selected row.
class PortsPage : public Page {
  Q_OBJECT

 public:
  explicit PortsPage(SettingsStore& settings, QWidget* parent = nullptr);
  ~PortsPage() override;

  void focusFirst() override;
  bool stop() override;
  void copy() override;
  void save() override;

  void scan();
  ScanModel& model() { return *m_model; }
  ScanForm& form() { return *m_form; }
  StateFilter& filter() { return *m_filter; }
  QTableView& table() { return *m_table; }
  /// Shows the table with what the model holds; used while a scan runs and by the gallery.
  void showRows(const ScanProgress& progress, bool running);
  bool saveTo(const QString& file, ScanExportFormat format);

 protected:
  void retranslate() override;

 private:
  void setupForm();
  void setupTable();
  void setupBody();
  QWidget* bar();
  QSplitter* tableAndExplanation();
  void fitColumns();
  void connectController();
  void onFrame();
  void onFinished();
  void explainCurrent();
  void showProgress();
  void askAndSave(ScanExportFormat format);

  SettingsStore& m_settings;
  ScanForm* m_form;
  StateFilter* m_filter;
  ScanModel* m_model;
  QTableView* m_table;
  ExplanationPanel* m_explanation;
  QScrollArea* m_explained;
  QProgressBar* m_progressBar;
  Text* m_progressText;
  QPushButton* m_csv;
  QPushButton* m_json;
  InlineMessage* m_message;
  QStackedWidget* m_body;
  EmptyState* m_empty;
  ScanController* m_controller;
  FrameClock* m_clock;
  QVBoxLayout* m_layout;
  ScanProgress m_progress;
  bool m_running = false;
};

}  // namespace synscope
