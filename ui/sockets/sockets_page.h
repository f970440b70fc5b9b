#pragma once

#include "core/engine/kernel/socket_sampler.h"
#include "core/engine/kernel/socket_table.h"
#include "ui/shell/page.h"
#include "ui/sockets/socket_export.h"

#include <memory>

class QPushButton;
class QScrollArea;
class QSplitter;
class QStackedWidget;
class QTableView;
class QVBoxLayout;

namespace synscope {

class EmptyState;
class FrameClock;
class InlineMessage;
class SettingsStore;
class SocketDetails;
class SocketFilterBar;
class SocketModel;
class Text;

/// Every socket of this system in a live table: what is new, changed and gone, who holds it, what its state means.
/// Reads nothing while it is hidden.
class SocketsPage : public Page {
  Q_OBJECT

 public:
  explicit SocketsPage(SettingsStore& settings, QWidget* parent = nullptr);
  ~SocketsPage() override;

  void focusFirst() override;
  bool stop() override;
  void copy() override;
  void save() override;

  /// What the sampler found.
  void showView(const std::shared_ptr<const SocketView>& view);
  /// Shows this reading instead of the system's, which is not read from now on: samples and tests.
  void showReading(SocketSnapshot reading);
  bool saveTo(const QString& file, SocketExportFormat format);

  SocketModel& model() { return *m_model; }
  QTableView& table() { return *m_table; }
  SocketFilterBar& filterBar() { return *m_filter; }
  SocketDetails& details() { return *m_details; }
  /// What Ctrl+C puts on the clipboard.
  QString copyText() const;

 protected:
  void retranslate() override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  void setupFilter();
  void setupTable();
  void setupColumns();
  void setupBody();
  QWidget* bar();
  QSplitter* tableAndDetails();
  void connectSampler();
  void applyFilter();
  void showSummary();
  void showDetails();
  void onTick();
  void onFailed(const Error& error);
  void showMenu(const QPoint& at);
  void askAndSave(SocketExportFormat format);

  SettingsStore& m_settings;
  SocketFilterBar* m_filter;
  SocketModel* m_model;
  QTableView* m_table;
  SocketDetails* m_details;
  QScrollArea* m_explained;
  Text* m_summary;
  InlineMessage* m_processes;
  InlineMessage* m_message;
  QPushButton* m_csv;
  QPushButton* m_json;
  QPushButton* m_showAll;
  QStackedWidget* m_body;   ///< Nothing read yet or not possible; the table.
  QStackedWidget* m_found;  ///< The table; nothing matches.
  EmptyState* m_empty;
  EmptyState* m_noMatch;
  SocketSampler* m_sampler;
  FrameClock* m_clock;
  QVBoxLayout* m_layout;
  SocketViewSettings m_view;
  std::optional<Error> m_error;
  std::unique_ptr<SocketTracker> m_sample;  ///< Where readings are given, not taken.
  int m_frames = 0;
};

}  // namespace synscope
