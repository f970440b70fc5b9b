#include "ui/widgets/answer_card.h"

#include "ui/widgets/bilingual_label.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QProgressBar>

namespace synscope {
namespace {

constexpr int kIcon = 28;
constexpr int kParts = 1000;
constexpr int kBarHeight = 6;

}  // namespace

AnswerCard::AnswerCard(QWidget* parent)
    : Card(parent),
      m_icon(new IconLabel(QStringLiteral("clock"), Tone::kNeutral, kIcon)),
      m_title(new BilingualLabel(TextRole::kHeading)),
      m_plain(new BilingualLabel(TextRole::kBody)),
      m_bar(new QProgressBar),
      m_progress(new Text(TextRole::kCaption)),
      m_actions(new QHBoxLayout) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kMedium);
  row->setSpacing(space::kMedium);
  row->addWidget(m_icon, 0, Qt::AlignTop);
  auto* said = new QWidget;
  said->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  auto* words = new QVBoxLayout(said);
  words->setContentsMargins(0, 0, 0, 0);
  words->setSpacing(space::kTight);
  m_plain->setMuted(true);
  words->addWidget(m_title);
  words->addWidget(m_plain);
  auto* progress = new QHBoxLayout;
  progress->setSpacing(space::kMedium);
  m_bar->setTextVisible(false);
  m_bar->setFixedHeight(kBarHeight);
  m_bar->setRange(0, kParts);
  m_progress->setMuted(true);
  m_progress->setPlainLine();
  progress->addWidget(m_bar, 1);
  progress->addWidget(m_progress);
  words->addLayout(progress);
  row->addWidget(said, 1);
  m_actions->setSpacing(space::kSmall);
  row->addLayout(m_actions);
  hideProgress();
}

void AnswerCard::setAnswer(const Look& look, const BilingualText& title, const BilingualText& plain) {
  m_icon->setIcon(look.icon, look.tone);
  m_title->setText(title);
  m_plain->setText(plain);
  m_plain->setVisible(!plain.isEmpty());
}

void AnswerCard::setProgress(double share, const QString& text) {
  m_bar->setVisible(share >= 0);
  m_bar->setValue(static_cast<int>(share * kParts));
  m_progress->setWordWrap(share < 0);
  m_progress->setText(text);
  m_progress->setVisible(!text.isEmpty());
}

void AnswerCard::hideProgress() {
  m_bar->hide();
  m_progress->hide();
}

void AnswerCard::addAction(QWidget* action) {
  m_actions->addWidget(action, 0, Qt::AlignTop);
}

QString AnswerCard::text() const {
  return m_title->shownText() + QLatin1Char('\n') + m_plain->shownText();
}

}  // namespace synscope
