#include "ui/throughput/throughput_view.h"

#include "ui/plots/plot_stack.h"
#include "ui/plots/time_plot.h"
#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"
#include "ui/throughput/interval_model.h"
#include "ui/throughput/throughput_answer.h"
#include "ui/throughput/throughput_report_text.h"
#include "ui/throughput/throughput_words.h"
#include "ui/widgets/answer_card.h"
#include "ui/widgets/card.h"
#include "ui/widgets/explanation_panel.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/text.h"

#include <QDateTime>
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

constexpr int kWidths[] = {300, 100, 100, 120, 100, 90, 90, 120, 90};
constexpr int kUpColor = 0, kDownColor = 2, kRttColor = 3, kCwndColor = 4, kCpuColor = 7;
constexpr double kMostMarks = 8;  ///< Of one kind: those that follow closely on one another are one.
constexpr std::size_t kMostStreamLines = 16;

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

PlotLineLook lineOf(const QString& name, PlotUnit unit, int color) {
  PlotLineLook look;
  look.name = name;
  look.unit = unit;
  look.color = color;
  return look;
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
  double end = 0;
  for (const auto& record : m_records)
    end = std::max(end, record->curves->end);
  m_plots->view().setDataEnd(end);
  if (end > 0) m_plots->view().fit();
  refresh();
  refreshNumbers();
}

std::size_t ThroughputView::linesNow() const {
  std::size_t lines = 0;
  for (const auto& record : m_records) {
    const ThroughputCurves& curves = *record->curves;
    lines += curves.up.streams.size() + curves.down.streams.size() + (curves.rtt->isEmpty() ? 0 : 1) +
             (curves.cwnd->isEmpty() ? 0 : 1) + (curves.up.jitter->isEmpty() ? 0 : 1) +
             (curves.down.jitter->isEmpty() ? 0 : 1) + (curves.cpu->isEmpty() ? 0 : 1);
  }
  return lines;
}

void ThroughputView::rebuildPlots() {
  m_plots->clear();
  m_lines = linesNow();
  if (m_records.size() > 1) addCompared();
  if (m_records.size() == 1) addOne(*m_records.front()->curves);
  if (m_plots->count() == 0) m_plots->add();
  m_plots->refreshLegend();
  showMarks();
}

void ThroughputView::addOne(const ThroughputCurves& curves) {
  TimePlot& rates = m_plots->add(3);
  TimePlot& beside = m_plots->add(2);
  rates.setTitle(tr("Rate"));
  addDirection(rates, beside, curves.up, true);
  addDirection(rates, beside, curves.down, false);
  QStringList titles;
  const auto add = [&](const PlotSeriesPtr& series, const QString& name, PlotUnit unit, int color, bool right) {
    if (series->isEmpty()) return;
    PlotLineLook look = lineOf(name, unit, color);
    look.right = right;
    beside.addLine(look, series);
    titles.append(name);
  };
  const bool udp = !curves.up.jitter->isEmpty() || !curves.down.jitter->isEmpty();
  if (udp) titles = QStringList{tr("Jitter"), tr("Loss")};
  add(curves.rtt, tr("RTT"), PlotUnit::kMilliseconds, kRttColor, false);
  add(curves.cwnd, tr("Congestion window"), PlotUnit::kBytes, kCwndColor, true);
  if (!udp && curves.rtt->isEmpty()) add(curves.cpu, tr("CPU of this machine"), PlotUnit::kPercent, kCpuColor, false);
  beside.setTitle(titles.join(QStringLiteral(" · ")));
  beside.setVisible(beside.lineCount() > 0);
  if (beside.lineCount() == 0) rates.setTimesShown(true);
}

void ThroughputView::addDirection(TimePlot& rates, TimePlot& beside, const ThroughputCurves::Direction& direction,
                                  bool up) {
  if (direction.sum->isEmpty()) return;
  const int color = up ? kUpColor : kDownColor;
  const QString name = up ? tr("Sent") : tr("Received");
  if (direction.streams.size() > 1 && direction.streams.size() <= kMostStreamLines) {
    for (const auto& [stream, series] : direction.streams) {
      PlotLineLook look =
          lineOf(up ? tr("Each stream sent") : tr("Each stream received"), PlotUnit::kBitsPerSecond, color);
      look.dashed = true;
      rates.addLine(look, series);
    }
  }
  PlotLineLook sum = lineOf(name, PlotUnit::kBitsPerSecond, color);
  sum.strong = true;
  rates.addLine(sum, direction.sum);
  PlotLineLook again = lineOf(tr("Sent again"), PlotUnit::kCount, 0);
  again.tone = Tone::kWarn;
  again.shape = PlotLineLook::Shape::kTicks;
  if (up) rates.addLine(again, direction.retransmits);
  if (direction.jitter->isEmpty() && direction.loss->isEmpty()) return;
  beside.addLine(lineOf(tr("Jitter"), PlotUnit::kMilliseconds, kRttColor), direction.jitter);
  PlotLineLook loss = lineOf(tr("Loss"), PlotUnit::kPercent, 1);
  loss.right = true;
  beside.addLine(loss, direction.loss);
}

void ThroughputView::addCompared() {
  TimePlot& rates = m_plots->add();
  rates.setTitle(tr("Rate"));
  int color = 0;
  for (const auto& record : m_records) {
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(record->report->startedAtMs);
    const QString label =
        QStringLiteral("%1 · %2 · %3")
            .arg(color + 1)
            .arg(throughputTitle(*record->report), shownLocale().toString(when, QLocale::ShortFormat));
    for (const bool up : {true, false}) {
      const auto& direction = up ? record->curves->up : record->curves->down;
      if (direction.sum->isEmpty()) continue;
      PlotLineLook look = lineOf(QStringLiteral("%1 %2").arg(up ? QStringLiteral("↑") : QStringLiteral("↓"), label),
                                 PlotUnit::kBitsPerSecond, color);
      look.dashed = !up;
      rates.addLine(look, direction.sum);
    }
    ++color;
  }
}

void ThroughputView::showMarks() {
  if (m_records.size() != 1) return;
  const ThroughputReport& report = *m_records.front()->report;
  std::vector<PlotMark> marks;
  std::vector<PlotSpan> spans;
  for (const ThroughputMark& mark : report.marks) {
    using Kind = ThroughputMark::Kind;
    if (mark.kind == Kind::kRetransmits || mark.kind == Kind::kEnd) continue;
    const Tone tone = mark.kind == Kind::kOmitEnds ? Tone::kNeutral : Tone::kWarn;
    const double at = toMs(mark.at) / 1000, apart = m_records.front()->curves->end / kMostMarks;
    const QString text = markLabel(mark);
    const bool again = !marks.empty() && marks.back().words == text && at - marks.back().time < apart;
    if (!again) marks.push_back({at, text, tone});
  }
  if (report.settings.omit > Duration{}) spans.push_back({0, toMs(report.settings.omit) / 1000, Tone::kNeutral});
  m_plots->plot(0).setMarks(std::move(marks));
  m_plots->plot(0).setSpans(std::move(spans));
}

void ThroughputView::refresh() {
  if (linesNow() != m_lines) rebuildPlots();
  double end = 0;
  for (const auto& record : m_records)
    end = std::max(end, record->curves->end);
  m_plots->refresh(end);
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
    const double rate = report.finished && measured ? *measured : (last != nullptr ? last->sum(up).bitsPerSecond() : 0);
    rates.append((up ? QStringLiteral("↑ ") : QStringLiteral("↓ ")) + shownBitRate(rate));
  }
  m_rate->setText(rates.join(QStringLiteral("  ")));
  QStringList beside;
  if (report.cpuPercent) beside.append(tr("CPU here %1 %").arg(*report.cpuPercent, 0, 'f', 0));
  if (report.peerCpuPercent) beside.append(tr("there %1 %").arg(*report.peerCpuPercent, 0, 'f', 0));
  m_rateCaption->setText(beside.join(QStringLiteral(", ")));
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
  m_card->setVisible(!report->error || m_records.front()->curves->end > 0);
  showRate();
  showMarks();
  m_intervals->setReport(report);
  m_streams->setReport(report);
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
