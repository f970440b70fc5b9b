#include "ui/workbench/saved_messages_panel.h"

#include "ui/shell/shown_text.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/keep_width.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/text.h"
#include "ui/workbench/message_shelf.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>

namespace synscope {
namespace {

constexpr int kMostRounds = 1'000'000;

Text* caption() {
  auto* text = new Text(TextRole::kCaption);
  text->setPlainLine();
  text->setMuted(true);
  return text;
}

}  // namespace

SavedMessagesPanel::SavedMessagesPanel(MessageShelf& shelf, QWidget* parent)
    : Localized(parent),
      m_model(shelf.messages()),
      m_table(new QTableView),
      m_empty(new EmptyState(QStringLiteral("history"))),
      m_body(new QStackedWidget),
      m_send(addButton(QStringLiteral("send"))),
      m_edit(addButton(QStringLiteral("copy"))),
      m_up(addButton(QStringLiteral("up"))),
      m_down(addButton(QStringLiteral("down"))),
      m_remove(addButton(QStringLiteral("close"))),
      m_roundsCaption(caption()),
      m_rounds(new QSpinBox),
      m_intervalCaption(caption()),
      m_interval(new QSpinBox),
      m_start(new QPushButton),
      m_progress(new QProgressBar),
      m_progressText(caption()),
      m_hint(new Text(TextRole::kCaption)),
      m_message(new InlineMessage) {
  setupTable();
  setupLayout();
  connect(&shelf, &MessageShelf::messagesChanged, m_message, &InlineMessage::clear);
  connect(m_start, &QPushButton::clicked, this, &SavedMessagesPanel::startOrStop);
  connect(&shelf, &MessageShelf::messagesChanged, this, &SavedMessagesPanel::refreshButtons);
  connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &SavedMessagesPanel::refreshButtons);
  retranslate();
}

QToolButton* SavedMessagesPanel::addButton(const QString& icon) {
  auto* button = new QToolButton(this);
  button->setIcon(lineIcon(icon));
  button->setAutoRaise(true);
  return button;
}

void SavedMessagesPanel::setupTable() {
  m_table->setModel(&m_model);
  m_table->setItemDelegate(new RowDelegate(m_table));
  m_table->setFrameShape(QFrame::NoFrame);
  m_table->setShowGrid(false);
  m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_table->setSelectionMode(QAbstractItemView::SingleSelection);
  m_table->verticalHeader()->hide();
  m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + RowDelegate::kPadding);
  m_table->horizontalHeader()->setHighlightSections(false);
  m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  m_table->horizontalHeader()->setSectionResizeMode(SavedMessagesModel::kMessage, QHeaderView::Stretch);
  const auto row = [this] { return m_table->currentIndex().row(); };
  connect(m_send, &QToolButton::clicked, this, [this, row] {
    if (const auto bytes = bytesAt(row())) Q_EMIT sendRequested(*bytes);
  });
  connect(m_edit, &QToolButton::clicked, this, [this, row] {
    if (row() >= 0) Q_EMIT editRequested(m_model.messages()[static_cast<std::size_t>(row())].draft);
  });
  connect(m_up, &QToolButton::clicked, this, [this, row] { m_model.move(row(), -1); });
  connect(m_down, &QToolButton::clicked, this, [this, row] { m_model.move(row(), 1); });
  connect(m_remove, &QToolButton::clicked, this, [this, row] { m_model.removeAt(row()); });
}

void SavedMessagesPanel::setupLayout() {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, space::kSmall, 0, 0);
  column->setSpacing(space::kSmall);
  auto* row = new QHBoxLayout;
  row->setSpacing(space::kTight);
  m_hint->setMuted(true);
  QSizePolicy keeps = m_hint->sizePolicy();
  keeps.setRetainSizeWhenHidden(true);
  m_hint->setSizePolicy(keeps);
  row->addWidget(m_hint, 1);
  for (QToolButton* button : {m_send, m_edit, m_up, m_down, m_remove})
    row->addWidget(button);
  m_rounds->setRange(0, kMostRounds);
  m_rounds->setValue(1);
  m_interval->setRange(0, SavedMessagesModel::kMostDelayMs);
  m_progress->setTextVisible(false);
  m_progress->setFixedHeight(8);
  auto* below = new QHBoxLayout;
  below->setSpacing(space::kSmall);
  below->addWidget(m_roundsCaption);
  below->addWidget(m_rounds);
  below->addSpacing(space::kSmall);
  below->addWidget(m_intervalCaption);
  below->addWidget(m_interval);
  below->addStretch(1);
  below->addWidget(m_progressText);
  below->addWidget(m_progress);
  below->addWidget(m_start);
  column->addLayout(row);
  m_body->addWidget(m_empty);
  m_body->addWidget(m_table);
  column->addWidget(m_body, 1);
  column->addWidget(m_message);
  column->addLayout(below);
  setRunning(false);
}

void SavedMessagesPanel::keep(const MessageDraft& draft) {
  const int row = m_model.add({draft, 0});
  m_table->setCurrentIndex(m_model.index(row, 0));
}

/// What has nothing to act on cannot be pressed.
void SavedMessagesPanel::refreshButtons() {
  const int rows = m_model.rowCount();
  const int row = m_table->currentIndex().row();
  const bool chosen = row >= 0 && row < rows;
  for (QToolButton* button : {m_send, m_edit, m_remove})
    button->setEnabled(chosen);
  m_up->setEnabled(chosen && row > 0);
  m_down->setEnabled(chosen && row < rows - 1);
  m_start->setEnabled(rows > 0 || m_running);
  m_hint->setVisible(rows > 0);
  m_body->setCurrentIndex(rows > 0 ? 1 : 0);
}

std::optional<QByteArray> SavedMessagesPanel::bytesAt(int row) {
  if (row < 0 || row >= m_model.rowCount()) return std::nullopt;
  const auto bytes = bytesOf(m_model.messages()[static_cast<std::size_t>(row)].draft);
  if (bytes) return *bytes;
  m_table->setCurrentIndex(m_model.index(row, 0));
  m_message->say(Tone::kBad, tr("Message %1: %2").arg(row + 1).arg(shownError(bytes.error())));
  return std::nullopt;
}

void SavedMessagesPanel::startOrStop() {
  m_running ? stopRequested() : start();
}

void SavedMessagesPanel::start() {
  std::vector<QByteArray> messages;
  SendSchedule::Plan plan;
  m_message->clear();
  for (int row = 0; row < m_model.rowCount(); ++row) {
    const auto bytes = bytesAt(row);
    if (!bytes) return;
    messages.push_back(*bytes);
    plan.delays.push_back(std::chrono::milliseconds(m_model.messages()[static_cast<std::size_t>(row)].delayMs));
  }
  if (messages.empty()) return m_message->say(Tone::kInfo, tr("Keep a message first."));
  if (m_rounds->value() > 0) plan.rounds = static_cast<std::uint64_t>(m_rounds->value());
  plan.interval = std::chrono::milliseconds(m_interval->value());
  Q_EMIT startRequested(messages, plan);
}

void SavedMessagesPanel::setRunning(bool running) {
  m_running = running;
  m_progress->setVisible(running);
  m_progressText->setVisible(running);
  retranslate();
}

void SavedMessagesPanel::showProgress(quint64 sent, quint64 total) {
  constexpr int kParts = 1000;
  m_progress->setRange(0, kParts);
  m_progress->setValue(total > 0 ? static_cast<int>(sent * kParts / total) : 0);
  m_progressText->setText(total > 0 ? tr("%1 of %2").arg(shownCount(sent), shownCount(total)) : shownCount(sent));
}

void SavedMessagesPanel::retranslate() {
  m_hint->setText(tr("Double-click a text or a delay to change it."));
  m_empty->setWords(
      tr("Messages to send again"),
      tr("Type a message in \"Talk\" and press \"Keep\": it stands here from then on, to be sent alone, or "
         "with the others in sequence and with pauses."));
  const std::pair<QToolButton*, QString> words[] = {{m_send, tr("Send this message")},
                                                    {m_edit, tr("Put this message into the send box")},
                                                    {m_up, tr("Earlier")},
                                                    {m_down, tr("Later")},
                                                    {m_remove, tr("Remove this message")}};
  for (const auto& [button, text] : words) {
    button->setToolTip(text);
    button->setAccessibleName(text);
  }
  m_roundsCaption->setText(tr("Rounds"));
  m_rounds->setSpecialValueText(tr("until stopped"));
  m_rounds->setAccessibleName(tr("Rounds"));
  m_intervalCaption->setText(tr("Between rounds (ms)"));
  m_interval->setAccessibleName(m_intervalCaption->text());
  m_start->setText(m_running ? tr("Stop") : tr("Send all"));
  keepWidth(*m_start, {tr("Stop"), tr("Send all")});
  m_start->setIcon(lineIcon(m_running ? QStringLiteral("stop") : QStringLiteral("play")));
  m_table->setAccessibleName(tr("Saved messages"));
  m_model.retranslate();
  refreshButtons();
}

}  // namespace synscope
