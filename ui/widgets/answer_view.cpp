#include "ui/widgets/answer_view.h"

#include "ui/shell/shown_text.h"
#include "ui/widgets/bilingual_label.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace synscope {
namespace {

constexpr int kIcon = 22;

}  // namespace

Answer answerOf(const Error& error) {
  const CatalogueEntry words = errorWords(error);
  return {QStringLiteral("dash"), Tone::kWarn, words.title, words.plain, {}, {}};
}

AnswerView::AnswerView(QWidget* parent)
    : QWidget(parent),
      m_icon(new IconLabel(QStringLiteral("question"), Tone::kNeutral, kIcon)),
      m_title(new BilingualLabel(TextRole::kStrong)),
      m_plain(new BilingualLabel(TextRole::kBody)),
      m_lines(new QVBoxLayout) {
  auto* head = new QHBoxLayout;
  head->setSpacing(space::kMedium);
  head->addWidget(m_icon, 0, Qt::AlignTop);
  head->addWidget(m_title, 1);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(space::kMedium);
  layout->addLayout(head);
  layout->addWidget(m_plain);
  m_lines->setSpacing(space::kTight);
  layout->addLayout(m_lines);
  hide();
}

void AnswerView::setAnswer(const Answer& answer) {
  clear();
  m_icon->setIcon(answer.icon, answer.tone);
  m_title->setText(answer.title);
  m_plain->setText(answer.plain);
  m_plain->setVisible(!answer.plain.isEmpty());
  int number = 1;
  for (const BilingualText& step : answer.steps)
    addLine(QStringLiteral("%1.").arg(number++), step);
  for (const BilingualText& note : answer.notes)
    addLine(QStringLiteral("·"), note);
  show();
}

void AnswerView::clear() {
  hide();
  while (QLayoutItem* item = m_lines->takeAt(0)) {
    delete item->widget();
    delete item;
  }
}

void AnswerView::addLine(const QString& mark, const BilingualText& text) {
  auto* row = new QWidget;
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(space::kSmall);
  auto* head = new Text(TextRole::kStrong);
  head->setPlainLine();
  head->setText(mark);
  auto* words = new BilingualLabel(TextRole::kBody);
  words->setText(text);
  layout->addWidget(head, 0, Qt::AlignTop);
  layout->addWidget(words, 1);
  m_lines->addWidget(row);
}

}  // namespace synscope
