#include "ui/log/log_view.h"

#include "ui/log/log_bar.h"
#include "ui/log/log_exporter.h"
#include "ui/log/log_lines.h"
#include "ui/log/log_rows.h"
#include "ui/log/record_detail.h"
#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/text.h"

#include <QAction>
#include <QClipboard>
#include <QDateTime>
#include <QFileDialog>
#include <QGuiApplication>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace synscope {
namespace {

enum Body { kEmptyBody, kLogBody };
constexpr std::size_t kMostCopiedBytes = std::size_t{16} << 20U;

QString number(std::uint64_t value) {
  return shownLocale().toString(static_cast<qulonglong>(value));
}

QString ending(TrafficFormat format) {
  switch (format) {
    case TrafficFormat::kText: return QStringLiteral("txt");
    case TrafficFormat::kCsv: return QStringLiteral("csv");
    case TrafficFormat::kJsonLines: return QStringLiteral("jsonl");
    case TrafficFormat::kPcapng: break;
  }
  return QStringLiteral("pcapng");
}

}  // namespace

LogView::LogView(QWidget* parent)
    : Localized(parent),
      m_rows(new LogRows(this)),
      m_bar(new LogBar),
      m_lines(new LogLines(m_rows)),
      m_detail(new RecordDetail),
      m_exporter(new LogExporter),
      m_counters(new Text(TextRole::kCaption)),
      m_empty(new EmptyState(QStringLiteral("log"))),
      m_body(new QStackedWidget) {
  setupBody();
  setupActions();
  connectBar();
  connect(m_rows, &LogRows::reset, this, &LogView::onReset);
  connect(m_lines, &LogLines::currentChanged, this, &LogView::showDetail);
  connect(m_lines, &LogLines::followingChanged, m_bar, &LogBar::setFollowing);
  retranslate();
}

LogView::~LogView() = default;

void LogView::setupBody() {
  auto* splitter = new QSplitter(Qt::Vertical);
  splitter->setChildrenCollapsible(false);
  splitter->addWidget(m_lines);
  splitter->addWidget(m_detail);
  splitter->setStretchFactor(0, 1);
  splitter->setSizes({400, 200});
  m_lines->setMinimumHeight(120);
  m_detail->setMinimumHeight(110);
  m_detail->hide();
  m_body->addWidget(m_empty);
  m_body->addWidget(splitter);
  auto* foot = new QHBoxLayout;
  foot->setSpacing(space::kMedium);
  m_counters->setMuted(true);
  m_counters->setWordWrap(false);
  foot->addWidget(m_counters, 1);
  foot->addWidget(m_exporter);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::kSmall);
  column->addWidget(m_bar);
  column->addWidget(m_body, 1);
  column->addLayout(foot);
}

void LogView::setupActions() {
  const auto on = [this](const QKeySequence& keys, auto slot) {
    auto* action = new QAction(this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, slot);
    addAction(action);
  };
  on(QKeySequence::FindNext, &LogView::nextMatch);
  on(QKeySequence::FindPrevious, &LogView::previousMatch);
  on(QKeySequence::Find, [this] { m_bar->focusSearch(); });
  auto* copyAction = new QAction(m_lines);
  copyAction->setShortcut(QKeySequence::Copy);
  copyAction->setShortcutContext(Qt::WidgetShortcut);
  connect(copyAction, &QAction::triggered, this, &LogView::copyText);
  auto* hexAction = new QAction(m_lines);
  hexAction->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
  hexAction->setShortcutContext(Qt::WidgetShortcut);
  connect(hexAction, &QAction::triggered, this, &LogView::copyHex);
  m_lines->addActions({copyAction, hexAction});
  m_lines->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void LogView::connectBar() {
  connect(m_bar, &LogBar::searchChanged, this, &LogView::applySearch);
  connect(m_bar, &LogBar::onlyMatchesChanged, m_rows, &LogRows::setOnlyMatches);
  connect(m_bar, &LogBar::directionChanged, this, &LogView::applyFilter);
  connect(m_bar, &LogBar::lookChanged, this, &LogView::applyLook);
  connect(m_bar, &LogBar::followWanted, m_lines, &LogLines::setFollowing);
  connect(m_bar, &LogBar::nextWanted, this, &LogView::nextMatch);
  connect(m_bar, &LogBar::previousWanted, this, &LogView::previousMatch);
  connect(m_bar, &LogBar::exportWanted, this, &LogView::askAndExport);
}

void LogView::setLog(std::shared_ptr<TrafficLog> log) {
  m_lines->clearSelection();
  m_rows->setLog(std::move(log));
  applyLook();
  m_lines->setFollowing(true);
  refresh();
}

void LogView::setConnections(std::vector<ConnectionId> connections) {
  std::ranges::sort(connections);
  m_connections = std::move(connections);
  applyFilter();
}

void LogView::setEnds(PacketEnds ends) {
  m_ends = std::move(ends);
}

void LogView::applyFilter() {
  m_rows->setFilter({.connections = m_connections, .direction = m_bar->direction()});
}

void LogView::applySearch() {
  const QString typed = m_bar->searchText();
  TrafficPattern pattern{
      .kind = m_bar->patternKind(), .text = typed.toStdString(), .caseSensitive = m_bar->caseSensitive()};
  if (pattern.kind == PatternKind::kText) pattern.text = PayloadDecoder(m_bar->encoding()).bytesOf(typed).toStdString();
  const auto error = m_rows->search(pattern);
  m_searchError = !error                              ? QString()
                  : pattern.kind == PatternKind::kHex ? tr("not hexadecimal")
                                                      : tr("not an expression");
  showMatchCount();
}

void LogView::applyLook() {
  LogLook look;
  look.time = m_bar->timeStyle();
  look.payload = m_bar->payloadStyle();
  look.decoder = PayloadDecoder(m_bar->encoding());
  look.clock.utcOffsetSeconds = QDateTime::currentDateTime().offsetFromUtc();
  if (const auto& log = m_rows->log()) {
    look.clock.epochNs = log->wallEpochNs();
    log->visit(0, 1, [&](std::uint64_t, const TrafficRecordView& first) {
      look.begin = first.at;
      return false;
    });
  }
  m_lines->setLook(look);
  showDetail();
}

void LogView::refresh() {
  const bool wasEmpty = m_rows->size().records == 0;
  m_rows->refresh();
  const bool isEmpty = m_rows->size().records == 0;
  if (wasEmpty && !isEmpty) applyLook();
  m_body->setCurrentIndex(isEmpty ? kEmptyBody : kLogBody);
  m_lines->refresh();
  showMatchCount();
  showCounters();
}

void LogView::onReset() {
  m_lines->rebuild();
  showMatchCount();
  showCounters();
}

void LogView::showDetail() {
  const auto record = m_lines->current();
  const auto held = record && m_rows->log() ? m_rows->log()->read(*record, 1) : std::vector<TrafficRecord>();
  m_detail->setVisible(!held.empty());
  if (!held.empty()) m_detail->showRecord(*record, held.front(), m_lines->look());
  showMatchCount();
}

void LogView::showMatchCount() {
  if (!m_searchError.isEmpty()) return m_bar->setSearchError(m_searchError);
  if (!m_rows->searching()) return m_bar->setMatchText({});
  const RecordSet& matches = m_rows->matches();
  const auto current = m_lines->current();
  QString text = current && matches.contains(*current)
                     ? tr("%1 of %2").arg(number(matches.countBelow(*current) + 1), number(matches.count()))
                     : tr("%1 found").arg(number(matches.count()));
  if (m_rows->catchingUp() && m_rows->size().records > 0) {
    const auto percent = 100 * m_rows->searchedTo() / m_rows->size().records;
    if (percent < 99) text += QStringLiteral(" · ") + shownPercent(static_cast<double>(percent), 0);
  }
  m_bar->setMatchText(text);
}

void LogView::showCounters() {
  const TrafficLogSize& size = m_rows->size();
  QStringList parts;
  if (m_rows->everythingShown())
    parts.append(tr("Records: %1").arg(number(size.records)));
  else
    parts.append(tr("Records: %1 of %2").arg(number(m_rows->count()), number(size.records)));
  parts.append(shownLocale().formattedDataSize(static_cast<qint64>(size.bytes)));
  if (size.leftOutRecords > 0)
    parts.append(tr("Left out, because the disk could not keep up: %1").arg(number(size.leftOutRecords)));
  if (size.cutBytes > 0)
    parts.append(tr("Bytes at the end of the file that cannot be read: %1").arg(number(size.cutBytes)));
  if (size.trouble) parts.append(label({"error." + std::string(name(size.trouble->code)), {}}));
  m_counters->setToolTip(size.trouble ? shownError(*size.trouble) : QString());
  m_counters->setTone(size.leftOutRecords > 0 || size.trouble ? Tone::kWarn : Tone::kNeutral);
  const QString text = m_rows->log() ? parts.join(QStringLiteral("  ·  ")) : QString();
  if (text != m_counters->text()) m_counters->setText(text);
}

QString LogView::counters() const {
  return m_counters->text();
}

void LogView::goTo(std::optional<std::uint64_t> record) {
  if (record) m_lines->select(*record);
}

void LogView::nextMatch() {
  const RecordSet& matches = m_rows->matches();
  const auto current = m_lines->current();
  const auto next = current ? matches.firstFrom(*current + 1) : std::nullopt;
  goTo(next ? next : matches.firstFrom(0));
}

void LogView::previousMatch() {
  const RecordSet& matches = m_rows->matches();
  const auto current = m_lines->current();
  const auto previous = current ? matches.lastBefore(*current) : std::nullopt;
  goTo(previous ? previous : matches.lastBefore(UINT64_MAX));
}

TrafficExportOptions LogView::exportOptions(TrafficFormat format) const {
  const LogLook& look = m_lines->look();
  TrafficExportOptions options;
  options.format = format;
  options.time = look.time;
  options.payload = look.payload;
  options.clock = look.clock;
  options.begin = look.begin;
  options.decode = [decoder = look.decoder](std::span<const std::byte> payload) { return decoder.utf8(payload); };
  options.ends = m_ends;
  options.leftOutRecords = m_rows->size().leftOutRecords;
  return options;
}

std::optional<QString> LogView::selectedText(PayloadStyle style) const {
  const LogLines::Range range = m_lines->selection();
  if (range.count() > kMostCopied) return std::nullopt;
  TrafficExportOptions options = exportOptions(TrafficFormat::kText);
  options.payload = style;
  const auto exporter = makeTrafficExporter(options);
  std::string out;
  for (std::uint64_t row = range.first; row < range.end; ++row) {
    m_rows->log()->visit(m_rows->recordAt(row), 1, [&](std::uint64_t at, const TrafficRecordView& view) {
      exporter->add(at, view, out);
      return true;
    });
    if (out.size() > kMostCopiedBytes) return std::nullopt;
  }
  return QString::fromStdString(out);
}

void LogView::copy(PayloadStyle style) {
  const std::uint64_t count = m_lines->selection().count();
  if (count == 0) return;
  const auto text = selectedText(style);
  if (!text) return m_exporter->say(tr("That is too much to copy. Export it instead."));
  QGuiApplication::clipboard()->setText(*text);
  m_exporter->say(tr("%n record(s) copied", nullptr, static_cast<int>(count)));
}

void LogView::copyText() {
  copy(PayloadStyle::kText);
}

void LogView::copyHex() {
  copy(PayloadStyle::kHex);
}

void LogView::askAndExport(TrafficFormat format) {
  if (!m_rows->log()) return;
  auto* dialog = new QFileDialog(this, tr("Export the log"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(ending(format));
  dialog->selectFile(QStringLiteral("synscope-log.") + ending(format));
  connect(dialog, &QFileDialog::fileSelected, this, [this, format](const QString& file) { exportTo(file, format); });
  dialog->open();
}

/// Several selected records, or all that filter and search let through.
void LogView::exportTo(const QString& file, TrafficFormat format) {
  if (!m_rows->log()) return;
  TrafficSelection selection;
  if (const LogLines::Range range = m_lines->selection(); range.count() > 1) {
    selection.first = m_rows->recordAt(range.first);
    selection.end = m_rows->recordAt(range.end - 1) + 1;
  }
  if (const RecordSet* shownRecords = m_rows->shownSet()) selection.only = *shownRecords;
  m_exporter->exportTo(file, m_rows->log(), exportOptions(format), std::move(selection));
}

void LogView::retranslate() {
  m_empty->setWords(tr("Nothing has passed yet"),
                    tr("Everything that is sent and received appears here as it happens, in text or hexadecimal. It is "
                       "kept in a file, so that nothing is lost, and can be searched and exported."));
  m_lines->actions()[0]->setText(tr("Copy as text"));
  m_lines->actions()[1]->setText(tr("Copy as hex"));
  applySearch();
  showCounters();
}

}  // namespace synscope
