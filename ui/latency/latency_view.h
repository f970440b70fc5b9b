#pragma once

#include "ui/latency/latency_about.h"
#include "ui/latency/latency_numbers_model.h"
#include "ui/latency/latency_record.h"
#include "ui/widgets/localized.h"

#include <map>
#include <memory>
#include <vector>

class QPushButton;
class QTabWidget;
class QTableView;
class QToolButton;

namespace synscope {

class AnswerCard;
class ExplanationPanel;
class HistogramPlot;
class OutageModel;
class PercentilePlot;
class PlotLegend;
class PlotStack;
class Text;
class TimePlot;

/// One run, live or kept, or several compared: the answer, the lines, the distributions, the outages, the numbers.
/// Up to kMostPlots lanes have a plot each; more, or several runs, lie over one another.
class LatencyView : public Localized<QWidget> {
  Q_OBJECT

 public:
  static constexpr std::size_t kMostPlots = 6;

  explicit LatencyView(QWidget* parent = nullptr);

  void setRecords(std::vector<std::shared_ptr<LatencyRunRecord>> records);
  const std::vector<std::shared_ptr<LatencyRunRecord>>& records() const { return m_records; }
  /// Draws what has come. @param end The time that data reaches to, seconds.
  void refresh(double end);
  /// Tables and distributions too; they may follow more slowly.
  void refreshNumbers();
  void setOverlaid(bool overlaid);

  AnswerCard& answer() { return *m_answer; }
  PlotStack& plots() { return *m_plots; }
  QTabWidget& tabs() { return *m_tabs; }
  LatencyNumbersModel& numbers() { return *m_numbers; }
  OutageModel& outages() { return *m_outages; }
  /// The table as text, and the answer above it.
  QString asText() const;

 Q_SIGNALS:
  void exportRequested(const QString& ending);

 protected:
  void retranslate() override;

 private:
  /// A lane of a record and how it looks.
  struct Lane {
    std::size_t record = 0;
    std::uint32_t id = 0;
    QString label;
    TimePlot* plot = nullptr;

    bool operator==(const Lane&) const = default;
  };

  void setupLayout();
  void setupActions();
  void rebuildPlots();
  bool lanesChanged() const;
  std::size_t linesNow() const;
  void addLines(TimePlot& plot, std::size_t lane, bool overlaid);
  void addTicks(TimePlot& plot, const Lane& lane);
  void refreshDistributions();
  void refreshNotes();
  void explain();
  /// Whether the only run shown is still measured.
  bool isLive() const;
  TimePoint endOf(std::size_t record) const;
  void fitColumns();
  QWidget* distributionTab(QWidget* plot, PlotLegend* legend);
  bool overlaid() const;
  QString labelOf(std::size_t record, const LatencySummary& lane) const;
  std::vector<LatencyNumbersModel::Lane> lanesNow() const;
  const LatencySummary* summaryOf(const Lane& lane) const;

  std::vector<std::shared_ptr<LatencyRunRecord>> m_records;
  std::vector<Lane> m_lanes;
  std::size_t m_lines = 0;
  AboutLatency m_aboutSaid;  ///< What the explanation of the numbers says now.
  AnswerCard* m_answer;
  QToolButton* m_together;
  QToolButton* m_export;
  QTabWidget* m_tabs;
  PlotStack* m_plots;
  HistogramPlot* m_histogram;
  PercentilePlot* m_percentiles;
  PlotLegend* m_histogramLegend;
  PlotLegend* m_percentileLegend;
  OutageModel* m_outages;
  QTableView* m_outageTable;
  Text* m_noOutage;
  ExplanationPanel* m_about;
  LatencyNumbersModel* m_numbers;
  QTableView* m_table;
};

}  // namespace synscope
