#include "ui/plots/plot_stack.h"

#include "ui/plots/plot_bar.h"
#include "ui/plots/time_plot.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/csv_text.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/save_dialog.h"

#include <QHBoxLayout>

#include <algorithm>

namespace synscope {

PlotStack::PlotStack(QWidget* parent)
    : Localized(parent),
      m_bar(new PlotBar(m_view)),
      m_legend(new PlotLegend),
      m_message(new InlineMessage),
      m_column(new QVBoxLayout(this)) {
  m_column->setContentsMargins(0, 0, 0, 0);
  m_column->setSpacing(space::kTight);
  auto* head = new QHBoxLayout;
  head->setSpacing(space::kMedium);
  head->addWidget(m_legend, 1);
  head->addWidget(m_bar, 0, Qt::AlignTop);
  m_column->addLayout(head);
  m_column->addWidget(m_message);
  connect(m_legend, &PlotLegend::toggled, this, &PlotStack::toggle);
  connect(m_bar, &PlotBar::logScaleChanged, this, &PlotStack::setLogScale);
  connect(m_bar, &PlotBar::saveRequested, this, &PlotStack::askAndSave);
  connect(m_bar, &PlotBar::saveDataRequested, this, &PlotStack::askAndSaveData);
  connect(m_bar, &PlotBar::copyRequested, this, [this] {
    copyPlots(sheet(), palette());
    m_message->confirm(tr("Copied."));
  });
}

/// Plots look at the view, so they go first.
PlotStack::~PlotStack() {
  clear();
}

TimePlot& PlotStack::add(int stretch) {
  auto* plot = new TimePlot(m_view, this);
  plot->setLogScale(m_bar->isLogScale());
  for (TimePlot* other : m_plots)
    other->setTimesShown(false);
  m_column->addWidget(plot, stretch);
  m_plots.push_back(plot);
  return *plot;
}

void PlotStack::clear() {
  for (TimePlot* plot : m_plots)
    delete plot;
  m_plots.clear();
  refreshLegend();
}

void PlotStack::refresh(double seconds) {
  m_view.setDataEnd(seconds);
  for (TimePlot* plot : m_plots)
    plot->refresh();
}

void PlotStack::refreshLegend() {
  std::vector<PlotLegend::Entry> entries;
  for (TimePlot* plot : m_plots) {
    for (int line = 0; line < plot->lineCount(); ++line) {
      const QString name = plot->look(line).name;
      const bool hidden = m_hidden.contains(name) && m_hidden[name];
      plot->setLineShown(line, true);
      const std::vector<PlotLegendEntry> looks = plot->legend();
      const auto look = std::find_if(looks.begin(), looks.end(), [&](const auto& each) { return each.name == name; });
      const bool known =
          std::any_of(entries.begin(), entries.end(), [&](const auto& each) { return each.name == name; });
      if (!known && look != looks.end()) entries.push_back({name, look->color, look->dashed, !hidden});
      plot->setLineShown(line, !hidden);
    }
  }
  m_legend->setEntries(entries);
  const bool right =
      std::any_of(m_plots.begin(), m_plots.end(), [](const TimePlot* each) { return each->hasRightAxis(); });
  for (TimePlot* plot : m_plots)
    plot->setRightRoom(right);
}

void PlotStack::toggle(const QString& name, bool shown) {
  m_hidden[name] = !shown;
  refreshLegend();
  for (TimePlot* plot : m_plots)
    plot->refresh();
}

void PlotStack::setLogScale(bool log) {
  for (TimePlot* plot : m_plots) {
    plot->setLogScale(log);
    plot->refresh();
  }
}

void PlotStack::setTitle(const QString& title, const QString& note, const QString& fileName) {
  m_title = title;
  m_note = note;
  m_fileName = fileName;
}

PlotSheet PlotStack::sheet() const {
  PlotSheet sheet{m_title, m_note, {}};
  for (TimePlot* plot : m_plots)
    sheet.pictures.emplace_back(plot, plot->size());
  return sheet;
}

bool PlotStack::saveTo(const QString& file) {
  const bool values = file.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive);
  const auto wrong = values ? writeFile(file, csv()) : savePlots(sheet(), file, palette());
  if (wrong)
    m_message->say(Tone::kBad, *wrong);
  else
    m_message->confirm(tr("Saved as %1").arg(file));
  return !wrong;
}

void PlotStack::askAndSave() {
  askWhereToSave(this, tr("Save as a picture"), m_fileName,
                 {QStringLiteral("png"), QStringLiteral("svg"), QStringLiteral("pdf")},
                 [this](const QString& file) { saveTo(file); });
}

void PlotStack::askAndSaveData() {
  askWhereToSave(this, tr("Save the values drawn"), m_fileName, {QStringLiteral("csv")},
                 [this](const QString& file) { saveTo(file); });
}

QByteArray PlotStack::csv() const {
  static constexpr const char* kUnits[] = {"ms", "bit/s", "bytes", "percent", "count"};
  QByteArray out("plot,line,unit,begin_s,end_s,samples,least,mean,greatest\r\n");
  for (const TimePlot* plot : m_plots) {
    for (int line = 0; line < plot->lineCount(); ++line) {
      const QString unit = QLatin1String(kUnits[static_cast<std::size_t>(plot->look(line).unit)]);
      for (const PlotBucket& bucket : plot->series(line).all())
        out += csvLine({plot->title(), plot->look(line).name, unit, QString::number(bucket.begin, 'f', 6),
                        QString::number(bucket.end, 'f', 6), QString::number(bucket.count),
                        QString::number(bucket.low, 'g', 12), QString::number(bucket.mean(), 'g', 12),
                        QString::number(bucket.high, 'g', 12)});
    }
  }
  return out;
}

void PlotStack::retranslate() {}

void PlotStack::restyle() {
  refreshLegend();
}

}  // namespace synscope
