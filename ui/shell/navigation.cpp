#include "ui/shell/navigation.h"

#include "ui/shell/navigation_button.h"
#include "ui/theme/tokens.h"

#include <QButtonGroup>
#include <QKeySequence>
#include <QPainter>
#include <QVBoxLayout>

namespace synscope {
namespace {

constexpr int kWidth = 176;

QString shortcutText(int index) {
  return QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + index)).toString(QKeySequence::NativeText);
}

}  // namespace

Navigation::Navigation(QWidget* parent)
    : Localized(parent), m_layout(new QVBoxLayout(this)), m_buttons(new QButtonGroup(this)) {
  setFixedWidth(kWidth);
  m_layout->setContentsMargins(space::kMedium, space::kPage, space::kMedium, space::kLarge);
  m_layout->setSpacing(space::kTight);
  m_layout->addStretch(1);
  connect(m_buttons, &QButtonGroup::idClicked, this, &Navigation::chosen);
}

void Navigation::addPage(const QString& icon, std::function<QString()> label) {
  auto* button = new NavigationButton(icon);
  const int index = count();
  m_buttons->addButton(button, index);
  m_layout->insertWidget(index, button);
  m_labels.push_back(std::move(label));
  retranslate();
}

void Navigation::setCurrent(int index) {
  if (auto* button = m_buttons->button(index)) button->setChecked(true);
}

int Navigation::current() const {
  return m_buttons->checkedId();
}

void Navigation::retranslate() {
  for (int index = 0; index < count(); ++index) {
    QAbstractButton* button = m_buttons->button(index);
    button->setText(m_labels[static_cast<std::size_t>(index)]());
    button->setToolTip(QStringLiteral("%1 (%2)").arg(button->text(), shortcutText(index)));
  }
}

void Navigation::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(width() - 1, 0, 1, height(), tokens(palette()).border);
}

}  // namespace synscope
