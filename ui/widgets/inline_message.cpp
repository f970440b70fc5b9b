#include "ui/widgets/inline_message.h"

#include "ui/widgets/icon_label.h"
#include "ui/widgets/text.h"

#include <QAccessible>
#include <QHBoxLayout>

namespace synscope {
namespace {

constexpr int kConfirmationMs = 4000;
constexpr int kMentionMs = 20'000;

QString iconOf(Tone tone) {
  switch (tone) {
    case Tone::kGood: return QStringLiteral("check");
    case Tone::kBad: return QStringLiteral("cross");
    case Tone::kWarn: return QStringLiteral("warn");
    default: return QStringLiteral("info");
  }
}

}  // namespace

InlineMessage::InlineMessage(QWidget* parent)
    : QWidget(parent), m_icon(new IconLabel(iconOf(Tone::kInfo), Tone::kInfo, 18)), m_text(new Text(TextRole::kBody)) {
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(space::kSmall);
  layout->addWidget(m_icon, 0, Qt::AlignTop);
  layout->addWidget(m_text, 1);
  m_fade.setSingleShot(true);
  connect(&m_fade, &QTimer::timeout, this, &InlineMessage::clear);
  hide();
}

void InlineMessage::say(Tone tone, const QString& text) {
  m_fade.stop();
  m_icon->setIcon(iconOf(tone), tone);
  m_text->setTone(tone);
  m_said = text;
  m_text->setSentence(text);
  setVisible(!text.isEmpty());
  QAccessibleEvent alert(m_text, QAccessible::Alert);
  QAccessible::updateAccessibility(&alert);
}

void InlineMessage::confirm(const QString& text) {
  say(Tone::kGood, text);
  m_fade.start(kConfirmationMs);
}

void InlineMessage::mention(Tone tone, const QString& text) {
  say(tone, text);
  m_fade.start(kMentionMs);
}

void InlineMessage::clear() {
  m_fade.stop();
  m_said.clear();
  m_text->clear();
  hide();
}

QString InlineMessage::text() const {
  return m_said;
}

}  // namespace synscope
