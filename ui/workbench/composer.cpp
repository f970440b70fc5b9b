#include "ui/workbench/composer.h"

#include "ui/shell/shown_text.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/keep_width.h"
#include "ui/widgets/text.h"
#include "ui/workbench/message_editor.h"
#include "ui/workbench/message_shelf.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSpinBox>

namespace synscope {
namespace {

constexpr int kMostIntervalMs = 3'600'000;
constexpr int kMostRepeats = 1'000'000'000;

}  // namespace

Composer::Composer(MessageShelf& shelf, bool many, QWidget* parent)
    : Localized(parent),
      m_shelf(shelf),
      m_many(many),
      m_editor(new MessageEditor),
      m_targets(new Text(TextRole::kCaption)),
      m_send(new QPushButton),
      m_repeat(new QCheckBox),
      m_interval(new QSpinBox),
      m_intervalUnit(new Text(TextRole::kCaption)),
      m_count(new QSpinBox),
      m_enter(new QCheckBox),
      m_keep(new QPushButton),
      m_file(new QPushButton) {
  setupLayout();
  connectControls();
  retranslate();
}

void Composer::setupLayout() {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::kSmall);
  column->addWidget(m_editor);
  m_interval->setRange(1, kMostIntervalMs);
  m_interval->setValue(1000);
  m_count->setRange(0, kMostRepeats);
  for (Text* text : {m_intervalUnit, m_targets}) {
    text->setPlainLine();
    text->setMuted(true);
  }
  m_send->setProperty("primary", true);
  m_keep->setFlat(true);
  m_file->setFlat(true);
  auto* row = new QHBoxLayout;
  row->setSpacing(space::kSmall);
  row->addWidget(m_repeat);
  row->addWidget(m_interval);
  row->addWidget(m_intervalUnit);
  row->addWidget(m_count);
  row->addSpacing(space::kSmall);
  row->addWidget(m_enter);
  row->addStretch(1);
  row->addWidget(m_keep);
  row->addWidget(m_file);
  row->addWidget(m_targets);
  row->addWidget(m_send);
  column->addLayout(row);
}

void Composer::connectControls() {
  for (QWidget* each :
       {static_cast<QWidget*>(m_interval), static_cast<QWidget*>(m_intervalUnit), static_cast<QWidget*>(m_count)}) {
    each->hide();
    connect(m_repeat, &QCheckBox::toggled, each, &QWidget::setVisible);
  }
  connect(m_repeat, &QCheckBox::toggled, m_enter, &QWidget::setHidden);
  connect(m_editor, &MessageEditor::submitted, this, &Composer::submit);
  connect(m_editor, &MessageEditor::walked, this, [this](int step) {
    if (const auto draft = m_shelf.history().walk(step)) m_editor->setDraft(*draft);
  });
  connect(m_send, &QPushButton::clicked, this, [this] { m_running ? stopRequested() : submit(); });
  connect(m_keep, &QPushButton::clicked, this, [this] {
    if (m_editor->take()) Q_EMIT keepRequested(m_editor->draft());
  });
  connect(m_file, &QPushButton::clicked, this, &Composer::askForFile);
  connect(m_enter, &QCheckBox::toggled, m_editor, &MessageEditor::setEnterSends);
  connect(m_enter, &QCheckBox::toggled, this, &Composer::enterSendsChanged);
}

void Composer::submit() {
  if (m_running || !m_send->isEnabled()) return;
  const auto bytes = m_editor->take();
  if (!bytes) return;
  m_shelf.history().add(m_editor->draft());
  m_repeat->isChecked() ? repeat(*bytes) : Q_EMIT sendRequested(*bytes);
  m_editor->selectText();
}

void Composer::repeat(const QByteArray& bytes) {
  SendSchedule::Plan plan;
  plan.delays = {Duration{}};
  plan.interval = std::chrono::milliseconds(m_interval->value());
  if (m_count->value() > 0) plan.rounds = static_cast<std::uint64_t>(m_count->value());
  Q_EMIT repeatRequested({bytes}, plan);
}

void Composer::askForFile() {
  auto* dialog = new QFileDialog(this, tr("Send a file"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, &Composer::fileChosen);
  dialog->open();
}

void Composer::setDraft(const MessageDraft& draft) {
  m_editor->setDraft(draft);
  m_editor->focusText();
}

void Composer::setTargets(std::uint64_t open, std::size_t selected) {
  if (open == m_open && selected == m_selected) return;
  m_open = open;
  m_selected = selected;
  retranslate();
}

void Composer::setRunning(bool running, quint64 sent) {
  if (running == m_running && sent == m_sent) return;
  m_running = running;
  m_sent = sent;
  retranslate();
}

void Composer::setSendable(bool sendable) {
  m_send->setEnabled(sendable);
  m_file->setEnabled(sendable);
}

void Composer::setEnterSends(bool on) {
  m_enter->setChecked(on);
}

void Composer::focusText() {
  m_editor->focusText();
}

void Composer::retranslate() {
  m_repeat->setText(tr("Repeat every"));
  m_intervalUnit->setText(tr("ms, times"));
  m_interval->setAccessibleName(tr("Pause between repeats in ms"));
  m_count->setAccessibleName(tr("How many times"));
  m_count->setSpecialValueText(tr("until stopped"));
  m_enter->setText(tr("Enter sends"));
  m_enter->setToolTip(tr("Shift+Enter then makes a new line."));
  m_keep->setText(tr("Keep"));
  m_keep->setToolTip(tr("Put this message on the list of saved messages"));
  m_file->setText(tr("Send a file …"));
  m_send->setText(m_running ? tr("Stop") : tr("Send"));
  keepWidth(*m_send, {tr("Stop"), tr("Send")});
  m_send->setIcon(lineIconOnAccent(m_running ? QStringLiteral("stop") : QStringLiteral("send")));
  m_targets->setVisible(m_many || m_running);
  if (m_running)
    m_targets->setText(tr("%1 sent").arg(shownCount(m_sent)));
  else if (m_selected > 0)
    m_targets->setText(tr("to %n selected", nullptr, static_cast<int>(m_selected)));
  else
    m_targets->setText(m_open == 0 ? QString() : tr("to all (%1)").arg(shownCount(m_open)));
}

}  // namespace synscope
