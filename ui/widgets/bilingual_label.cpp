#include "ui/widgets/bilingual_label.h"

#include "ui/shell/language.h"
#include "ui/widgets/text.h"

#include <QResizeEvent>

namespace synscope {
namespace {

constexpr int kSideBySideWidth = 640;

}  // namespace

BilingualLabel::BilingualLabel(TextRole role, QWidget* parent)
    : Localized(parent),
      m_layout(new QBoxLayout(QBoxLayout::TopToBottom, this)),
      m_english(new Text(role)),
      m_chinese(new Text(role)) {
  m_layout->setContentsMargins(0, 0, 0, 0);
  m_layout->setSpacing(space::kTight);
  m_layout->addWidget(m_english, 1);
  m_layout->addWidget(m_chinese, 1);
  m_english->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  m_chinese->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  retranslate();
}

void BilingualLabel::setText(const BilingualText& text) {
  m_text = text;
  retranslate();
}

void BilingualLabel::setMuted(bool muted) {
  m_english->setMuted(muted);
  m_chinese->setMuted(muted);
}

QString BilingualLabel::shownText() const {
  return m_text.in(shownLanguage());
}

void BilingualLabel::retranslate() {
  const Language language = shownLanguage();
  m_english->setSentence(m_text.en);
  m_chinese->setSentence(m_text.zh);
  const bool onlyEnglish = m_text.zh.isEmpty();
  m_english->setVisible((language != Language::kChinese || onlyEnglish) && !m_text.en.isEmpty());
  m_chinese->setVisible(language != Language::kEnglish && !onlyEnglish);
}

void BilingualLabel::resizeEvent(QResizeEvent* event) {
  const bool wide = event->size().width() >= kSideBySideWidth;
  m_layout->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
  m_layout->setSpacing(wide ? space::kPage : space::kTight);
  QWidget::resizeEvent(event);
}

}  // namespace synscope
