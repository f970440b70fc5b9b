#include "ui/log/record_detail.h"

#include "core/logic/endpoint/hex_dump.h"
#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/text.h"

#include <QPlainTextEdit>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace synscope {
namespace {

QPlainTextEdit* pane() {
  auto* edit = new QPlainTextEdit;
  edit->setReadOnly(true);
  edit->setUndoRedoEnabled(false);
  edit->setFrameShape(QFrame::NoFrame);
  edit->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  return edit;
}

}  // namespace

RecordDetail::RecordDetail(QWidget* parent)
    : Localized(parent), m_heading(new Text(TextRole::kCaption)), m_text(pane()), m_hex(pane()) {
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(space::kSmall, space::kSmall, 0, 0);
  rows->setSpacing(space::kTight);
  rows->addWidget(m_heading);
  auto* panes = new QSplitter(Qt::Horizontal);
  panes->setChildrenCollapsible(false);
  panes->addWidget(m_text);
  panes->addWidget(m_hex);
  m_hex->setLineWrapMode(QPlainTextEdit::NoWrap);
  rows->addWidget(panes, 1);
  restyle();
  panes->setSizes({400, 600});
}

void RecordDetail::restyle() {
  for (QPlainTextEdit* edit : {m_text, m_hex})
    edit->setFont(fontFor(TextRole::kMono));
}

void RecordDetail::showRecord(std::uint64_t number, TrafficRecord record, const LogLook& look) {
  m_number = number;
  m_record = std::move(record);
  m_look = look;
  const auto front = std::span<const std::byte>(m_record.payload).first(std::min(kMostBytes, m_record.payload.size()));
  m_text->setPlainText(look.decoder.text(front, PayloadDecoder::Lines::kBreaks));
  m_hex->setPlainText(QString::fromStdString(hexDump(front)));
  retranslate();
}

void RecordDetail::retranslate() {
  const QLocale numbers = shownLocale();
  const auto size = static_cast<qulonglong>(m_record.payload.size());
  const QString peer = shown(m_record.peer.toString());
  const bool in = m_record.direction == TrafficDirection::kIn;
  QStringList parts{
      tr("Record %1").arg(numbers.toString(static_cast<qulonglong>(m_number + 1))),
      logTime(m_record.at, m_look),
      in ? tr("received from %1").arg(peer) : tr("sent to %1").arg(peer),
      tr("connection %1").arg(numbers.toString(static_cast<qulonglong>(m_record.connection))),
      tr("%n byte(s)", nullptr, static_cast<int>(size)),
  };
  if (size > kMostBytes)
    parts.append(tr("the first %1 bytes are shown, an export holds all")
                     .arg(numbers.toString(static_cast<qulonglong>(kMostBytes))));
  m_heading->setText(parts.join(QStringLiteral("  ·  ")));
  m_text->setAccessibleName(tr("Payload as text"));
  m_hex->setAccessibleName(tr("Payload as a hex dump"));
  m_text->setPlaceholderText(tr("Nothing in it"));
}

QString RecordDetail::heading() const {
  return m_heading->text();
}

QString RecordDetail::text() const {
  return m_text->toPlainText();
}

QString RecordDetail::hex() const {
  return m_hex->toPlainText();
}

}  // namespace synscope
