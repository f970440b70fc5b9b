#include "ui/ports/state_filter.h"

#include "ui/diagnose/verdict_look.h"
#include "ui/shell/language.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/icon.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace synscope {
namespace {

bool shownAtFirst(PortState state) {
  return state != PortState::kClosed && state != PortState::kFiltered;
}

/// States every scan has a chip for; the others appear with their first row.
bool alwaysThere(PortState state) {
  return state == PortState::kOpen || state == PortState::kClosed || state == PortState::kFiltered;
}

}  // namespace

StateFilter::StateFilter(QWidget* parent) : Localized(parent), m_layout(new QHBoxLayout(this)), m_text(new QLineEdit) {
  m_layout->setContentsMargins(0, 0, 0, 0);
  m_layout->setSpacing(space::kTight);
  for (std::size_t state = 0; state < kPortStates; ++state)
    addChip(static_cast<PortState>(state));
  m_layout->addStretch(1);
  m_text->setClearButtonEnabled(true);
  m_text->addAction(lineIcon(QStringLiteral("filter")), QLineEdit::LeadingPosition);
  m_text->setMinimumWidth(200);
  m_layout->addWidget(m_text);
  connect(m_text, &QLineEdit::textChanged, this, &StateFilter::textChanged);
  retranslate();
}

void StateFilter::addChip(PortState state) {
  auto* chip = new QToolButton;
  const Look look = lookOf(state);
  chip->setIcon(lineIcon(look.icon, look.tone));
  chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  chip->setCheckable(true);
  chip->setChecked(shownAtFirst(state));
  chip->setVisible(alwaysThere(state));
  chip->setFocusPolicy(Qt::StrongFocus);
  connect(chip, &QToolButton::toggled, this, &StateFilter::statesChanged);
  m_chips[static_cast<std::size_t>(state)] = chip;
  m_layout->addWidget(chip);
}

void StateFilter::setCounts(const std::array<std::uint64_t, kPortStates>& counts) {
  if (counts == m_counts) return;
  m_counts = counts;
  retranslate();
}

std::array<bool, kPortStates> StateFilter::shownStates() const {
  std::array<bool, kPortStates> shown{};
  for (std::size_t state = 0; state < kPortStates; ++state)
    shown[state] = m_chips[state]->isChecked();
  return shown;
}

void StateFilter::setShown(PortState state, bool shown) {
  m_chips[static_cast<std::size_t>(state)]->setChecked(shown);
}

QString StateFilter::text() const {
  return m_text->text();
}

void StateFilter::retranslate() {
  for (std::size_t index = 0; index < kPortStates; ++index) {
    const auto state = static_cast<PortState>(index);
    const Phrase phrase{"state." + std::string(name(state)), {}};
    const QString word = label(phrase);
    m_chips[index]->setText(QStringLiteral("%1  %2").arg(word, shownLocale().toString(m_counts[index])));
    m_chips[index]->setToolTip(tr("Show or hide: %1").arg(word));
    m_chips[index]->setVisible(alwaysThere(state) || m_counts[index] > 0);
  }
  m_text->setPlaceholderText(tr("Filter"));
  m_text->setAccessibleName(tr("Filter"));
}

}  // namespace synscope
