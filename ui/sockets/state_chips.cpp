#include "ui/sockets/state_chips.h"

#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/flow_layout.h"

#include <QToolButton>

namespace synscope {
namespace {

constexpr std::size_t kUdp = std::size(kTcpStates);

QString nameOf(std::size_t index) {
  return index == kUdp ? QStringLiteral("UDP") : shown(name(kTcpStates[index]));
}

bool alwaysThere(std::size_t index) {
  if (index == kUdp) return true;
  const TcpState state = kTcpStates[index];
  return state == TcpState::kListen || state == TcpState::kEstablished || state == TcpState::kTimeWait;
}

}  // namespace

StateChips::StateChips(QWidget* parent) : Localized(parent) {
  auto* layout = new FlowLayout(space::kTight, this);
  for (std::size_t index = 0; index < kChips; ++index)
    addChip(index, *layout);
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
  retranslate();
}

void StateChips::addChip(std::size_t index, QLayout& layout) {
  auto* chip = new QToolButton;
  chip->setCheckable(true);
  chip->setChecked(true);
  chip->setVisible(alwaysThere(index));
  chip->setFocusPolicy(Qt::StrongFocus);
  connect(chip, &QToolButton::toggled, this, [this] {
    if (!m_loading) Q_EMIT changed();
  });
  m_chips[index] = chip;
  layout.addWidget(chip);
}

void StateChips::setCounts(const SocketView& view) {
  std::array<std::size_t, kChips> counts{};
  for (std::size_t index = 0; index < kUdp; ++index)
    counts[index] = view.states[static_cast<std::size_t>(kTcpStates[index])];
  counts[kUdp] = view.udp;
  if (counts == m_counts) return;
  m_counts = counts;
  retranslate();
}

SocketStates StateChips::shownStates() const {
  SocketStates states;
  for (std::size_t index = 0; index < kUdp; ++index)
    if (m_chips[index]->isChecked()) states |= SocketStates::of(kTcpStates[index]);
  return states;
}

bool StateChips::udpShown() const {
  return m_chips[kUdp]->isChecked();
}

void StateChips::setHidden(const QStringList& names) {
  m_loading = true;
  for (std::size_t index = 0; index < kChips; ++index)
    m_chips[index]->setChecked(!names.contains(nameOf(index)));
  m_loading = false;
  retranslate();
}

QStringList StateChips::hidden() const {
  QStringList names;
  for (std::size_t index = 0; index < kChips; ++index)
    if (!m_chips[index]->isChecked()) names.append(nameOf(index));
  return names;
}

void StateChips::retranslate() {
  for (std::size_t index = 0; index < kChips; ++index) {
    QToolButton* const chip = m_chips[index];
    chip->setText(QStringLiteral("%1  %2").arg(nameOf(index), shownLocale().toString(qulonglong(m_counts[index]))));
    const QString meaning =
        index == kUdp ? QString() : words({"tcp-state." + std::string(name(kTcpStates[index])), {}});
    chip->setToolTip(meaning.isEmpty()
                         ? tr("Show or hide: %1").arg(nameOf(index))
                         : QStringLiteral("%1 · %2").arg(tr("Show or hide: %1").arg(nameOf(index)), meaning));
    if (m_counts[index] > 0 || !chip->isChecked()) chip->setVisible(true);
  }
}

}  // namespace synscope
