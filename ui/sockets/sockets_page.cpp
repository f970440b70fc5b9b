#include "ui/sockets/sockets_page.h"

#include "core/engine/base/clock.h"
#include "ui/frame_clock.h"
#include "ui/shell/language.h"
#include "ui/shell/settings_store.h"
#include "ui/shell/shown_text.h"
#include "ui/sockets/socket_details.h"
#include "ui/sockets/socket_filter_bar.h"
#include "ui/sockets/socket_model.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/text.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace synscope {
namespace {

const QString kSplitter = QStringLiteral("sockets/splitter");
const QString kHeader = QStringLiteral("sockets/header2");
constexpr int kCellPadding = 18;
/// Marks fade and timers run down in steps of so many frames: calm, and cheap.
constexpr int kFramesPerStep = 8;

/// The widest thing a column usually shows.
QString widestOf(SocketColumn column) {
  switch (column) {
    case SocketColumn::kMark: return QStringLiteral("+");
    case SocketColumn::kProtocol: return QStringLiteral("TCP");
    case SocketColumn::kState: return QStringLiteral("TIME_WAIT ×999");
    case SocketColumn::kLocal:
    case SocketColumn::kRemote: return QStringLiteral("192.168.100.100:50000");
    case SocketColumn::kProcess: return QStringLiteral("nginx (655350)");
    case SocketColumn::kReceiveQueue:
    case SocketColumn::kSendQueue: return QStringLiteral("65535");
    case SocketColumn::kTimer: return QStringLiteral("keepalive 720 s");
    case SocketColumn::kRtt: return QStringLiteral("0.00 ms");
    case SocketColumn::kCwnd:
    case SocketColumn::kRetransmits: return QStringLiteral("999");
    case SocketColumn::kUser: return QStringLiteral("www-data");
  }
  return {};
}

}  // namespace

SocketsPage::SocketsPage(SettingsStore& settings, QWidget* parent)
    : Page(parent),
      m_settings(settings),
      m_filter(new SocketFilterBar(settings)),
      m_model(new SocketModel(this)),
      m_table(new QTableView),
      m_details(new SocketDetails),
      m_explained(new QScrollArea),
      m_summary(new Text(TextRole::kCaption)),
      m_processes(new InlineMessage),
      m_message(new InlineMessage),
      m_csv(new QPushButton),
      m_json(new QPushButton),
      m_showAll(new QPushButton),
      m_body(new QStackedWidget),
      m_found(new QStackedWidget),
      m_empty(new EmptyState(QStringLiteral("sockets"))),
      m_noMatch(new EmptyState(QStringLiteral("filter"))),
      m_sampler(new SocketSampler(this)),
      m_clock(new FrameClock(this)),
      m_layout(new QVBoxLayout(this)) {
  m_layout->setContentsMargins(space::kPage, space::kLarge, space::kPage, space::kLarge);
  m_layout->setSpacing(space::kLarge);
  setupFilter();
  setupTable();
  setupBody();
  connectSampler();
  retranslate();
}

SocketsPage::~SocketsPage() = default;

void SocketsPage::setupFilter() {
  auto* card = new Card;
  auto* inset = new QVBoxLayout(card);
  inset->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kMedium);
  inset->addWidget(m_filter);
  m_layout->addWidget(card);
  m_view = m_filter->filter();
  connect(m_filter, &SocketFilterBar::filterChanged, this, &SocketsPage::applyFilter);
  connect(m_filter, &SocketFilterBar::intervalChanged, this, [this] {
    m_sampler->setInterval(m_filter->interval());
    showSummary();
  });
  connect(m_showAll, &QPushButton::clicked, m_filter, &SocketFilterBar::clear);
}

void SocketsPage::setupTable() {
  m_table->setModel(m_model);
  setupRows(*m_table);
  m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
  m_table->setTextElideMode(Qt::ElideMiddle);
  m_table->setContextMenuPolicy(Qt::CustomContextMenu);
  setupColumns();
  connect(m_table, &QTableView::customContextMenuRequested, this, &SocketsPage::showMenu);
  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SocketsPage::showDetails);
}

void SocketsPage::setupColumns() {
  QHeaderView* header = m_table->horizontalHeader();
  header->setMinimumSectionSize(28);
  header->setSectionsMovable(true);
  header->setSortIndicatorClearable(true);
  header->setSortIndicator(-1, Qt::AscendingOrder);
  for (int column = 0; column < kSocketColumns; ++column) {
    const int words = header->sectionSizeHint(column);
    const int widest = fontMetrics().horizontalAdvance(widestOf(static_cast<SocketColumn>(column))) + kCellPadding;
    header->resizeSection(column, column == 0 ? 28 : std::max(words, widest));
  }
  header->restoreState(m_settings.state(kHeader));
  const auto remember = [this, header] { m_settings.setState(kHeader, header->saveState()); };
  connect(header, &QHeaderView::sectionResized, this, remember);
  connect(header, &QHeaderView::sectionMoved, this, remember);
  connect(header, &QHeaderView::sortIndicatorChanged, this, remember);
  connect(m_model, &SocketModel::orderWanted, this, [this](SocketOrder order, bool descending) {
    m_view.order = order;
    m_view.descending = descending;
    applyFilter();
  });
  m_table->setSortingEnabled(true);
}

QWidget* SocketsPage::bar() {
  auto* widget = new QWidget;
  auto* rows = new QVBoxLayout(widget);
  rows->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, 0);
  rows->setSpacing(space::kTight);
  auto* line = new QHBoxLayout;
  line->setSpacing(space::kMedium);
  m_summary->setPlainLine();
  m_summary->setMuted(true);
  line->addWidget(m_summary);
  line->addStretch(1);
  line->addWidget(m_message);
  line->addWidget(m_csv);
  line->addWidget(m_json);
  rows->addLayout(line);
  rows->addWidget(m_processes);
  return widget;
}

QSplitter* SocketsPage::tableAndDetails() {
  m_explained->setFrameShape(QFrame::NoFrame);
  m_explained->setWidgetResizable(true);
  m_explained->setMinimumHeight(120);
  m_explained->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_explained->setWidget(m_details);
  m_explained->viewport()->setAutoFillBackground(false);
  m_details->setAutoFillBackground(false);
  m_explained->hide();
  m_noMatch->addStep(m_showAll);
  m_found->addWidget(m_table);
  m_found->addWidget(m_noMatch);
  auto* splitter = new QSplitter(Qt::Vertical);
  splitter->setChildrenCollapsible(false);
  splitter->addWidget(m_found);
  splitter->addWidget(m_explained);
  splitter->setStretchFactor(0, 1);
  splitter->setSizes({400, 230});
  splitter->restoreState(m_settings.state(kSplitter));
  connect(splitter, &QSplitter::splitterMoved, this,
          [this, splitter] { m_settings.setState(kSplitter, splitter->saveState()); });
  return splitter;
}

void SocketsPage::setupBody() {
  auto* card = new Card;
  auto* rows = new QVBoxLayout(card);
  rows->setContentsMargins(1, 1, 1, space::kSmall);
  rows->setSpacing(space::kSmall);
  rows->addWidget(bar());
  auto* inset = new QVBoxLayout;
  inset->setContentsMargins(space::kMedium, 0, space::kMedium, 0);
  inset->addWidget(tableAndDetails());
  rows->addLayout(inset, 1);
  m_body->addWidget(m_empty);
  m_body->addWidget(card);
  m_layout->addWidget(m_body, 1);
  for (QPushButton* button : {m_csv, m_json})
    button->setIcon(lineIcon(QStringLiteral("save")));
  connect(m_csv, &QPushButton::clicked, this, [this] { askAndSave(SocketExportFormat::kCsv); });
  connect(m_json, &QPushButton::clicked, this, [this] { askAndSave(SocketExportFormat::kJson); });
}

void SocketsPage::connectSampler() {
  m_sampler->setSettings(m_view);
  m_sampler->setInterval(m_filter->interval());
  connect(m_sampler, &SocketSampler::viewReady, this, &SocketsPage::showView);
  connect(m_sampler, &SocketSampler::failed, this, &SocketsPage::onFailed);
  connect(m_clock, &FrameClock::tick, this, &SocketsPage::onTick);
}

void SocketsPage::showEvent(QShowEvent* event) {
  Page::showEvent(event);
  if (!m_sample) m_sampler->setRunning(true);
}

void SocketsPage::hideEvent(QHideEvent* event) {
  m_sampler->setRunning(false);
  Page::hideEvent(event);
}

void SocketsPage::applyFilter() {
  const SocketOrder order = m_view.order;
  const bool descending = m_view.descending;
  m_view = m_filter->filter();
  m_view.order = order;
  m_view.descending = descending;
  if (!m_sample) return m_sampler->setSettings(m_view);
  if (m_model->view()->snapshot) showView(arrange(m_model->view()->snapshot, m_view, m_model->view()));
}

void SocketsPage::showReading(SocketSnapshot reading) {
  m_sampler->setRunning(false);
  if (!m_sample) m_sample = std::make_unique<SocketTracker>();
  showView(arrange(m_sample->update(std::move(reading)), m_view, m_model->view()));
}

void SocketsPage::showView(const std::shared_ptr<const SocketView>& view) {
  m_error.reset();
  m_model->setNow(m_sample ? view->snapshot->at : monotonicNow());
  m_model->show(view);
  m_filter->showView(*view);
  m_body->setCurrentIndex(1);
  m_found->setCurrentIndex(view->rows.empty() ? 1 : 0);
  m_clock->setRunning(m_model->changesWithTime() && !m_sample);
  showSummary();
  showDetails();
}

void SocketsPage::showSummary() {
  const SocketView& view = *m_model->view();
  if (!view.snapshot) return m_summary->clear();
  const QLocale plain = shownLocale();
  QStringList parts{tr("Sockets: %1").arg(plain.toString(qulonglong(view.snapshot->listed))),
                    tr("rows shown: %1").arg(plain.toString(qulonglong(view.rows.size())))};
  if (m_filter->isPaused()) parts.append(tr("paused"));
  m_summary->setText(parts.join(QStringLiteral("  ·  ")));
  m_summary->setToolTip(tr("Read in %1").arg(shownTime(view.snapshot->readingTook)));
  const Capability& processes = view.snapshot->processes;
  if (processes.available) return m_processes->clear();
  QString text = words({processes.reason, {}});
  if (!processes.remedy.empty()) text += QStringLiteral("  ") + words({processes.remedy, {}});
  if (m_processes->text() != text) m_processes->say(Tone::kInfo, text);
}

void SocketsPage::showDetails() {
  const QModelIndex current = m_table->currentIndex();
  m_explained->setVisible(current.isValid() || m_details->id() != 0);
  if (current.isValid())
    m_details->show(*m_model->view(), static_cast<std::size_t>(current.row()));
  else if (m_details->id() != 0)
    m_details->setGone();
}

void SocketsPage::onTick() {
  if (++m_frames % kFramesPerStep != 0) return;
  m_model->setNow(monotonicNow());
  m_table->viewport()->update();
}

void SocketsPage::onFailed(const Error& error) {
  m_error = error;
  m_clock->setRunning(false);
  m_body->setCurrentIndex(0);
  retranslate();
}

void SocketsPage::focusFirst() {
  m_filter->focusText();
}

bool SocketsPage::stop() {
  if (m_details->id() == 0) return false;
  m_table->clearSelection();
  m_table->setCurrentIndex({});
  m_details->clear();
  m_explained->hide();
  return true;
}

QString SocketsPage::copyText() const {
  QModelIndexList rows = m_table->selectionModel()->selectedRows();
  std::ranges::sort(rows, {}, &QModelIndex::row);
  QStringList lines;
  for (const QModelIndex& row : rows) {
    QStringList cells;
    for (int column = static_cast<int>(SocketColumn::kProtocol); column < kSocketColumns; ++column)
      cells.append(row.siblingAtColumn(column).data().toString());
    lines.append(cells.join(QLatin1Char('\t')));
  }
  return lines.join(QLatin1Char('\n'));
}

void SocketsPage::copy() {
  if (const QString text = copyText(); !text.isEmpty()) QGuiApplication::clipboard()->setText(text);
}

void SocketsPage::showMenu(const QPoint& at) {
  const QModelIndex index = m_table->indexAt(at);
  if (!index.isValid()) return;
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  const QString cell = index.data().toString();
  const QString remote =
      QString::fromStdString(m_model->view()->socket(static_cast<std::size_t>(index.row())).remote.address.toString());
  menu->addAction(lineIcon(QStringLiteral("copy")), tr("Copy rows"), this, &SocketsPage::copy);
  if (!cell.isEmpty())
    menu->addAction(tr("Copy “%1”").arg(cell), this, [cell] { QGuiApplication::clipboard()->setText(cell); });
  menu->addAction(tr("Copy the explanation"), this,
                  [this] { QGuiApplication::clipboard()->setText(m_details->asText()); });
  menu->addSeparator();
  if (!cell.isEmpty())
    menu->addAction(lineIcon(QStringLiteral("filter")), tr("Show only “%1”").arg(remote), m_filter,
                    [this, remote] { m_filter->setText(remote); });
  menu->popup(m_table->viewport()->mapToGlobal(at));
}

void SocketsPage::save() {
  askAndSave(SocketExportFormat::kCsv);
}

void SocketsPage::askAndSave(SocketExportFormat format) {
  const QString ending = format == SocketExportFormat::kCsv ? QStringLiteral("csv") : QStringLiteral("json");
  auto* dialog = new QFileDialog(this, tr("Save the table"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(ending);
  dialog->selectFile(QStringLiteral("synscope-sockets.") + ending);
  connect(dialog, &QFileDialog::fileSelected, this, [this, format](const QString& file) { saveTo(file, format); });
  dialog->open();
}

bool SocketsPage::saveTo(const QString& file, SocketExportFormat format) {
  const auto snapshot = m_model->view()->snapshot;
  if (!snapshot) return false;
  QSaveFile out(file);
  if (out.open(QIODevice::WriteOnly) && out.write(exportSockets(*snapshot, m_view, format)) >= 0 && out.commit()) {
    m_message->confirm(tr("Saved as %1").arg(file));
    return true;
  }
  m_message->say(Tone::kBad, shownError({ErrorCode::kFileUnwritable, "save", file.toStdString()}));
  return false;
}

void SocketsPage::retranslate() {
  m_csv->setText(QStringLiteral("CSV"));
  m_json->setText(QStringLiteral("JSON"));
  m_csv->setToolTip(tr("Save the rows shown as CSV"));
  m_json->setToolTip(tr("Save the rows shown as JSON"));
  m_table->setAccessibleName(tr("Sockets"));
  m_showAll->setText(tr("Show all"));
  m_noMatch->setWords(tr("No socket matches"), tr("The filter above hides every socket of this system."));
  if (m_error)
    m_empty->setWords(tr("The sockets of this system cannot be listed"), shownError(*m_error));
  else
    m_empty->setWords(tr("Which sockets are open?"),
                      tr("Every TCP and UDP socket of this system with its state, queues, timers and the program that "
                         "holds it. The table is being read."));
  m_model->retranslate();
  showSummary();
}

}  // namespace synscope
