#include "ui/latency/latency_view.h"

#include "ui/latency/latency_about.h"
#include "ui/latency/latency_answer.h"
#include "ui/latency/latency_distributions.h"
#include "ui/latency/latency_words.h"
#include "ui/latency/outage_model.h"
#include "ui/plots/distribution_plot.h"
#include "ui/plots/plot_colors.h"
#include "ui/plots/plot_legend.h"
#include "ui/plots/plot_stack.h"
#include "ui/plots/time_plot.h"
#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"
#include "ui/widgets/answer_card.h"
#include "ui/widgets/card.h"
#include "ui/widgets/explanation_panel.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/text.h"

#include <QDateTime>
#include <QHeaderView>
#include <QMenu>
#include <QScrollArea>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace synscope {
namespace {

constexpr int kHistogramTab = 2;
constexpr int kPercentileTab = 3;
constexpr int kOutageTab = 4, kAboutTab = 5;
constexpr int kTargetWidth = 210;
constexpr int kCellPadding = 18;
constexpr int kOutageWidths[] = {280, 270, 110, 130};

QScrollArea* scrolled(QWidget* widget) {
  auto* area = new QScrollArea;
  area->setFrameShape(QFrame::NoFrame);
  area->setWidgetResizable(true);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area->setWidget(widget);
  area->viewport()->setAutoFillBackground(false);
  widget->setAutoFillBackground(false);
  return area;
}

/// "last 12.1 ms · half within 11.8 ms · 99 % within 14.4 ms · lost 0 %": the numbers looked at first.
QString noteOf(const LatencySummary& lane) {
  const auto step = mainStep(lane);
  if (!step) return failuresText(lane);
  const LatencyNumbers& numbers = lane.series.at(*step);
  QStringList parts;
  if (numbers.last) parts.append(LatencyView::tr("last %1").arg(shownLatency(*numbers.last)));
  if (numbers.p50) parts.append(QStringLiteral("p50 %1").arg(shownLatency(*numbers.p50)));
  if (numbers.p99) parts.append(QStringLiteral("p99 %1").arg(shownLatency(*numbers.p99)));
  if (lane.lossPercent) parts.append(LatencyView::tr("lost %1").arg(plotValue(PlotUnit::kPercent, *lane.lossPercent)));
  return parts.join(QStringLiteral("  ·  "));
}

}  // namespace

LatencyView::LatencyView(QWidget* parent)
    : Localized(parent),
      m_answer(new AnswerCard),
      m_together(new QToolButton),
      m_export(new QToolButton),
      m_tabs(new QTabWidget),
      m_plots(new PlotStack),
      m_histogram(new HistogramPlot(PlotUnit::kMilliseconds)),
      m_percentiles(new PercentilePlot(PlotUnit::kMilliseconds)),
      m_histogramLegend(new PlotLegend),
      m_percentileLegend(new PlotLegend),
      m_outages(new OutageModel(this)),
      m_outageTable(new QTableView),
      m_noOutage(new Text(TextRole::kBody)),
      m_about(new ExplanationPanel),
      m_numbers(new LatencyNumbersModel(this)),
      m_table(new QTableView) {
  setupActions();
  setupLayout();
  connect(m_tabs, &QTabWidget::currentChanged, this, &LatencyView::refreshDistributions);
  connect(m_tabs, &QTabWidget::currentChanged, this, &LatencyView::explain);
  connect(m_histogramLegend, &PlotLegend::toggled, this,
          [this](const QString& name, bool shown) { m_histogram->setShown(name, shown); });
  connect(m_percentileLegend, &PlotLegend::toggled, this,
          [this](const QString& name, bool shown) { m_percentiles->setShown(name, shown); });
  retranslate();
}

void LatencyView::setupActions() {
  m_together->setCheckable(true);
  m_together->setIcon(lineIcon(QStringLiteral("compare")));
  m_together->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  m_together->setFocusPolicy(Qt::StrongFocus);
  m_export->setIcon(lineIcon(QStringLiteral("save")));
  m_export->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  m_export->setPopupMode(QToolButton::InstantPopup);
  m_export->setFocusPolicy(Qt::StrongFocus);
  m_export->setMenu(new QMenu(this));
  m_answer->addAction(m_together);
  m_answer->addAction(m_export);
  connect(m_together, &QToolButton::toggled, this, &LatencyView::rebuildPlots);
}

QWidget* LatencyView::distributionTab(QWidget* plot, PlotLegend* legend) {
  auto* page = new QWidget;
  auto* column = new QVBoxLayout(page);
  column->setContentsMargins(space::kSmall, space::kSmall, space::kSmall, 0);
  column->setSpacing(space::kTight);
  column->addWidget(legend);
  column->addWidget(plot, 1);
  return page;
}

void LatencyView::setupLayout() {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::kMedium);
  column->addWidget(m_answer);
  auto* plots = new QWidget;
  auto* inset = new QVBoxLayout(plots);
  inset->setContentsMargins(space::kSmall, space::kSmall, space::kSmall, 0);
  inset->addWidget(m_plots);
  m_tabs->setDocumentMode(true);
  m_tabs->addTab(plots, QString());
  m_table->setModel(m_numbers);
  setupRows(*m_table);
  m_tabs->addTab(m_table, QString());
  m_tabs->addTab(distributionTab(m_histogram, m_histogramLegend), QString());
  m_tabs->addTab(distributionTab(m_percentiles, m_percentileLegend), QString());
  m_outageTable->setModel(m_outages);
  setupRows(*m_outageTable);
  for (int index = 0; index < OutageModel::kWhy; ++index)
    m_outageTable->setColumnWidth(index, kOutageWidths[index]);
  m_outageTable->horizontalHeader()->setStretchLastSection(true);
  m_noOutage->setMuted(true);
  auto* outages = new QWidget;
  auto* list = new QVBoxLayout(outages);
  list->setContentsMargins(0, 0, 0, 0);
  list->setSpacing(0);
  m_noOutage->setContentsMargins(space::kSmall, space::kMedium, space::kSmall, 0);
  list->addWidget(m_noOutage, 0, Qt::AlignTop);
  list->addWidget(m_outageTable, 1);
  m_tabs->addTab(outages, QString());
  m_about->setContentsMargins(space::kSmall, space::kSmall, space::kMedium, space::kSmall);
  m_tabs->addTab(scrolled(m_about), QString());
  auto* card = new Card;
  auto* inside = new QVBoxLayout(card);
  inside->setContentsMargins(space::kSmall, space::kSmall, space::kSmall, space::kSmall);
  inside->setSpacing(space::kSmall);
  inside->addWidget(m_tabs, 1);
  column->addWidget(card, 1);
}

void LatencyView::setRecords(std::vector<std::shared_ptr<LatencyRunRecord>> records) {
  m_records = std::move(records);
  m_plots->view().reset(60);
  rebuildPlots();
  double end = 0;
  for (const auto& record : m_records)
    end = std::max(end, record->curves->end());
  m_plots->view().setDataEnd(end);
  if (end > 0) m_plots->view().fit();
  refreshNumbers();
  refresh(end);
}

bool LatencyView::overlaid() const {
  std::size_t lanes = 0;
  for (const auto& record : m_records)
    lanes += record->table->lanes.size();
  return m_together->isChecked() || m_records.size() > 1 || lanes > kMostPlots;
}

void LatencyView::setOverlaid(bool overlaid) {
  m_together->setChecked(overlaid);
}

/// The address is told where a target has several.
QString LatencyView::labelOf(std::size_t record, const LatencySummary& lane) const {
  const auto& all = m_records[record]->table->lanes;
  const auto same = std::count_if(all.begin(), all.end(),
                                  [&](const LatencySummary& each) { return each.lane.target == lane.lane.target; });
  const QString label = same > 1 ? laneLabel(lane.lane) : targetLabel(lane.lane.target);
  if (m_records.size() == 1) return label;
  const QDateTime when = QDateTime::fromMSecsSinceEpoch(m_records[record]->startedAtMs);
  return QStringLiteral("%1 · %2").arg(label, shownLocale().toString(when, QLocale::ShortFormat));
}

bool LatencyView::isLive() const {
  return m_records.size() == 1 && m_plots->view().isLive();
}

TimePoint LatencyView::endOf(std::size_t record) const {
  const auto length = std::chrono::duration<double>(m_records[record]->curves->end());
  return m_records[record]->table->begin + std::chrono::duration_cast<Duration>(length);
}

std::vector<LatencyNumbersModel::Lane> LatencyView::lanesNow() const {
  std::vector<LatencyNumbersModel::Lane> lanes;
  for (std::size_t record = 0; record < m_records.size(); ++record)
    for (const LatencySummary& lane : m_records[record]->table->lanes)
      lanes.push_back({labelOf(record, lane), lane, m_records[record]->table->begin, m_records[record]->startedAtMs,
                       isLive() ? std::nullopt : std::optional(endOf(record))});
  return lanes;
}

const LatencySummary* LatencyView::summaryOf(const Lane& wanted) const {
  for (const LatencySummary& lane : m_records[wanted.record]->table->lanes)
    if (lane.lane.id == wanted.id) return &lane;
  return nullptr;
}

std::size_t LatencyView::linesNow() const {
  std::size_t lines = 0;
  for (const auto& record : m_records)
    for (const auto& [id, lane] : record->curves->lanes())
      lines += lane.steps.size() + 1;
  return lines;
}

bool LatencyView::lanesChanged() const {
  std::size_t lanes = 0;
  for (std::size_t record = 0; record < m_records.size(); ++record) {
    for (const LatencySummary& lane : m_records[record]->table->lanes) {
      if (lanes == m_lanes.size() || m_lanes[lanes].record != record || m_lanes[lanes].id != lane.lane.id) return true;
      ++lanes;
    }
  }
  return lanes != m_lanes.size() || linesNow() != m_lines;
}

void LatencyView::rebuildPlots() {
  m_plots->clear();
  m_lanes.clear();
  m_lines = linesNow();
  const bool over = overlaid();
  for (std::size_t record = 0; record < m_records.size(); ++record) {
    for (const LatencySummary& lane : m_records[record]->table->lanes) {
      TimePlot& plot = over && m_plots->count() > 0 ? m_plots->plot(0) : m_plots->add();
      m_lanes.push_back({record, lane.lane.id, labelOf(record, lane), &plot});
      if (!over) plot.setTitle(m_lanes.back().label);
      addLines(plot, m_lanes.size() - 1, over);
    }
  }
  for (const Lane& lane : m_lanes)
    addTicks(*lane.plot, lane);
  if (m_plots->count() == 0) m_plots->add();
  if (over) m_plots->plot(0).setTitle(tr("All targets"));
  m_plots->refreshLegend();
  refreshNotes();
  m_plots->refresh(m_plots->view().dataEnd());
}

void LatencyView::addLines(TimePlot& plot, std::size_t at, bool over) {
  const Lane& lane = m_lanes[at];
  const auto& all = m_records[lane.record]->curves->lanes();
  const auto found = all.find(lane.id);
  if (found == all.end()) return;
  const LatencySummary* summary = summaryOf(lane);
  const auto main = summary != nullptr ? mainStep(*summary) : std::nullopt;
  for (const auto& [step, series] : found->second.steps) {
    if (over && main && step != *main) continue;
    PlotLineLook look;
    look.name = over ? lane.label : stepLabel(step);
    look.color = over ? static_cast<int>(at) : static_cast<int>(step);
    plot.addLine(look, series);
  }
}

void LatencyView::addTicks(TimePlot& plot, const Lane& lane) {
  const auto& all = m_records[lane.record]->curves->lanes();
  const auto found = all.find(lane.id);
  if (found == all.end()) return;
  PlotLineLook failed, again;
  failed.name = tr("Failed");
  failed.tone = Tone::kBad;
  again.name = tr("SYN sent again");
  again.tone = Tone::kWarn;
  failed.shape = again.shape = PlotLineLook::Shape::kTicks;
  plot.addLine(again, found->second.retransmitted);
  plot.addLine(failed, found->second.failures);
}

void LatencyView::refresh(double end) {
  if (lanesChanged()) rebuildPlots();
  m_plots->refresh(end);
}

void LatencyView::refreshNumbers() {
  const auto lanes = lanesNow();
  m_numbers->setLanes(lanes);
  m_outages->setLanes(lanes);
  m_noOutage->setVisible(m_outages->rowCount() == 0);
  m_outageTable->setVisible(m_outages->rowCount() > 0);
  std::vector<std::pair<QString, LatencySummary>> named;
  for (const auto& lane : lanes)
    named.emplace_back(lane.label, lane.summary);
  const LatencyAnswer answer = latencyAnswer(named);
  m_answer->setAnswer(answer.look, answer.title, answer.plain);
  m_tabs->setTabText(kOutageTab,
                     m_outages->rowCount() > 0 ? tr("Outages (%1)").arg(m_outages->rowCount()) : tr("Outages"));
  refreshDistributions();
  refreshNotes();
  explain();
}

/// Built again only when it says something else.
void LatencyView::explain() {
  if (m_tabs->currentIndex() != kAboutTab) return;
  AboutLatency about = aboutLatency(lanesNow(), *m_numbers);
  if (about == m_aboutSaid) return;
  m_aboutSaid = about;
  m_about->explainWith([about = std::move(about)] { return explanationOf(about); });
}

void LatencyView::fitColumns() {
  for (int column = 0; column < LatencyNumbersModel::kColumns; ++column) {
    const QString header = m_numbers->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    const int widest =
        std::max(fontMetrics().horizontalAdvance(header), fontMetrics().horizontalAdvance(QStringLiteral("8.88 ms")));
    m_table->setColumnWidth(column, column == LatencyNumbersModel::kTarget ? kTargetWidth : widest + kCellPadding);
  }
}

void LatencyView::refreshNotes() {
  for (const Lane& lane : m_lanes) {
    const LatencySummary* summary = summaryOf(lane);
    if (summary == nullptr) continue;
    std::vector<PlotSpan> spans;
    const TimePoint begin = m_records[lane.record]->table->begin;
    for (const LatencyOutage& outage : summary->outages) {
      if (outage.failed < kDownStreak) continue;
      const double from = toMs(outage.begin - begin) / 1000;
      const double now = isLive() ? m_plots->view().dataEnd() : m_records[lane.record]->curves->end();
      spans.push_back({from, outage.end ? toMs(*outage.end - begin) / 1000 : now, Tone::kBad});
    }
    lane.plot->setSpans(std::move(spans));
    if (overlaid()) continue;
    const LatencyMood mood = latencyMood(*summary);
    lane.plot->setNote(noteOf(*summary), lookOf(mood).tone);
  }
}

/// Only while one of them is shown: most of what the numbers cost.
void LatencyView::refreshDistributions() {
  if (m_tabs->currentIndex() != kHistogramTab && m_tabs->currentIndex() != kPercentileTab) return;
  std::vector<PlotDistribution> all = latencyDistributions(lanesNow());
  std::vector<PlotLegend::Entry> entries;
  for (const PlotDistribution& one : all)
    entries.push_back({one.name, plotColor(one.color, palette()), false, true});
  m_histogramLegend->setEntries(entries);
  m_percentileLegend->setEntries(entries);
  m_histogram->setDistributions(all);
  m_percentiles->setDistributions(std::move(all));
}

QString LatencyView::asText() const {
  return m_answer->text() + QStringLiteral("\n\n") + m_numbers->asText();
}

void LatencyView::retranslate() {
  m_together->setText(tr("One plot"));
  m_together->setToolTip(tr("All targets over one another, or a plot for each"));
  m_export->setText(tr("Export"));
  QMenu* menu = m_export->menu();
  menu->clear();
  menu->addAction(tr("Numbers (CSV) …"), this, [this] { Q_EMIT exportRequested(QStringLiteral("csv")); });
  menu->addAction(tr("Everything (JSON) …"), this, [this] { Q_EMIT exportRequested(QStringLiteral("json")); });
  menu->addAction(tr("Plots (PNG, SVG, PDF) …"), this, [this] { m_plots->askAndSave(); });
  const QString tabs[] = {tr("Over time"),   tr("Numbers"), tr("Histogram"),
                          tr("Percentiles"), tr("Outages"), tr("What the numbers mean")};
  for (int index = 0; index < m_tabs->count(); ++index)
    m_tabs->setTabText(index, tabs[index]);
  m_table->setAccessibleName(tabs[1]);
  m_histogram->setAccessibleName(tabs[2]);
  m_percentiles->setAccessibleName(tabs[3]);
  m_outageTable->setAccessibleName(tabs[kOutageTab]);
  m_noOutage->setSentence(
      tr("No outage: an outage is a stretch of requests that all failed. Its start, its length and what came back "
         "instead of an answer will stand here."));
  m_numbers->retranslate();
  fitColumns();
  m_outages->retranslate();
  rebuildPlots();
  refreshNumbers();
}

}  // namespace synscope
