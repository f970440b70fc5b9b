#pragma once

#include "ui/throughput/throughput_record.h"
#include "ui/widgets/localized.h"

#include <memory>
#include <vector>

class QPlainTextEdit;
class QTabWidget;
class QTableView;
class QToolButton;

namespace synscope {

class AnswerCard;
class ExplanationPanel;
class IntervalModel;
class PlotStack;
class Text;

/// One test, running or kept, or several compared: the rate in large letters, the answer, the lines, why, the tables,
/// and the text that users of iperf3 know.
class ThroughputView : public Localized<QWidget> {
  Q_OBJECT

 public:
  enum Tab { kPlots, kWhy, kLatency, kIntervals, kStreams, kText };

  explicit ThroughputView(QWidget* parent = nullptr);

  void setRecords(std::vector<std::shared_ptr<ThroughputRunRecord>> records);
  const std::vector<std::shared_ptr<ThroughputRunRecord>>& records() const { return m_records; }
  /// Draws what has come.
  void refresh();
  /// Answer, tables and texts too; they may follow more slowly.
  void refreshNumbers();
  /// While it runs: what goes on, in place of the answer.
  void setPhase(const QString& phase);

  AnswerCard& answer() { return *m_answer; }
  PlotStack& plots() { return *m_plots; }
  QTabWidget& tabs() { return *m_tabs; }
  IntervalModel& intervals() { return *m_intervals; }
  QString asText() const;

 Q_SIGNALS:
  void exportRequested(const QString& ending);

 protected:
  void retranslate() override;

 private:
  void setupLayout();
  void setupRate();
  void setupTables();
  void rebuildPlots();
  void showComparison();
  void showRate();
  std::size_t linesNow() const;
  double endOfData();

  std::vector<std::shared_ptr<ThroughputRunRecord>> m_records;
  std::size_t m_lines = 0;
  QString m_phase;
  AnswerCard* m_answer;
  Text* m_rate;
  Text* m_rateCaption;
  QToolButton* m_export;
  QWidget* m_card = nullptr;
  QTabWidget* m_tabs;
  PlotStack* m_plots;
  ExplanationPanel* m_why;
  ExplanationPanel* m_latency;
  IntervalModel* m_intervals;
  IntervalModel* m_streams;
  QTableView* m_intervalTable;
  QTableView* m_streamTable;
  QPlainTextEdit* m_text;
};

}  // namespace synscope
