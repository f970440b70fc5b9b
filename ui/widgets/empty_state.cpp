#include "ui/widgets/empty_state.h"

#include "ui/widgets/icon_label.h"
#include "ui/widgets/text.h"

#include <QVBoxLayout>

namespace synscope {
namespace {

constexpr int kIcon = 52;
constexpr int kTextWidth = 520;
constexpr int kLow = 330;  ///< The picture takes room that the words and steps need.
constexpr int kRoomForText = 260;

}  // namespace

EmptyState::EmptyState(const QString& icon, QWidget* parent)
    : QWidget(parent),
      m_icon(new IconLabel(icon, Tone::kInfo, kIcon)),
      m_title(new Text(TextRole::kTitle)),
      m_text(new Text(TextRole::kBody)),
      m_column(new QVBoxLayout(this)),
      m_steps(new QVBoxLayout) {
  m_column->setSpacing(space::kMedium);
  m_column->addStretch(2);
  m_column->addWidget(m_icon, 0, Qt::AlignHCenter);
  m_title->setAlignment(Qt::AlignHCenter);
  m_text->setAlignment(Qt::AlignHCenter);
  m_text->setMuted(true);
  m_text->setFixedWidth(kTextWidth);
  m_column->addWidget(m_title);
  auto* centred = new QHBoxLayout;
  centred->addStretch(1);
  centred->addWidget(m_text);
  centred->addStretch(1);
  m_column->addLayout(centred);
  auto* steps = new QHBoxLayout;
  steps->addStretch(1);
  steps->addLayout(m_steps);
  steps->addStretch(1);
  m_steps->setSpacing(space::kMedium);
  m_column->addSpacing(space::kSmall);
  m_column->addLayout(steps);
  m_column->addStretch(3);
}

void EmptyState::resizeEvent(QResizeEvent*) {
  m_icon->setVisible(height() >= kLow);
  m_text->setVisible(height() >= kRoomForText);
}

void EmptyState::setWords(const QString& title, const QString& text) {
  m_title->setText(title);
  m_text->setText(text);
}

void EmptyState::addStep(QWidget* widget) {
  m_steps->addWidget(widget);
}

}  // namespace synscope
