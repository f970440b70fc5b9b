#include "ui/workbench/new_session_view.h"

#include "ui/widgets/card.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/text.h"
#include "ui/workbench/session_form.h"
#include "ui/workbench/session_title.h"
#include "ui/workbench/session_words.h"

#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace synscope {
namespace {

QVBoxLayout* insideOf(Card* card) {
  auto* layout = new QVBoxLayout(card);
  layout->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
  layout->setSpacing(space::kSmall);
  return layout;
}

/// A session as it was opened: its title, and for a server what it does.
QString recentTitle(const SessionDraft& draft) {
  const auto read = settingsFrom(draft);
  const auto* settings = std::get_if<EndpointSettings>(&read);
  if (settings == nullptr) return kindLabel(draft.kind()) + QLatin1Char(' ') + draft.text(SessionField::kHost);
  const QString title = sessionTitle(*settings);
  const bool does = settings->kind == EndpointKind::kTcpServer || settings->role != ServerRole::kTalk;
  return does ? QStringLiteral("%1  ·  %2").arg(title, roleLabel(settings->role)) : title;
}

}  // namespace

NewSessionView::NewSessionView(SettingsStore& settings, QWidget* parent)
    : Localized(parent),
      m_memory(settings),
      m_title(new Text(TextRole::kTitle)),
      m_about(new Text(TextRole::kBody)),
      m_form(new SessionForm),
      m_demo(new QPushButton),
      m_demoHint(new Text(TextRole::kCaption)),
      m_recording(new QPushButton),
      m_message(new InlineMessage),
      m_recentCard(new Card),
      m_recentHeading(new Text(TextRole::kHeading)),
      m_recent(nullptr) {
  setFrameShape(QFrame::NoFrame);
  setWidgetResizable(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
  setFocusPolicy(Qt::NoFocus);
  setupLayout();
  connect(m_form, &SessionForm::submitted, this, &NewSessionView::onSubmitted);
  connect(m_recording, &QPushButton::clicked, this, &NewSessionView::openRecordingRequested);
  connect(m_demo, &QPushButton::clicked, this, &NewSessionView::demoRequested);
  retranslate();
}

void NewSessionView::setupLayout() {
  auto* content = new QWidget;
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(0, 0, space::kPage - style()->pixelMetric(QStyle::PM_ScrollBarExtent), 0);
  column->setSpacing(space::kLarge);
  auto* form = new Card;
  auto* inside = insideOf(form);
  m_about->setMuted(true);
  inside->addWidget(m_title);
  inside->addWidget(m_about);
  inside->addSpacing(space::kSmall);
  inside->addWidget(m_form);
  auto* demo = new QHBoxLayout;
  demo->setSpacing(space::kMedium);
  m_demo->setIcon(lineIcon(QStringLiteral("try")));
  m_demoHint->setMuted(true);
  demo->addWidget(m_demo);
  demo->addWidget(m_demoHint, 1);
  m_recording->setIcon(lineIcon(QStringLiteral("folder")));
  m_recording->setFlat(true);
  demo->addWidget(m_recording);
  m_recent = insideOf(m_recentCard);
  m_recentHeading->setPlainLine();
  m_recent->addWidget(m_recentHeading);
  column->addWidget(form);
  column->addLayout(demo);
  column->addWidget(m_message);
  column->addWidget(m_recentCard);
  column->addStretch(1);
  setWidget(content);
}

void NewSessionView::onSubmitted(const EndpointSettings& settings) {
  m_memory.remember(m_form->draft());
  fillRecent();
  Q_EMIT openRequested(settings);
}

void NewSessionView::fillRecent() {
  while (m_recent->count() > 1) {
    QLayoutItem* item = m_recent->takeAt(1);
    item->widget()->hide();
    item->widget()->deleteLater();
    delete item;
  }
  const std::vector<SessionDraft> recent = m_memory.recent();
  m_recentCard->setVisible(!recent.empty());
  for (const SessionDraft& draft : recent) {
    auto* button = new QPushButton(lineIcon(kindIcon(draft.kind())), recentTitle(draft));
    button->setFlat(true);
    button->setToolTip(tr("Fill in the form with this"));
    connect(button, &QPushButton::clicked, this, [this, draft] {
      m_form->setDraft(draft);
      ensureVisible(0, 0);
      m_form->focusFirst();
    });
    m_recent->addWidget(button, 0, Qt::AlignLeft);
  }
}

void NewSessionView::sayFailed(const QString& sentence) {
  m_message->mention(Tone::kBad, sentence);
}

void NewSessionView::focusFirst() {
  m_form->focusFirst();
}

void NewSessionView::retranslate() {
  m_title->setText(tr("Connect, listen, talk"));
  m_about->setText(
      tr("Open TCP clients, TCP servers and UDP peers side by side, send text or bytes through them, and "
         "watch what the connections go through."));
  m_demo->setText(tr("Open an echo server and connect to it"));
  m_demoHint->setText(tr("A real connection on this machine: it needs no network."));
  m_recording->setText(tr("Open a recording …"));
  m_recentHeading->setText(tr("Opened before"));
  fillRecent();
}

}  // namespace synscope
