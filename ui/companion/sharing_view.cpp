#include "ui/companion/sharing_view.h"

#include "ui/companion/companion_host.h"
#include "ui/shell/shown_text.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/text.h"

#include <QCheckBox>
#include <QVBoxLayout>

namespace synscope {
namespace {

Text* hint() {
  auto* text = new Text(TextRole::kBody);
  text->setMuted(true);
  text->setContentsMargins(space::kPage, 0, 0, 0);
  return text;
}

}  // namespace

SharingView::SharingView(CompanionHost& host, QWidget* parent)
    : Localized(parent),
      m_host(host),
      m_serve(new QCheckBox),
      m_serveHint(hint()),
      m_announce(new QCheckBox),
      m_announceHint(hint()),
      m_state(new InlineMessage) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(space::kTight);
  layout->addWidget(m_serve);
  layout->addWidget(m_serveHint);
  layout->addSpacing(space::kSmall);
  layout->addWidget(m_announce);
  layout->addWidget(m_announceHint);
  layout->addWidget(m_state);
  connect(m_serve, &QCheckBox::toggled, &m_host, &CompanionHost::setServing);
  connect(m_announce, &QCheckBox::toggled, &m_host, &CompanionHost::setAnnounced);
  connect(&m_host, &CompanionHost::changed, this, &SharingView::showState);
  retranslate();
}

void SharingView::retranslate() {
  m_serve->setText(tr("Let other SynScopes ask what arrives at this machine"));
  m_serveHint->setText(
      tr("Each learns only of connections from its own address. A port nobody serves is opened for its check. "
         "Off again when the program ends."));
  m_announce->setText(tr("Let it be found on the local network"));
  m_announceHint->setText(tr("It answers questions with its name and ports, and never speaks unasked."));
  showState();
}

void SharingView::showState() {
  m_serve->setChecked(m_host.isServing());
  m_announce->setEnabled(m_host.isServing());
  m_announce->setChecked(m_host.isAnnounced());
  if (m_host.error()) return m_state->say(Tone::kBad, shownError(*m_host.error()));
  if (m_host.port() == 0) return m_state->clear();
  const auto& asker = m_host.lastAsker();
  m_state->say(Tone::kGood, asker ? tr("Answers on port %1. %2 asked last, about port %3.")
                                        .arg(m_host.port())
                                        .arg(shown(asker->address.toString()))
                                        .arg(m_host.lastPort())
                                  : tr("Answers on port %1.").arg(m_host.port()));
}

}  // namespace synscope
