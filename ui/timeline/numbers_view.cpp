#include "ui/timeline/numbers_view.h"

#include "core/logic/kernel/tcp_info_facts.h"
#include "ui/shell/language.h"
#include "ui/widgets/bilingual_label.h"
#include "ui/widgets/text.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QScrollArea>
#include <QShortcut>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace synscope {
namespace {

constexpr int kSideBySide = 430;  ///< Width from which the explanation stands beside the table.
constexpr int kName = 0, kValue = 1;

/// Value of a number; empty where the system does not report it.
QString valueOf(const std::vector<TcpInfoFact>& facts, std::string_view key) {
  const auto found = std::ranges::find(facts, key, &TcpInfoFact::key);
  return found == facts.end() ? QString() : QString::fromStdString(textOf(*found));
}

QString capitalised(QString text) {
  if (!text.isEmpty()) text[0] = text[0].toUpper();
  return text;
}

}  // namespace

NumbersView::NumbersView(QWidget* parent)
    : Localized(parent),
      m_sides(new QBoxLayout(QBoxLayout::LeftToRight)),
      m_note(new Text(TextRole::kCaption)),
      m_table(new QTableWidget),
      m_title(new BilingualLabel(TextRole::kStrong)),
      m_plain(new BilingualLabel(TextRole::kBody)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(space::kSmall, space::kSmall, space::kSmall, space::kSmall);
  m_note->setMuted(true);
  setupTable();
  m_explained = makeExplanation();
  m_sides->addWidget(m_table, 3);
  m_sides->addWidget(m_explained, 2);
  column->addWidget(m_note);
  column->addLayout(m_sides, 1);
  retranslate();
}

void NumbersView::setupTable() {
  m_table->setColumnCount(2);
  m_table->setRowCount(static_cast<int>(tcpInfoKeys().size()));
  m_table->setMinimumHeight(60);
  m_table->setFrameShape(QFrame::NoFrame);
  m_table->setShowGrid(false);
  m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_table->setTabKeyNavigation(false);
  m_table->horizontalHeader()->hide();
  m_table->verticalHeader()->hide();
  m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
  m_table->horizontalHeader()->setSectionResizeMode(kName, QHeaderView::Stretch);
  m_table->horizontalHeader()->setSectionResizeMode(kValue, QHeaderView::ResizeToContents);
  m_table->viewport()->setAutoFillBackground(false);
  for (int row = 0; row < m_table->rowCount(); ++row) {
    m_table->setItem(row, kName, new QTableWidgetItem);
    m_table->setItem(row, kValue, new QTableWidgetItem);
    m_table->item(row, kValue)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
  }
  m_table->setCurrentCell(0, kName);
  connect(m_table, &QTableWidget::currentCellChanged, this, &NumbersView::explainCurrent);
  auto* copy = new QShortcut(QKeySequence::Copy, m_table, nullptr, nullptr, Qt::WidgetShortcut);
  connect(copy, &QShortcut::activated, this, &NumbersView::copySelected);
}

QWidget* NumbersView::makeExplanation() {
  auto* scroll = new QScrollArea;
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setMinimumHeight(40);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* content = new QWidget;
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(space::kMedium, space::kTight, space::kSmall, space::kSmall);
  column->addWidget(m_title);
  column->addWidget(m_plain);
  column->addStretch(1);
  scroll->setWidget(content);
  scroll->viewport()->setAutoFillBackground(false);
  content->setAutoFillBackground(false);
  return scroll;
}

void NumbersView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  m_sides->setDirection(width() >= kSideBySide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void NumbersView::setLife(const ConnectionLife& life) {
  if (m_info == life.info && m_gone == life.gone) return;
  m_info = life.info;
  m_gone = life.gone;
  showValues();
}

void NumbersView::retranslate() {
  const auto keys = tcpInfoKeys();
  for (std::size_t i = 0; i < keys.size(); ++i)
    m_table->item(static_cast<int>(i), kName)->setText(capitalised(label({std::string(keys[i]), {}})));
  m_table->setAccessibleName(tr("The kernel's numbers"));
  showValues();
  explainCurrent();
}

void NumbersView::showValues() {
  const bool none = !m_info;
  m_note->setVisible(none || m_gone);
  m_note->setText(none ? tr("The system has not reported any numbers of this connection.")
                       : tr("The connection is over: the last numbers that the system gave."));
  m_table->setVisible(!none);
  m_explained->setVisible(!none);
  if (none) return;
  const std::vector<TcpInfoFact> facts = tcpInfoFacts(*m_info);
  const auto keys = tcpInfoKeys();
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const QString value = valueOf(facts, keys[i]);
    QTableWidgetItem& cell = *m_table->item(static_cast<int>(i), kValue);
    const QString shownValue = value.isEmpty() ? tr("not reported") : value;
    if (cell.text() == shownValue) continue;
    cell.setText(shownValue);
    cell.setToolTip(value.isEmpty() ? tr("not reported by this system") : QString());
    cell.setForeground(value.isEmpty() ? tokens(palette()).muted : palette().color(QPalette::Text));
  }
}

void NumbersView::explainCurrent() {
  const int row = std::max(0, m_table->currentRow());
  const CatalogueEntry entry =
      Catalogue::instance().entry({std::string(tcpInfoKeys()[static_cast<std::size_t>(row)]), {}});
  m_title->setText({capitalised(entry.title.en), entry.title.zh});
  m_plain->setText(entry.plain);
  m_table->setAccessibleDescription(m_plain->shownText());
}

void NumbersView::copySelected() const {
  QStringList lines;
  for (int row = 0; row < m_table->rowCount(); ++row) {
    if (m_table->item(row, kName)->isSelected())
      lines << m_table->item(row, kName)->text() + QStringLiteral(": ") + m_table->item(row, kValue)->text();
  }
  QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

QString NumbersView::asText() const {
  QStringList lines;
  if (m_info) {
    for (const TcpInfoFact& fact : tcpInfoFacts(*m_info))
      lines << capitalised(label({std::string(fact.key), {}})) + QStringLiteral(": ") +
                   QString::fromStdString(textOf(fact));
  }
  return lines.join(QLatin1Char('\n'));
}

}  // namespace synscope
