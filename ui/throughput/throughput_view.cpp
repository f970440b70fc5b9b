#include "ui/throughput/throughput_view.h"

#include "core/logic/throughput/loaded_latency.h"
#include "ui/plots/plot_stack.h"
#include "ui/plots/time_plot.h"
#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"
#include "ui/throughput/interval_model.h"
#include "ui/throughput/throughput_answer.h"
#include "ui/throughput/throughput_plots.h"
#include "ui/throughput/throughput_report_text.h"
#include "ui/throughput/throughput_words.h"
#include "ui/widgets/answer_card.h"
#include "ui/widgets/card.h"
#include "ui/widgets/explanation_panel.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/text.h"

#include <QHeaderView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace synscope {
namespace {

constexpr int kWidths[] = {300, 100, 100, 120, 100, 90, 90, 120, 90, 100};
static_assert(std::size(kWidths) == IntervalModel::kColumns);

/// What cannot be told of such a test takes no room.
bool hasColumn(int column, Protocol protocol, bool streams) {
  switch (column) {
    case IntervalModel::kLost:
    case IntervalModel::kJitter: return protocol == Protocol::kUdp;
    case IntervalModel::kRetransmits: return protocol == Protocol::kTcp;
    case IntervalModel::kRtt:
    case IntervalModel::kCwnd: return protocol == Protocol::kTcp && !streams;
    default: return true;
  }
}

QScrollArea* scrolled(QWidget* widget) {
  auto* area = new QScrollArea;
  area->setFrameShape(QFrame::NoFrame);
  area->setWidgetResizable(true);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  widget->setContentsMargins(space::kSmall, space::kSmall, space::kMedium, space::kSmall);
  area->setWidget(widget);
  area->viewport()->setAutoFillBackground(false);
  widget->setAutoFillBackground(false);
  return area;
}

/// "12.1 ms → ↑ 43.5 ms ↓ 88 ms"; empty where it was not measured.
QString latencyLine(const LoadedLatency& latency) {
  QStringList loaded;
  for (const LoadState load : allLoads()) {
    const auto& numbers = latency.of(load);
    if (!numbers || !numbers->p50) continue;
    const QString arrow = load == LoadState::kUp     ? QStringLiteral("↑ ")
                          : load == LoadState::kDown ? QStringLiteral("↓ ")
                                                     : QStringLiteral("↑↓ ");
    loaded.append(arrow + shownLatency(*numbers->p50));
  }
  const QString idle =
      latency.idle && latency.idle->p50 ? shownLatency(*latency.idle->p50) + QStringLiteral(" → ") : QString();
  return loaded.isEmpty() ? QString() : idle + loaded.join(QLatin1Char(' '));
}

/// Of two directions in turn the first, once the other has begun.
bool isOver(const ThroughputReport& report, bool up) {
  if (report.settings.direction != TransferDirection::kInTurn || report.intervals.empty()) return false;
  const auto& streams = report.intervals.back().streams;
  return std::none_of(streams.begin(), streams.end(), [up](const auto& each) { return each.sender == up; });
}

}  // namespace

ThroughputView::ThroughputView(QWidget* parent)
    : Localized(parent),
      m_answer(new AnswerCard),
      m_rate(new Text(TextRole::kTitle)),
      m_rateCaption(new Text(TextRole::kCaption)),
      m_export(new QToolButton),
      m_tabs(new QTabWidget),
      m_plots(new PlotStack),
      m_why(new ExplanationPanel),
      m_latency(new ExplanationPanel),
      m_intervals(new IntervalModel(IntervalModel::Kind::kIntervals, this)),
      m_streams(new IntervalModel(IntervalModel::Kind::kStreams, this)),
      m_intervalTable(new QTableView),
      m_streamTable(new QTableView),
      m_text(new QPlainTextEdit) {
  setupRate();
  setupTables();
  setupLayout();
  retranslate();
}

void ThroughputView::setupRate() {
  auto* box = new QWidget;
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, space::kMedium, 0);
  column->setSpacing(0);
  for (Text* each : {m_rate, m_rateCaption}) {
    each->setWordWrap(false);
    each->setAlignment(Qt::AlignRight);
    column->addWidget(each);
  }
  m_rateCaption->setMuted(true);
  QFont large = fontFor(TextRole::kTitle);
  large.setPointSizeF(large.pointSizeF() * 1.3);
  m_rate->setFont(large);
  m_answer->addAction(box);
  m_export->setIcon(lineIcon(QStringLiteral("save")));
  m_export->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  m_export->setPopupMode(QToolButton::InstantPopup);
  m_export->setFocusPolicy(Qt::StrongFocus);
  m_export->setMenu(new QMenu(this));
  m_answer->addAction(m_export);
}

void ThroughputView::setupTables() {
  for (auto [table, model] : {std::pair(m_intervalTable, m_intervals), std::pair(m_streamTable, m_streams)}) {
    table->setModel(model);
    setupRows(*table);
    for (int column = 0; column < IntervalModel::kColumns; ++column)
      table->setColumnWidth(column, kWidths[column]);
    table->horizontalHeader()->setStretchLastSection(true);
  }
  m_text->setReadOnly(true);
  m_text->setFrameShape(QFrame::NoFrame);
  m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
  m_text->setFont(fontFor(TextRole::kMono));
}

void ThroughputView::setupLayout() {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::kMedium);
  column->addWidget(m_answer);
  auto* plots = new QWidget;
  auto* inset = new QVBoxLayout(plots);
  inset->setContentsMargins(space::kSmall, space::kSmall, space::kSmall, 0);
  inset->addWidget(m_plots);
  m_tabs->setDocumentMode(true);
  for (QWidget* tab : {static_cast<QWidget*>(plots), static_cast<QWidget*>(scrolled(m_why)),
                       static_cast<QWidget*>(scrolled(m_latency)), static_cast<QWidget*>(m_intervalTable),
                       static_cast<QWidget*>(m_streamTable), static_cast<QWidget*>(m_text)})
    m_tabs->addTab(tab, QString());
  auto* card = new Card;
  m_card = card;
  auto* inside = new QVBoxLayout(card);
  inside->setContentsMargins(space::kSmall, space::kSmall, space::kSmall, space::kSmall);
  inside->addWidget(m_tabs);
  column->addWidget(card, 1);
  column->addStretch(0);
}

void ThroughputView::setRecords(std::vector<std::shared_ptr<ThroughputRunRecord>> records) {
  m_records = std::move(records);
  m_phase.clear();
  m_plots->view().reset(60);
  rebuildPlots();
  const double end = m_records.empty() ? 0 : endOfData();
  m_plots->view().setDataEnd(end);
  if (end > 0) m_plots->view().fit();
  refresh();
  refreshNumbers();
}

std::size_t ThroughputView::linesNow() const {
  std::size_t lines = 0;
  for (const auto& record : m_records)
    for (const PlotSeriesPtr& line : record->curves->all())
      lines += line->isEmpty() ? 0 : 1;
  return lines;
}

void ThroughputView::rebuildPlots() {
  m_plots->clear();
  m_lines = linesNow();
  if (m_records.size() > 1) addComparedPlots(*m_plots, m_records);
  if (m_records.size() == 1) addThroughputPlots(*m_plots, *m_records.front()->curves);
  if (m_plots->count() == 0) m_plots->add();
  m_plots->plot(m_plots->count() - 1).setTimesShown(true);
  m_plots->refreshLegend();
  if (m_records.size() == 1) markThroughput(m_plots->plot(0), *m_records.front());
}

void ThroughputView::refresh() {
  if (linesNow() != m_lines) rebuildPlots();
  m_plots->refresh(endOfData());
}

/// Where one test is shown its latency without load is ahead of it.
double ThroughputView::endOfData() {
  if (m_records.size() == 1) m_plots->view().setDataBegin(m_records.front()->curves->begin);
  double end = 0;
  for (const auto& record : m_records)
    end = std::max(end, record->curves->end);
  return end;
}

void ThroughputView::setPhase(const QString& phase) {
  m_phase = phase;
}

/// Which line is which test, and its rates.
void ThroughputView::showComparison() {
  QStringList parts;
  for (std::size_t index = 0; index < m_records.size(); ++index)
    parts.append(QStringLiteral("%1: %2").arg(index + 1).arg(
        throughputAnswer(*m_records[index]->report).title.in(labelLanguage())));
  m_answer->setAnswer({QStringLiteral("compare"), Tone::kInfo},
                      {tr("%n tests compared", nullptr, static_cast<int>(m_records.size())), {}},
                      {parts.join(QLatin1Char('\n')), {}});
  m_tabs->setCurrentIndex(kPlots);
  m_rate->clear();
  m_rateCaption->clear();
}

void ThroughputView::showRate() {
  const ThroughputReport& report = *m_records.front()->report;
  QStringList rates;
  const ThroughputInterval* last = report.intervals.empty() ? nullptr : &report.intervals.back();
  for (const bool up : {true, false}) {
    const auto measured = measuredRate(report, up);
    const bool any = !(up ? m_records.front()->curves->up : m_records.front()->curves->down).sum->isEmpty();
    if (!any) continue;
    const bool over = report.finished || isOver(report, up);
    const double rate = over && measured ? *measured : (last != nullptr ? last->sum(up).bitsPerSecond() : 0);
    rates.append((up ? QStringLiteral("↑ ") : QStringLiteral("↓ ")) + shownBitRate(rate));
  }
  m_rate->setText(rates.join(QStringLiteral("  ")));
  QStringList beside;
  if (report.cpuPercent) beside.append(tr("CPU here %1").arg(shownPercent(*report.cpuPercent, 0)));
  if (report.peerCpuPercent) beside.append(tr("there %1").arg(shownPercent(*report.peerCpuPercent, 0)));
  const QString latency = report.latency ? latencyLine(*report.latency) : QString();
  QStringList lines{beside.join(shownComma())};
  if (!latency.isEmpty()) lines.append(tr("latency %1").arg(latency));
  lines.removeAll(QString());
  m_rateCaption->setText(lines.join(QLatin1Char('\n')));
}

void ThroughputView::refreshNumbers() {
  if (m_records.empty()) return;
  const bool compared = m_records.size() > 1;
  m_tabs->tabBar()->setVisible(!compared);
  m_card->show();
  if (compared) return showComparison();
  const auto report = m_records.front()->report;
  if (!m_phase.isEmpty())
    m_answer->setAnswer({QStringLiteral("throughput"), Tone::kInfo}, {m_phase, {}}, {});
  else {
    const ThroughputAnswer answer = throughputAnswer(*report);
    m_answer->setAnswer(answer.look, answer.title, answer.plain);
  }
  const bool any = !report->error || m_records.front()->curves->end > 0;
  m_card->setVisible(any);
  m_export->setVisible(any);
  showRate();
  if (m_records.size() == 1) markThroughput(m_plots->plot(0), *m_records.front());
  m_intervals->setReport(report);
  m_streams->setReport(report);
  for (QTableView* table : {m_intervalTable, m_streamTable})
    for (int column = 0; column < IntervalModel::kColumns; ++column)
      table->setColumnHidden(column, !hasColumn(column, report->settings.protocol, table == m_streamTable));
  m_why->explainWith([report] { return whyExplanation(*report); });
  m_latency->explainWith([report] { return loadedLatencyExplanation(*report); });
  m_tabs->setTabVisible(kWhy, report->why.has_value());
  m_tabs->setTabVisible(kLatency, report->latency.has_value());
  const QString text = throughputReportText(*report);
  if (text != m_text->toPlainText()) m_text->setPlainText(text);
}

QString ThroughputView::asText() const {
  return m_answer->text() + QStringLiteral("\n\n") + m_text->toPlainText();
}

void ThroughputView::retranslate() {
  m_export->setText(tr("Export"));
  QMenu* menu = m_export->menu();
  menu->clear();
  menu->addAction(tr("Intervals (CSV) …"), this, [this] { Q_EMIT exportRequested(QStringLiteral("csv")); });
  menu->addAction(tr("Everything (JSON) …"), this, [this] { Q_EMIT exportRequested(QStringLiteral("json")); });
  menu->addAction(tr("Text as iperf3 writes it …"), this, [this] { Q_EMIT exportRequested(QStringLiteral("txt")); });
  menu->addAction(tr("Plots (PNG, SVG, PDF) …"), this, [this] { m_plots->askAndSave(); });
  const QString tabs[] = {tr("Over time"), tr("Why no faster"), tr("Latency under load"),
                          tr("Intervals"), tr("Streams"),       tr("Text")};
  for (int index = 0; index < m_tabs->count(); ++index)
    m_tabs->setTabText(index, tabs[index]);
  m_intervalTable->setAccessibleName(tabs[kIntervals]);
  m_streamTable->setAccessibleName(tabs[kStreams]);
  m_text->setAccessibleName(tabs[kText]);
  m_intervals->retranslate();
  m_streams->retranslate();
  rebuildPlots();
  refreshNumbers();
}

}  // namespace synscope
