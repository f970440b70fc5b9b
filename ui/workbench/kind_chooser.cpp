#include "ui/workbench/kind_chooser.h"

#include "ui/theme/calm_paint.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/icon.h"
#include "ui/workbench/session_words.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

namespace synscope {
namespace {

constexpr int kIcon = 24;
constexpr int kInset = space::kMedium;
constexpr int kTextLeft = kInset + kIcon + space::kMedium;

}  // namespace

KindCard::KindCard(EndpointKind kind, QWidget* parent) : QAbstractButton(parent), m_kind(kind) {
  setCheckable(true);
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

/// Room for the name and two lines of the sentence.
QSize KindCard::sizeHint() const {
  const QFontMetrics strong(fontFor(TextRole::kStrong)), caption(fontFor(TextRole::kCaption));
  return QSize(kTextLeft + 200, 2 * kInset + strong.height() + 2 + 2 * caption.lineSpacing());
}

QSize KindCard::minimumSizeHint() const {
  return QSize(kTextLeft + 110, sizeHint().height());
}

void KindCard::paintEvent(QPaintEvent*) {
  const Tokens& t = tokens(palette());
  QPainter painter(this);
  const QColor fill = isChecked() ? t.info.soft : (underMouse() ? t.raised : t.surface);
  const QColor border = hasFocus() || isChecked() ? t.accent : t.strongBorder;
  calm::roundedPanel(&painter, rect(), fill, border, space::kRadius + 2);
  paintLineIcon(&painter, kindIcon(m_kind), QRectF(kInset, kInset, kIcon, kIcon),
                isChecked() ? t.info.strong : t.muted);
  const QRect words = rect().adjusted(kTextLeft, kInset, -kInset, -kInset / 2);
  painter.setFont(fontFor(TextRole::kStrong));
  painter.setPen(t.text);
  painter.drawText(words, Qt::AlignTop | Qt::AlignLeft, text());
  const int below = painter.fontMetrics().height() + 2;
  painter.setFont(fontFor(TextRole::kCaption));
  painter.setPen(t.muted);
  painter.drawText(words.adjusted(0, below, 0, 0), Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap, kindHint(m_kind));
}

bool KindCard::event(QEvent* event) {
  if (event->type() == QEvent::Enter || event->type() == QEvent::Leave) update();
  return QAbstractButton::event(event);
}

KindChooser::KindChooser(QWidget* parent) : Localized(parent), m_cards(new QButtonGroup(this)) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::kMedium);
  for (const auto kind : {EndpointKind::kTcpClient, EndpointKind::kTcpServer, EndpointKind::kUdp}) {
    auto* card = new KindCard(kind);
    m_cards->addButton(card, static_cast<int>(kind));
    row->addWidget(card, 1);
  }
  m_cards->button(0)->setChecked(true);
  connect(m_cards, &QButtonGroup::idToggled, this, [this](int, bool on) {
    if (on) Q_EMIT chosen(kind());
  });
  retranslate();
}

EndpointKind KindChooser::kind() const {
  return static_cast<EndpointKind>(m_cards->checkedId());
}

void KindChooser::setKind(EndpointKind kind) {
  m_cards->button(static_cast<int>(kind))->setChecked(true);
}

void KindChooser::focusChosen() {
  m_cards->checkedButton()->setFocus();
}

void KindChooser::retranslate() {
  for (QAbstractButton* card : m_cards->buttons()) {
    const auto kind = static_cast<EndpointKind>(m_cards->id(card));
    card->setText(kindLabel(kind));
    card->setAccessibleDescription(kindHint(kind));
  }
}

}  // namespace synscope
