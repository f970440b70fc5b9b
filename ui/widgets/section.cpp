#include "ui/widgets/section.h"

#include "ui/widgets/text.h"

#include <QVBoxLayout>

namespace synscope {

Section::Section(QWidget* content, QWidget* parent)
    : Card(parent), m_heading(new Text(TextRole::kHeading)), m_note(new Text(TextRole::kCaption)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kLarge);
  layout->setSpacing(space::kMedium);
  m_heading->setPlainLine();
  m_note->setMuted(true);
  m_note->hide();
  layout->addWidget(m_heading);
  layout->addWidget(content, 1);
  layout->addWidget(m_note);
}

void Section::setHeading(const QString& heading) {
  m_heading->setText(heading);
}

void Section::setNote(const QString& note) {
  m_note->setText(note);
  m_note->setVisible(!note.isEmpty());
}

}  // namespace synscope
