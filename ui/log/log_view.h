#pragma once

#include "core/engine/endpoint/traffic_log.h"
#include "core/logic/endpoint/traffic_export.h"
#include "ui/widgets/localized.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QStackedWidget;

namespace synscope {

class EmptyState;
class LogBar;
class LogExporter;
class LogLines;
class LogRows;
class RecordDetail;
class Text;

/// The log of a session: what was sent and received, live, with search, filter and export. What it does in one frame
/// does not depend on how much passes.
class LogView : public Localized<QWidget> {
  Q_OBJECT

 public:
  /// More than this is not put on the clipboard.
  static constexpr std::uint64_t kMostCopied = 20'000;

  explicit LogView(QWidget* parent = nullptr);
  ~LogView() override;

  /// nullptr: nothing to show yet.
  void setLog(std::shared_ptr<TrafficLog> log);
  /// Shows the traffic of these connections only; empty: of all.
  void setConnections(std::vector<ConnectionId> connections);
  /// What pcapng exports say about the near side.
  void setEnds(PacketEnds ends);
  /// Once per frame.
  void refresh();

  /// The selected records; nullopt where that is too much for the clipboard (also more than 16 MiB).
  std::optional<QString> selectedText(PayloadStyle style) const;
  void exportTo(const QString& file, TrafficFormat format);
  void nextMatch();
  void previousMatch();

  LogBar& bar() { return *m_bar; }
  LogLines& lines() { return *m_lines; }
  LogRows& rows() { return *m_rows; }
  RecordDetail& detail() { return *m_detail; }
  LogExporter& exporter() { return *m_exporter; }
  QString counters() const;

 public Q_SLOTS:
  void copyText();
  void copyHex();

 protected:
  void retranslate() override;

 private:
  void setupBody();
  void setupActions();
  void connectBar();
  void applySearch();
  void applyFilter();
  void applyLook();
  void onReset();
  void showDetail();
  void showMatchCount();
  void showCounters();
  void goTo(std::optional<std::uint64_t> record);
  void copy(PayloadStyle style);
  void askAndExport(TrafficFormat format);
  TrafficExportOptions exportOptions(TrafficFormat format) const;

  LogRows* m_rows;
  LogBar* m_bar;
  LogLines* m_lines;
  RecordDetail* m_detail;
  LogExporter* m_exporter;
  Text* m_counters;
  EmptyState* m_empty;
  QStackedWidget* m_body;
  std::vector<ConnectionId> m_connections;
  PacketEnds m_ends;
  QString m_searchError;
};

}  // namespace synscope
