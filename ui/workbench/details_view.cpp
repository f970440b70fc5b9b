#include "ui/workbench/details_view.h"

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
      m_settings(new FactsView) {
  setFrameShape(QFrame::NoFrame);
  setWidgetResizable(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* content = new QWidget;
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(0, space::kMedium, 0, space::kMedium);
  column->setSpacing(space::kMedium);
  for (Text* heading : {m_countersHeading, m_settingsHeading})
    heading->setPlainLine();
  column->addWidget(m_countersHeading);
  column->addWidget(m_counters);
  column->addSpacing(space::kMedium);
  column->addWidget(m_settingsHeading);
  column->addWidget(m_settings);
  column->addStretch(1);
  setWidget(content);
  viewport()->setAutoFillBackground(false);
  content->setAutoFillBackground(false);
  retranslate();
}

void DetailsView::refresh(double bytesPerSecond) {
  m_counters->setFacts(counterFacts(m_session, bytesPerSecond));
}

QString DetailsView::asText() const {
  return m_counters->asText() + QStringLiteral("\n\n") + m_settings->asText();
}

void DetailsView::retranslate() {
  m_countersHeading->setText(tr("So far"));
  m_settingsHeading->setText(tr("Settings"));
  m_settings->setFacts(settingsFacts(m_session.settings()));
  refresh(0);
}

}  // namespace synscope
