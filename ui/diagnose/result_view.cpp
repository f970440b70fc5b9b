#include "ui/diagnose/result_view.h"

#include "ui/companion/both_ends_view.h"
#include "ui/companion/mtu_view.h"
#include "ui/diagnose/evidence_view.h"
#include "ui/diagnose/idle_view.h"
#include "ui/diagnose/layer_ladder_view.h"
#include "ui/diagnose/next_steps_view.h"
#include "ui/diagnose/path_view.h"
#include "ui/diagnose/verdict_banner.h"
#include "ui/widgets/section.h"

#include <QResizeEvent>
#include <QStyle>
#include <QVBoxLayout>

namespace synscope {
namespace {

constexpr int kTwoColumns = 820;

/// A connection can be had, so it can be left idle.
bool isOpenTcp(const Diagnosis& diagnosis) {
  return diagnosis.request.protocol == Protocol::kTcp && diagnosis.verdict &&
         diagnosis.verdict->code == DiagnosisCode::kReachable;
}

}  // namespace

ResultView::ResultView(QWidget* parent)
    : Localized(parent),
      m_banner(new VerdictBanner),
      m_path(new PathView),
      m_layers(new LayerLadderView),
      m_steps(new NextStepsView),
      m_bothEnds(new BothEndsView),
      m_mtu(new MtuView),
      m_idle(new IdleView),
      m_evidence(new EvidenceView),
      m_pathSection(new Section(m_path)),
      m_layersSection(new Section(m_layers)),
      m_stepsSection(new Section(m_steps)),
      m_bothEndsSection(new Section(m_bothEnds)),
      m_mtuSection(new Section(m_mtu)),
      m_idleSection(new Section(m_idle)),
      m_evidenceSection(new Section(m_evidence)),
      m_columns(new QBoxLayout(QBoxLayout::LeftToRight)) {
  setFrameShape(QFrame::NoFrame);
  setWidgetResizable(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
  setFocusPolicy(Qt::NoFocus);
  setupLayout();
  connect(m_path, &PathView::currentChanged, this, &ResultView::showHop);
  connect(m_bothEnds, &BothEndsView::companionPortChanged, m_mtu, &MtuView::setCompanionPort);
  retranslate();
}

void ResultView::setupLayout() {
  auto* content = new QWidget;
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(0, 0, space::kPage - style()->pixelMetric(QStyle::PM_ScrollBarExtent), 0);
  column->setSpacing(space::kLarge);
  m_columns->setSpacing(space::kLarge);
  m_columns->addWidget(m_layersSection, 1);
  m_columns->addWidget(m_stepsSection, 1);
  column->addWidget(m_banner);
  column->addWidget(m_pathSection);
  column->addLayout(m_columns);
  column->addWidget(m_bothEndsSection);
  column->addWidget(m_mtuSection);
  column->addWidget(m_idleSection);
  column->addWidget(m_evidenceSection);
  column->addStretch(1);
  setWidget(content);
}

void ResultView::setDiagnosis(const Diagnosis& diagnosis) {
  m_shown = diagnosis;
  m_banner->setDiagnosis(diagnosis);
  m_path->setPicture(pathPicture(diagnosis));
  m_layers->setLayers(diagnosis.layers, diagnosis.request.protocol);
  m_steps->setSteps(diagnosis.verdict ? diagnosis.verdict->nextSteps : std::vector<Phrase>{},
                    diagnosis.finished || diagnosis.cancelled);
  m_bothEnds->setRequest(diagnosis.request);
  m_bothEndsSection->setVisible(diagnosis.finished);
  m_mtu->setRequest(diagnosis.request);
  m_mtuSection->setVisible(diagnosis.finished);
  m_idle->setRequest(diagnosis.request);
  m_idleSection->setVisible(diagnosis.finished && isOpenTcp(diagnosis));
  m_evidence->setDiagnosis(diagnosis);
}

bool ResultView::stopChecks() {
  const bool asked = m_bothEnds->stop(), sized = m_mtu->stop(), idled = m_idle->stop();
  return asked || sized || idled;
}

void ResultView::forgetChecks() {
  m_bothEnds->forget();
}

void ResultView::showHop(int index) {
  const auto& nodes = m_path->picture().nodes;
  m_pathSection->setNote(index < 0 ? QString() : nodes[static_cast<std::size_t>(index)].detail);
}

void ResultView::retranslate() {
  m_pathSection->setHeading(tr("The way there"));
  m_layersSection->setHeading(tr("Layer by layer"));
  m_stepsSection->setHeading(tr("What to do next"));
  m_bothEndsSection->setHeading(tr("From both ends"));
  m_mtuSection->setHeading(tr("Packet sizes (MTU)"));
  m_idleSection->setHeading(tr("Left idle"));
  m_evidenceSection->setHeading(tr("Evidence"));
  m_path->setAccessibleName(tr("The way there"));
  m_path->setPicture(pathPicture(m_shown));
}

void ResultView::resizeEvent(QResizeEvent* event) {
  const bool wide = event->size().width() >= kTwoColumns;
  m_columns->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
  QScrollArea::resizeEvent(event);
}

}  // namespace synscope
