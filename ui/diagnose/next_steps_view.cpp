#include "ui/diagnose/next_steps_view.h"

#include "ui/shell/language.h"
#include "ui/widgets/bilingual_label.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/text.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace synscope {
namespace {

QToolButton* copyButton(const QString& text, const QString& hint) {
  auto* button = new QToolButton;
  button->setIcon(lineIcon(QStringLiteral("copy")));
  button->setAutoRaise(true);
  button->setToolTip(hint);
  button->setAccessibleName(hint);
  QObject::connect(button, &QToolButton::clicked, button, [text] { QGuiApplication::clipboard()->setText(text); });
  return button;
}

/// A step and how to do it, as it is put on the clipboard.
QString asText(const CatalogueEntry& step) {
  QStringList parts{step.title.in(shownLanguage()), step.plain.in(shownLanguage())};
  parts.removeAll(QString());
  return parts.join(QLatin1Char('\n')).remove(QLatin1Char('`'));
}

}  // namespace

NextStepsView::NextStepsView(QWidget* parent) : Localized(parent), m_rows(new QVBoxLayout(this)) {
  m_rows->setContentsMargins(0, 0, 0, 0);
  m_rows->setSpacing(space::kSmall);
}

void NextStepsView::setSteps(std::vector<Phrase> steps, bool finished) {
  if (steps == m_steps && finished == m_finished && m_rows->count() > 0) return;
  m_finished = finished;
  m_steps = std::move(steps);
  rebuild();
}

void NextStepsView::rebuild() {
  while (QLayoutItem* item = m_rows->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  for (std::size_t index = 0; index < m_steps.size(); ++index)
    m_rows->addWidget(row(index));
  if (m_steps.empty()) m_rows->addWidget(waiting());
  m_rows->addStretch(1);
}

QWidget* NextStepsView::waiting() const {
  auto* text = new Text(TextRole::kBody);
  text->setMuted(true);
  text->setText(m_finished ? tr("Nothing has to be done.") : tr("Comes with the answer."));
  return text;
}

QWidget* NextStepsView::row(std::size_t index) const {
  const CatalogueEntry step = Catalogue::instance().entry(m_steps[index]);
  auto* widget = new QWidget;
  auto* layout = new QHBoxLayout(widget);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(space::kSmall);
  auto* number = new Text(TextRole::kStrong);
  number->setPlainLine();
  number->setText(QStringLiteral("%1.").arg(index + 1));
  number->setTone(Tone::kInfo);
  number->setMinimumWidth(number->fontMetrics().horizontalAdvance(QStringLiteral("9.")));
  auto* text = new BilingualLabel(TextRole::kBody);
  text->setText(step.title);
  auto* how = new BilingualLabel(TextRole::kBody);
  how->setText(step.plain);
  how->setMuted(true);
  how->setVisible(!step.plain.isEmpty());
  auto* column = new QVBoxLayout;
  column->setSpacing(space::kTight);
  column->addWidget(text);
  column->addWidget(how);
  layout->addWidget(number, 0, Qt::AlignTop);
  layout->addLayout(column, 1);
  layout->addWidget(copyButton(asText(step), tr("Copy this step")), 0, Qt::AlignTop);
  return widget;
}

}  // namespace synscope
