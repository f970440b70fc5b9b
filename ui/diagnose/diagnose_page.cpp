#include "ui/diagnose/diagnose_page.h"

#include "ui/companion/both_ends_view.h"
#include "ui/companion/mtu_view.h"
#include "ui/diagnose/diagnosis_controller.h"
#include "ui/diagnose/evidence_view.h"
#include "ui/diagnose/idle_view.h"
#include "ui/diagnose/options_panel.h"
#include "ui/diagnose/report_actions.h"
#include "ui/diagnose/result_view.h"
#include "ui/diagnose/target_bar.h"
#include "ui/diagnose/verdict_banner.h"
#include "ui/frame_clock.h"
#include "ui/shell/settings_store.h"
#include "ui/shell/shown_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/disclosure_button.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace synscope {
namespace {

const QString kSplitter = QStringLiteral("diagnose/splitter");

QString demoLabel(const std::string& name) {
  if (name == "open") return DiagnosePage::tr("A service that works");
  if (name == "closed") return DiagnosePage::tr("A port nobody listens on");
  if (name == "other-address") return DiagnosePage::tr("A service on another address only");
  if (name == "accept-queue") return DiagnosePage::tr("A service that is overloaded");
  if (name == "tls-to-plain") return DiagnosePage::tr("TLS to a service without it");
  if (name == "tls-silent") return DiagnosePage::tr("TLS that is never answered");
  return shown(name);
}

}  // namespace

DiagnosePage::DiagnosePage(SettingsStore& settings, QWidget* parent)
    : Page(parent),
      m_settings(settings),
      m_target(new TargetBar(settings)),
      m_options(new OptionsPanel(settings)),
      m_optionsButton(new DisclosureButton),
      m_tryButton(new QPushButton),
      m_demo(new Text(TextRole::kCaption)),
      m_otherDemos(new QPushButton),
      m_body(new QStackedWidget),
      m_empty(new EmptyState(QStringLiteral("diagnose"))),
      m_result(new ResultView),
      m_report(new ReportActions(settings, this)),
      m_controller(new DiagnosisController(this)),
      m_clock(new FrameClock(this)),
      m_tryMenu(new QMenu(this)),
      m_layout(new QVBoxLayout(this)) {
  m_layout->setContentsMargins(space::kPage, space::kLarge, 0, space::kLarge);
  m_layout->setSpacing(space::kLarge);
  setupTargetCard();
  setupBody();
  connectTarget();
  connectController();
  connectReport();
  retranslate();
}

DiagnosePage::~DiagnosePage() = default;

void DiagnosePage::setupTargetCard() {
  auto* card = new Card;
  auto* layout = new QVBoxLayout(card);
  layout->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kSmall);
  layout->setSpacing(space::kTight);
  auto* below = new QHBoxLayout;
  below->setSpacing(space::kMedium);
  below->addWidget(m_optionsButton);
  m_otherDemos->setFlat(true);
  m_otherDemos->setMenu(m_tryMenu);
  m_demo->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  m_demo->setMuted(true);
  below->addWidget(m_demo, 1);
  below->addStretch(0);
  below->addWidget(m_otherDemos);
  layout->addWidget(m_target);
  layout->addLayout(below);
  layout->addWidget(m_options);
  m_options->hide();
  auto* inset = new QVBoxLayout;
  inset->setContentsMargins(0, 0, space::kPage, 0);
  inset->addWidget(card);
  m_layout->addLayout(inset);
}

void DiagnosePage::setupBody() {
  m_empty->addStep(m_tryButton);
  m_tryButton->setIcon(lineIcon(QStringLiteral("try")));
  m_body->addWidget(m_empty);
  m_body->addWidget(m_result);
  m_layout->addWidget(m_body, 1);
  m_result->banner().addButton(m_report->copyButton());
  m_result->banner().addButton(m_report->saveButton());
  QSplitter& evidence = m_result->evidence();
  evidence.restoreState(m_settings.state(kSplitter));
  connect(&evidence, &QSplitter::splitterMoved, this,
          [this, &evidence] { m_settings.setState(kSplitter, evidence.saveState()); });
}

void DiagnosePage::connectTarget() {
  connect(m_target, &TargetBar::submitted, this, &DiagnosePage::diagnose);
  connect(m_target, &TargetBar::stopRequested, this, &DiagnosePage::stop);
  connect(m_target, &TargetBar::edited, this, &DiagnosePage::announce);
  connect(m_options, &OptionsPanel::changed, this, &DiagnosePage::announce);
  connect(m_optionsButton, &DisclosureButton::toggled, this, &DiagnosePage::setOptionsShown);
  m_tryButton->setMenu(m_tryMenu);
  connect(m_tryMenu, &QMenu::aboutToShow, this, &DiagnosePage::fillTryMenu);
}

void DiagnosePage::connectController() {
  connect(m_controller, &DiagnosisController::progressed, this, &DiagnosePage::showDiagnosis);
  connect(m_controller, &DiagnosisController::finished, this, [this](const Diagnosis& diagnosis) {
    setRunning(false);
    showDiagnosis(diagnosis);
    Q_EMIT finished(diagnosis);
  });
  connect(m_clock, &FrameClock::tick, this,
          [this] { m_result->banner().setElapsed(std::chrono::nanoseconds(m_since.nsecsElapsed())); });
}

void DiagnosePage::connectReport() {
  connect(&m_result->bothEnds(), &BothEndsView::endsChanged, m_report, &ReportActions::setBothEnds);
  connect(&m_result->mtu(), &MtuView::sizesChanged, m_report, &ReportActions::setSizes);
  connect(&m_result->idle(), &IdleView::leftIdleChanged, m_report, &ReportActions::setLeftIdle);
  InlineMessage& message = m_result->banner().message();
  connect(m_report, &ReportActions::copied, &message, [&message] { message.confirm(tr("Copied")); });
  connect(m_report, &ReportActions::saved, &message,
          [&message](const QString& file) { message.confirm(tr("Saved as %1").arg(file)); });
  connect(m_report, &ReportActions::failed, &message,
          [&message](const Error& error) { message.say(Tone::kBad, shownError(error)); });
}

void DiagnosePage::diagnose() {
  if (m_controller->isRunning()) return;
  const auto request = m_target->request(m_options->options());
  if (!request) return m_target->showError(request.error());
  m_settings.rememberTarget(m_target->target().trimmed());
  showDemo({});
  run(*request);
}

void DiagnosePage::run(const DiagnosisRequest& request) {
  m_result->banner().message().clear();
  m_result->forgetChecks();
  m_controller->start(request);
  setRunning(true);
  showDiagnosis(m_controller->current());
}

void DiagnosePage::makeDemoTarget() {
  if (!m_demoCases.empty()) return;
  auto* demo = new DemoTarget;
  m_demoCases = demo->cases();
  m_controller->adopt(demo);
}

void DiagnosePage::fillTryMenu() {
  makeDemoTarget();
  m_tryMenu->clear();
  for (const DemoCase& each : m_demoCases)
    m_tryMenu->addAction(demoLabel(each.name), this, [this, caseName = each.name] { tryItHere(caseName); });
}

void DiagnosePage::tryItHere(const std::string& caseName) {
  makeDemoTarget();
  const auto found =
      std::find_if(m_demoCases.begin(), m_demoCases.end(), [&](const auto& each) { return each.name == caseName; });
  if (found == m_demoCases.end()) return;
  stop();
  m_target->setTarget(QStringLiteral("%1:%2").arg(shown(found->request.host)).arg(found->request.port));
  showDemo(caseName);
  run(found->request);
}

void DiagnosePage::showDemo(const std::string& caseName) {
  m_demoCase = caseName;
  m_demo->setVisible(!caseName.empty());
  m_otherDemos->setVisible(!caseName.empty());
  if (!caseName.empty()) m_demo->setText(tr("Demonstration on this machine: %1").arg(demoLabel(caseName)));
}

void DiagnosePage::showDiagnosis(const Diagnosis& diagnosis) {
  m_report->setDiagnosis(diagnosis);
  m_result->setDiagnosis(diagnosis);
  m_body->setCurrentWidget(m_result);
}

void DiagnosePage::announce() {
  if (!m_optionsButton->isChecked()) return;
  const auto request = m_target->request(m_options->options());
  m_options->announce(request ? std::optional(*request) : std::nullopt);
}

void DiagnosePage::setOptionsShown(bool shown) {
  m_optionsButton->setChecked(shown);
  m_options->setVisible(shown);
  announce();
}

void DiagnosePage::setRunning(bool running) {
  m_since.start();
  m_target->setRunning(running);
  m_clock->setRunning(running);
}

void DiagnosePage::focusFirst() {
  m_target->focusTarget();
}

bool DiagnosePage::stop() {
  const bool ran = m_controller->isRunning();
  m_controller->stop();
  return m_result->stopChecks() || ran;
}

void DiagnosePage::copy() {
  m_report->copy();
}

void DiagnosePage::save() {
  m_report->askAndSave(ReportFormat::kHtml);
}

void DiagnosePage::retranslate() {
  m_optionsButton->setText(tr("Options, and what will be sent"));
  m_tryButton->setText(tr("Try it here"));
  m_otherDemos->setText(tr("Try another"));
  showDemo(m_demoCase);
  m_tryButton->setToolTip(tr("Targets built into this program: they need no network."));
  m_empty->setWords(
      tr("Why can't I connect?"),
      tr("Type a host and a port above and press Diagnose. SynScope tries to connect, looks at every layer "
         "and at the way there, and says what is wrong, who did it, and what to do next."));
  m_report->retranslate();
}

}  // namespace synscope
