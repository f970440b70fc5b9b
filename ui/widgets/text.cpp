#include "ui/widgets/text.h"

#include <QEvent>
#include <QRegularExpression>

namespace synscope {

Text::Text(TextRole role, QWidget* parent) : QLabel(parent) {
  setFont(fontFor(role));
  setTextFormat(Qt::PlainText);
  setWordWrap(true);
  setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  setFocusPolicy(Qt::ClickFocus);
}

void Text::setSentence(const QString& sentence) {
  static const QRegularExpression kCommand(QStringLiteral("`([^`]+)`"));
  const bool commands = sentence.contains(kCommand);
  setTextFormat(commands ? Qt::RichText : Qt::PlainText);
  if (!commands) return setText(sentence);
  QString rich = sentence.toHtmlEscaped().replace(kCommand, QStringLiteral("<code>\\1</code>"));
  setText(rich.replace(QLatin1Char('\n'), QLatin1String("<br>")));
}

void Text::setMuted(bool muted) {
  setForegroundRole(muted ? QPalette::PlaceholderText : QPalette::WindowText);
}

void Text::setTone(Tone tone) {
  m_toned = true;
  m_tone = tone;
  applyTone();
}

void Text::setPlainLine() {
  setWordWrap(false);
  setTextInteractionFlags(Qt::NoTextInteraction);
  setFocusPolicy(Qt::NoFocus);
}

void Text::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange && m_toned) applyTone();
  QLabel::changeEvent(event);
}

void Text::applyTone() {
  const QColor color = tokens(palette()).of(m_tone).strong;
  if (palette().color(QPalette::WindowText) == color) return;
  QPalette changed = palette();
  changed.setColor(QPalette::WindowText, color);
  setPalette(changed);
}

}  // namespace synscope
