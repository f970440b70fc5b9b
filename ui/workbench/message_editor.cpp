#include "ui/workbench/message_editor.h"

#include "core/logic/base/enum_values.h"
#include "ui/shell/shown_text.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/text.h"
#include "ui/workbench/session_words.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QSignalBlocker>
#include <QTextBlock>

namespace synscope {
namespace {

constexpr int kLines = 3;
constexpr qsizetype kCountedCharacters = 100'000;  ///< Longer text is counted when it is sent, not at every key.

Text* caption() {
  auto* text = new Text(TextRole::kCaption);
  text->setPlainLine();
  text->setMuted(true);
  return text;
}

}  // namespace

MessageBox::MessageBox(QWidget* parent) : QPlainTextEdit(parent) {
  setFont(fontFor(TextRole::kMono));
  setTabChangesFocus(true);
  const int chrome = 2 * frameWidth() + static_cast<int>(2 * document()->documentMargin());
  setMinimumHeight(fontMetrics().lineSpacing() * kLines + chrome);
  setMaximumHeight(fontMetrics().lineSpacing() * kLines + chrome);
}

void MessageBox::keyPressEvent(QKeyEvent* event) {
  const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  const bool control = event->modifiers().testFlag(Qt::ControlModifier);
  const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
  if (enter && (control || (m_enterSends && !shift))) return Q_EMIT submitted();
  if (walks(*event)) return Q_EMIT walked(event->key() == Qt::Key_Up ? -1 : 1);
  QPlainTextEdit::keyPressEvent(event);
}

bool MessageBox::walks(const QKeyEvent& event) const {
  if (event.modifiers() & ~Qt::KeypadModifier) return false;
  const int line = textCursor().blockNumber();
  return (event.key() == Qt::Key_Up && line == 0) || (event.key() == Qt::Key_Down && line == blockCount() - 1);
}

MessageEditor::MessageEditor(QWidget* parent)
    : Localized(parent),
      m_format(new QComboBox),
      m_encoding(new QComboBox),
      m_ending(new QComboBox),
      m_checksum(new QComboBox),
      m_endingCaption(caption()),
      m_checksumCaption(caption()),
      m_size(caption()),
      m_box(new MessageBox),
      m_message(new InlineMessage) {
  setupChoices();
  setupLayout();
  connect(m_box, &MessageBox::submitted, this, &MessageEditor::submitted);
  connect(m_box, &MessageBox::walked, this, &MessageEditor::walked);
  connect(m_box, &QPlainTextEdit::textChanged, this, &MessageEditor::onEdited);
  retranslate();
}

void MessageEditor::setupChoices() {
  m_format->addItems({QString(), QString(), QString()});
  m_encoding->addItems(encodings());
  for (const auto ending : enumValues<LineEnding, LineEnding::kNul>())
    m_ending->addItem(lineEndingLabel(ending));
  m_checksum->addItem(QString());
  for (const Checksum each : allChecksums())
    m_checksum->addItem(checksumLabel(each));
  for (QComboBox* box : {m_format, m_encoding, m_ending, m_checksum})
    connect(box, &QComboBox::currentIndexChanged, this, &MessageEditor::onEdited);
}

void MessageEditor::setupLayout() {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::kSmall);
  auto* row = new QHBoxLayout;
  row->setSpacing(space::kSmall);
  row->addWidget(m_format);
  row->addWidget(m_encoding);
  row->addSpacing(space::kSmall);
  row->addWidget(m_endingCaption);
  row->addWidget(m_ending);
  row->addSpacing(space::kSmall);
  row->addWidget(m_checksumCaption);
  row->addWidget(m_checksum);
  row->addStretch(1);
  row->addWidget(m_size);
  column->addLayout(row);
  column->addWidget(m_box);
  column->addWidget(m_message);
}

MessageDraft MessageEditor::draft() const {
  MessageDraft draft;
  draft.format = static_cast<MessageDraft::Format>(m_format->currentIndex());
  draft.text = m_box->toPlainText();
  draft.encoding = m_encoding->currentText();
  draft.ending = static_cast<LineEnding>(m_ending->currentIndex());
  if (m_checksum->currentIndex() > 0)
    draft.checksum = allChecksums()[static_cast<std::size_t>(m_checksum->currentIndex() - 1)];
  return draft;
}

void MessageEditor::setDraft(const MessageDraft& draft) {
  m_format->setCurrentIndex(static_cast<int>(draft.format));
  m_encoding->setCurrentText(draft.encoding);
  m_ending->setCurrentIndex(static_cast<int>(draft.ending));
  m_checksum->setCurrentIndex(draft.checksum ? static_cast<int>(*draft.checksum) + 1 : 0);
  m_box->setPlainText(draft.text);
  m_box->moveCursor(QTextCursor::End);
}

void MessageEditor::onEdited() {
  const MessageDraft now = draft();
  m_encoding->setEnabled(now.format == MessageDraft::Format::kText);
  m_ending->setEnabled(now.format != MessageDraft::Format::kHex);
  m_message->clear();
  m_box->setExtraSelections({});
  const auto bytes = now.text.size() <= kCountedCharacters ? bytesOf(now) : Result<QByteArray>(QByteArray());
  m_size->setText(bytes && !bytes->isEmpty() ? shownBytes(static_cast<std::uint64_t>(bytes->size())) : QString());
}

std::optional<QByteArray> MessageEditor::take() {
  const auto bytes = bytesOf(draft());
  if (bytes) return *bytes;
  showError(bytes.error());
  return std::nullopt;
}

void MessageEditor::showError(const Error& error) {
  m_message->say(Tone::kBad, shownError(error));
  const QTextCursor found = m_box->document()->find(QString::fromStdString(error.subject));
  if (!found.isNull() && !error.subject.empty()) m_box->setTextCursor(found);
  m_box->setFocus();
}

void MessageEditor::setEnterSends(bool on) {
  m_box->setEnterSends(on);
}

void MessageEditor::focusText() {
  m_box->setFocus();
}

void MessageEditor::selectText() {
  m_box->selectAll();
  m_box->setFocus();
}

void MessageEditor::retranslate() {
  m_format->setItemText(0, tr("Text"));
  m_format->setItemText(1, tr("Text with escapes"));
  m_format->setItemText(2, tr("Hex"));
  m_ending->setItemText(0, lineEndingLabel(LineEnding::kNone));
  m_checksum->setItemText(0, tr("None"));
  m_endingCaption->setText(tr("Line ending"));
  m_checksumCaption->setText(tr("Checksum"));
  m_format->setAccessibleName(tr("Written as"));
  m_encoding->setAccessibleName(tr("Encoding"));
  m_ending->setAccessibleName(m_endingCaption->text());
  m_checksum->setAccessibleName(m_checksumCaption->text());
  m_box->setAccessibleName(tr("Message"));
  m_box->setPlaceholderText(tr("Type a message; Ctrl+Enter sends it"));
}

}  // namespace synscope
