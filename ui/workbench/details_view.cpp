#include "ui/workbench/details_view.h"

#include "ui/shell/shown_text.h"
#include "ui/sockets/listener_health_bar.h"
#include "ui/widgets/text.h"
#include "ui/workbench/session_facts.h"

#include <QVBoxLayout>

namespace synscope {

DetailsView::DetailsView(const SessionSource& session, QWidget* parent)
    : Localized(parent),
      m_session(session),
      m_countersHeading(new Text(TextRole::kStrong)),
      m_settingsHeading(new Text(TextRole::kStrong)),
      m_counters(new FactsView),
      m_settings(new FactsView),
      m_listenerHeading(new Text(TextRole::kStrong)),
      m_listenerUnknown(new Text(TextRole::kBody)),
      m_listener(new ListenerHealthBar) {
  setFrameShape(QFrame::NoFrame);
  setWidgetResizable(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* content = new QWidget;
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(0, space::kMedium, 0, space::kMedium);
  column->setSpacing(space::kMedium);
  for (Text* heading : {m_countersHeading, m_listenerHeading, m_settingsHeading})
    heading->setPlainLine();
  column->addWidget(m_countersHeading);
  column->addWidget(m_counters);
  column->addSpacing(space::kMedium);
  m_listenerUnknown->setMuted(true);
  column->addWidget(m_listenerHeading);
  column->addWidget(m_listener);
  column->addWidget(m_listenerUnknown);
  m_listenerHeading->setVisible(isServer());
  column->addWidget(m_settingsHeading);
  column->addWidget(m_settings);
  column->addStretch(1);
  setWidget(content);
  viewport()->setAutoFillBackground(false);
  content->setAutoFillBackground(false);
  retranslate();
}

void DetailsView::refresh(const TrafficRate& rate) {
  m_counters->setFacts(counterFacts(m_session, rate));
  refreshListener();
}

bool DetailsView::isServer() const {
  return m_session.settings().kind == EndpointKind::kTcpServer;
}

void DetailsView::refreshListener() {
  const auto report = m_session.listener();
  const auto local = m_session.status().local;
  m_listenerUnknown->setVisible(isServer() && !report);
  if (report && local) m_listener->setHealth(local->toString(), report->health, report->grown, report->justGrown);
}

QString DetailsView::asText() const {
  QStringList parts{m_counters->asText(), m_listener->asText(), m_settings->asText()};
  parts.removeAll(QString());
  return parts.join(QStringLiteral("\n\n"));
}

void DetailsView::retranslate() {
  m_countersHeading->setText(tr("So far"));
  m_settingsHeading->setText(tr("Settings"));
  m_settings->setFacts(settingsFacts(m_session.settings()));
  m_listenerHeading->setText(tr("Listener"));
  m_listenerUnknown->setText(tr("Its queues are not reported by this system."));
  refresh({});
}

}  // namespace synscope
