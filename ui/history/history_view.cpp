#include "ui/history/history_view.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/keep_width.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>

namespace synscope {
namespace {

constexpr int kWhenWidth = 170;
constexpr int kTitleWidth = 300;
constexpr int kProgressHeight = 10;
constexpr int kProgressParts = 1000;

}  // namespace

HistoryView::HistoryView(RunStore& store, QWidget* parent)
    : Localized(parent),
      m_store(store),
      m_model(new HistoryModel(this)),
      m_table(new QTableView),
      m_heading(new Text(TextRole::kHeading)),
      m_back(new QPushButton),
      m_open(new QPushButton),
      m_delete(new QPushButton),
      m_nothing(new Text(TextRole::kBody)),
      m_workRow(new QWidget),
      m_workText(new Text(TextRole::kBody)),
      m_progress(new QProgressBar),
      m_giveUp(new QPushButton) {
  setupWork();
  setupLayout();
  m_table->setModel(m_model);
  setupRows(*m_table);
  m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
  m_table->setColumnWidth(HistoryModel::kWhen, kWhenWidth);
  m_table->setColumnWidth(HistoryModel::kTitle, kTitleWidth);
  m_table->horizontalHeader()->setStretchLastSection(true);
  connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &HistoryView::showChoice);
  connect(m_table, &QTableView::doubleClicked, this, &HistoryView::open);
  connect(m_open, &QPushButton::clicked, this, &HistoryView::open);
  connect(m_delete, &QPushButton::clicked, this, &HistoryView::remove);
  connect(m_back, &QPushButton::clicked, this, &HistoryView::closeRequested);
  connect(m_giveUp, &QPushButton::clicked, this, &HistoryView::giveUpRequested);
  retranslate();
  refresh();
}

void HistoryView::setupLayout() {
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  auto* card = new Card;
  outer->addWidget(card);
  auto* column = new QVBoxLayout(card);
  column->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kMedium);
  column->setSpacing(space::kSmall);
  auto* head = new QHBoxLayout;
  head->setSpacing(space::kMedium);
  m_heading->setPlainLine();
  head->addWidget(m_heading, 1);
  head->addWidget(m_open);
  head->addWidget(m_delete);
  head->addWidget(m_back);
  column->addLayout(head);
  column->addWidget(m_workRow);
  m_nothing->setMuted(true);
  column->addWidget(m_nothing);
  column->addWidget(m_table, 1);
}

void HistoryView::setupWork() {
  auto* row = new QHBoxLayout(m_workRow);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::kMedium);
  m_workText->setPlainLine();
  m_progress->setTextVisible(false);
  m_progress->setFixedHeight(kProgressHeight);
  m_progress->setRange(0, kProgressParts);
  row->addWidget(m_workText);
  row->addWidget(m_progress, 1);
  row->addWidget(m_giveUp);
  m_workRow->hide();
}

void HistoryView::setWork(Work work) {
  m_work = work;
  m_progress->setValue(0);
  m_workText->setText(work == Work::kRecovering ? tr("Summing up what was recorded before the program ended …")
                                                : tr("Reading …"));
  m_workRow->setVisible(work != Work::kNone);
}

void HistoryView::setProgress(double share) {
  m_progress->setValue(static_cast<int>(share * kProgressParts));
}

void HistoryView::refresh() {
  m_model->setRuns(m_store.runs());
  m_nothing->setVisible(m_model->rowCount() == 0);
  m_table->setVisible(m_model->rowCount() > 0);
  showChoice();
}

QStringList HistoryView::chosen() const {
  QStringList ids;
  for (const QModelIndex& row : m_table->selectionModel()->selectedRows())
    ids.append(m_model->run(row.row()).id);
  return ids;
}

void HistoryView::open() {
  if (!chosen().isEmpty()) Q_EMIT openRequested(chosen());
}

void HistoryView::remove() {
  for (const QString& id : chosen())
    m_store.remove(id);
  refresh();
}

void HistoryView::showChoice() {
  const qsizetype count = chosen().size();
  m_open->setText(count > 1 ? tr("Compare") : tr("Open"));
  m_open->setIcon(lineIcon(count > 1 ? QStringLiteral("compare") : QStringLiteral("folder")));
  m_open->setEnabled(count > 0);
  m_delete->setEnabled(count > 0);
}

void HistoryView::retranslate() {
  m_heading->setText(tr("Earlier runs"));
  m_nothing->setText(
      tr("Nothing here yet. Every run is kept on this machine when it ends, to be opened again and compared."));
  m_open->setToolTip(tr("Choose several with Ctrl or Shift to compare them"));
  m_delete->setText(tr("Delete"));
  m_delete->setIcon(lineIcon(QStringLiteral("trash")));
  m_back->setText(tr("Back"));
  m_back->setIcon(lineIcon(QStringLiteral("close")));
  m_giveUp->setText(tr("Not now"));
  m_progress->setAccessibleName(tr("How far it is"));
  setWork(m_work);
  m_table->setAccessibleName(tr("Earlier runs"));
  m_model->retranslate();
  keepWidth(*m_open, {tr("Compare"), tr("Open")});
  showChoice();
}

}  // namespace synscope
