#include "ui/ports/ports_page.h"

#include "ui/frame_clock.h"
#include "ui/ports/explain_row.h"
#include "ui/ports/scan_controller.h"
#include "ui/ports/scan_form.h"
#include "ui/ports/scan_model.h"
#include "ui/ports/state_filter.h"
#include "ui/shell/language.h"
#include "ui/shell/settings_store.h"
#include "ui/shell/shown_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/explanation_panel.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/text.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLocale>
#include <QProgressBar>
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

const QString kSplitter = QStringLiteral("ports/splitter");
constexpr int kCellPadding = 16;
constexpr int kStateIcon = 24;
constexpr int kWidestColumn = 320;

}  // namespace

PortsPage::PortsPage(SettingsStore& settings, QWidget* parent)
    : Page(parent),
      m_settings(settings),
      m_form(new ScanForm(settings)),
      m_filter(new StateFilter),
      m_model(new ScanModel(this)),
      m_table(new QTableView),
      m_explanation(new ExplanationPanel),
      m_explained(new QScrollArea),
      m_progressBar(new QProgressBar),
      m_progressText(new Text(TextRole::kCaption)),
      m_csv(new QPushButton),
      m_json(new QPushButton),
      m_message(new InlineMessage),
      m_body(new QStackedWidget),
      m_empty(new EmptyState(QStringLiteral("ports"))),
      m_controller(new ScanController(this)),
      m_clock(new FrameClock(this)),
      m_layout(new QVBoxLayout(this)) {
  m_layout->setContentsMargins(space::kPage, space::kLarge, space::kPage, space::kLarge);
  m_layout->setSpacing(space::kLarge);
  setupForm();
  setupTable();
  setupBody();
  connectController();
  retranslate();
}

PortsPage::~PortsPage() = default;

void PortsPage::setupForm() {
  auto* card = new Card;
  auto* inset = new QVBoxLayout(card);
  inset->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kLarge);
  inset->addWidget(m_form);
  m_layout->addWidget(card);
  connect(m_form, &ScanForm::submitted, this, &PortsPage::scan);
  connect(m_form, &ScanForm::stopRequested, this, &PortsPage::stop);
}

void PortsPage::setupTable() {
  m_model->setShownStates(m_filter->shownStates());
  m_table->setModel(m_model);
  setupRows(*m_table);
  QHeaderView* header = m_table->horizontalHeader();
  header->setSortIndicator(ScanModel::kPort, Qt::AscendingOrder);
  header->setSectionResizeMode(ScanModel::kReason, QHeaderView::Stretch);
  m_table->setSortingEnabled(true);
  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &PortsPage::explainCurrent);
  connect(m_filter, &StateFilter::statesChanged, this, [this] { m_model->setShownStates(m_filter->shownStates()); });
  connect(m_filter, &StateFilter::textChanged, m_model, &ScanModel::setText);
}

QWidget* PortsPage::bar() {
  auto* widget = new QWidget;
  auto* rows = new QVBoxLayout(widget);
  rows->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, 0);
  rows->setSpacing(space::kSmall);
  auto* progress = new QHBoxLayout;
  progress->setSpacing(space::kMedium);
  m_progressBar->setTextVisible(false);
  m_progressBar->setFixedHeight(10);
  m_progressText->setPlainLine();
  m_progressText->setMuted(true);
  progress->addWidget(m_progressBar, 1);
  progress->addWidget(m_progressText);
  progress->addStretch(0);
  progress->addWidget(m_message);
  progress->addWidget(m_csv);
  progress->addWidget(m_json);
  rows->addLayout(progress);
  rows->addWidget(m_filter);
  return widget;
}

QSplitter* PortsPage::tableAndExplanation() {
  m_explained->setFrameShape(QFrame::NoFrame);
  m_explained->setWidgetResizable(true);
  m_explained->setMinimumHeight(120);
  m_explained->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_explanation->setContentsMargins(space::kSmall, space::kSmall, space::kMedium, space::kSmall);
  m_explained->setWidget(m_explanation);
  m_explained->viewport()->setAutoFillBackground(false);
  m_explanation->setAutoFillBackground(false);
  m_explained->hide();
  auto* splitter = new QSplitter(Qt::Vertical);
  splitter->setChildrenCollapsible(false);
  splitter->addWidget(m_table);
  splitter->addWidget(m_explained);
  splitter->setStretchFactor(0, 1);
  splitter->setSizes({400, 230});
  splitter->restoreState(m_settings.state(kSplitter));
  connect(splitter, &QSplitter::splitterMoved, this,
          [this, splitter] { m_settings.setState(kSplitter, splitter->saveState()); });
  return splitter;
}

/// Every column but the reason is as wide as the widest thing it can show, so that the reason has the rest and nothing
/// moves while rows come in.
void PortsPage::fitColumns() {
  const auto fit = [this](int column, const QStringList& texts, int more = 0) {
    int widest = m_table->horizontalHeader()->sectionSizeHint(column);
    for (const QString& text : texts)
      widest = std::max(widest, fontMetrics().horizontalAdvance(text) + kCellPadding + more);
    m_table->setColumnWidth(column, std::min(widest, kWidestColumn));
  };
  fit(ScanModel::kHost, m_model->hostNames());
  fit(ScanModel::kPort, {QStringLiteral("65535")});
  fit(ScanModel::kService, {QStringLiteral("postgresql-xx")});
  fit(ScanModel::kState, m_model->stateWords(), kStateIcon);
  fit(ScanModel::kTime, {QStringLiteral("0.00 ms 0")});
}

void PortsPage::setupBody() {
  auto* card = new Card;
  auto* rows = new QVBoxLayout(card);
  rows->setContentsMargins(1, 1, 1, space::kSmall);
  rows->setSpacing(space::kSmall);
  rows->addWidget(bar());
  auto* inset = new QVBoxLayout;
  inset->setContentsMargins(space::kMedium, 0, space::kMedium, 0);
  inset->addWidget(tableAndExplanation());
  rows->addLayout(inset, 1);
  m_body->addWidget(m_empty);
  m_body->addWidget(card);
  m_layout->addWidget(m_body, 1);
  for (QPushButton* button : {m_csv, m_json})
    button->setIcon(lineIcon(QStringLiteral("save")));
  connect(m_csv, &QPushButton::clicked, this, [this] { askAndSave(ScanExportFormat::kCsv); });
  connect(m_json, &QPushButton::clicked, this, [this] { askAndSave(ScanExportFormat::kJson); });
}

void PortsPage::connectController() {
  connect(m_controller, &ScanController::began, this, [this](const std::vector<ScanHostLabel>& hosts) {
    const auto order = m_form->order();
    m_model->start(hosts, order ? order->protocol : Protocol::kTcp);
    fitColumns();
  });
  connect(m_controller, &ScanController::nameFailed, this,
          [this](const QString&, const Error& error) { m_form->showError(error); });
  connect(m_controller, &ScanController::finished, this, &PortsPage::onFinished);
  connect(m_clock, &FrameClock::tick, this, &PortsPage::onFrame);
}

void PortsPage::scan() {
  if (m_controller->isRunning()) return;
  const auto order = m_form->order();
  if (!order) return m_form->showError(order.error());
  m_form->clearError();
  m_form->remember();
  m_model->start({}, order->protocol);
  explainCurrent();
  m_controller->start(*order);
  m_form->setRunning(m_controller->isRunning());
  m_clock->setRunning(m_controller->isRunning());
  showRows({}, m_controller->isRunning());
}

void PortsPage::onFrame() {
  m_model->feed(m_controller->drain());
  showRows(m_controller->progress(), true);
}

void PortsPage::onFinished() {
  m_clock->setRunning(false);
  m_model->feed(m_controller->drain());
  m_form->setRunning(false);
  showRows(m_controller->progress(), false);
}

void PortsPage::showRows(const ScanProgress& progress, bool running) {
  m_progress = progress;
  m_running = running;
  m_filter->setCounts(m_model->rows().counts());
  if (m_body->currentIndex() != 1) fitColumns();
  m_body->setCurrentIndex(1);
  showProgress();
}

void PortsPage::showProgress() {
  constexpr int kParts = 1000;
  const double share =
      m_progress.total > 0 ? static_cast<double>(m_progress.done) / static_cast<double>(m_progress.total) : 0;
  m_progressBar->setRange(0, kParts);
  m_progressBar->setValue(static_cast<int>(share * kParts));
  const QLocale plain = shownLocale();
  QString text = tr("%1 of %2")
                     .arg(plain.toString(static_cast<qulonglong>(m_progress.done)),
                          plain.toString(static_cast<qulonglong>(m_progress.total)));
  text += QStringLiteral("  ·  ") + shownTime(m_progress.elapsed);
  if (m_running && m_progress.left)
    text += QStringLiteral("  ·  ") + tr("about %1 left").arg(shownTime(*m_progress.left));
  if (!m_running && m_progress.done < m_progress.total) text += QStringLiteral("  ·  ") + tr("stopped");
  m_progressText->setText(text);
}

void PortsPage::explainCurrent() {
  const ScanRow* row = m_model->at(m_table->currentIndex().row());
  m_explained->setVisible(row != nullptr);
  if (row == nullptr) return m_explanation->clear();
  m_table->scrollTo(m_table->currentIndex());
  m_explanation->explainWith([copy = *row, host = m_model->rows().host(*row), service = m_model->rows().service(*row)] {
    return explainRow(copy, host, service);
  });
}

void PortsPage::focusFirst() {
  m_form->focusHosts();
}

bool PortsPage::stop() {
  const bool ran = m_controller->isRunning();
  m_controller->stop();
  if (!ran) m_table->setCurrentIndex({});
  return ran;
}

void PortsPage::copy() {
  QStringList lines;
  for (const QModelIndex& row : m_table->selectionModel()->selectedRows()) {
    QStringList cells;
    for (int column = 0; column < ScanModel::kColumns; ++column)
      cells.append(row.siblingAtColumn(column).data().toString());
    lines.append(cells.join(QLatin1Char('\t')));
  }
  if (!lines.isEmpty()) QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

void PortsPage::save() {
  askAndSave(ScanExportFormat::kCsv);
}

void PortsPage::askAndSave(ScanExportFormat format) {
  const QString ending = format == ScanExportFormat::kCsv ? QStringLiteral("csv") : QStringLiteral("json");
  auto* dialog = new QFileDialog(this, tr("Save the table"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(ending);
  dialog->selectFile(QStringLiteral("synscope-ports.") + ending);
  connect(dialog, &QFileDialog::fileSelected, this, [this, format](const QString& file) { saveTo(file, format); });
  dialog->open();
}

bool PortsPage::saveTo(const QString& file, ScanExportFormat format) {
  QSaveFile out(file);
  if (out.open(QIODevice::WriteOnly) && out.write(exportScan(m_model->rows(), format, m_progress.elapsed)) >= 0 &&
      out.commit()) {
    m_message->confirm(tr("Saved as %1").arg(file));
    return true;
  }
  m_message->say(Tone::kBad, shownError({ErrorCode::kFileUnwritable, "save", file.toStdString()}));
  return false;
}

void PortsPage::retranslate() {
  m_csv->setText(QStringLiteral("CSV"));
  m_json->setText(QStringLiteral("JSON"));
  m_csv->setToolTip(tr("Save the whole table as CSV"));
  m_json->setToolTip(tr("Save the whole table as JSON"));
  m_table->setAccessibleName(tr("Ports"));
  m_empty->setWords(
      tr("Which ports answer?"),
      tr("Type hosts and ports above and press Scan. Each port is tried once and again where it is silent; the "
         "table says which are open, closed, rejected or silent, and why. Scan only what you may scan."));
  m_model->retranslate();
  fitColumns();
  showProgress();
}

}  // namespace synscope
