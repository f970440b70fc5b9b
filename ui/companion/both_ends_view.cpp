#include "ui/companion/both_ends_view.h"

#include "ui/companion/companion_controller.h"
#include "ui/shell/shown_text.h"
#include "ui/widgets/bilingual_label.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace synscope {
namespace {

constexpr int kIcon = 22;

struct BothEndsLook {
  QString icon;
  Tone tone;
};

BothEndsLook lookOf(TwoSidedCode code) {
  if (code == TwoSidedCode::kBothOpen) return {QStringLiteral("check"), Tone::kGood};
  if (code == TwoSidedCode::kUnclear) return {QStringLiteral("question"), Tone::kNeutral};
  return {QStringLiteral("cross"), Tone::kBad};
}

}  // namespace

BothEndsView::BothEndsView(QWidget* parent)
    : Localized(parent),
      m_controller(new CompanionController(this)),
      m_hint(new Text(TextRole::kBody)),
      m_portCaption(new Text(TextRole::kBody)),
      m_port(new QSpinBox),
      m_button(new QPushButton),
      m_icon(new IconLabel(QStringLiteral("question"), Tone::kNeutral, kIcon)),
      m_title(new BilingualLabel(TextRole::kStrong)),
      m_plain(new BilingualLabel(TextRole::kBody)),
      m_lines(new QVBoxLayout) {
  m_port->setRange(1, 65'535);
  m_port->setValue(kCompanionPort);
  m_hint->setMuted(true);
  setupLayout();
  connect(m_button, &QPushButton::clicked, this, &BothEndsView::check);
  connect(m_controller, &CompanionController::finished, this, &BothEndsView::showFinding);
  setRunning(false);
  retranslate();
}

BothEndsView::~BothEndsView() = default;

void BothEndsView::setupLayout() {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(space::kMedium);
  auto* ask = new QHBoxLayout;
  ask->setSpacing(space::kSmall);
  m_portCaption->setPlainLine();
  ask->addWidget(m_hint, 1);
  ask->addWidget(m_portCaption);
  ask->addWidget(m_port);
  ask->addWidget(m_button);
  auto* head = new QHBoxLayout;
  head->setSpacing(space::kMedium);
  head->addWidget(m_icon, 0, Qt::AlignTop);
  head->addWidget(m_title, 1);
  layout->addLayout(ask);
  layout->addLayout(head);
  layout->addWidget(m_plain);
  m_lines->setSpacing(space::kTight);
  layout->addLayout(m_lines);
}

void BothEndsView::setRequest(const DiagnosisRequest& request) {
  const bool same =
      request.host == m_request.host && request.port == m_request.port && request.protocol == m_request.protocol;
  m_request = request;
  if (same) return;
  stop();
  m_finding.reset();
  retranslate();
}

void BothEndsView::check() {
  if (m_controller->isRunning()) {
    stop();
    return;
  }
  CompanionCheck::Options options;
  options.protocol = m_request.protocol;
  options.companionPort = static_cast<std::uint16_t>(m_port->value());
  m_finding.reset();
  m_controller->start(m_request.host, m_request.port, options);
  retranslate();
}

bool BothEndsView::stop() {
  const bool ran = m_controller->isRunning();
  m_controller->stop();
  setRunning(false);
  return ran;
}

void BothEndsView::showFinding(const CompanionFinding& finding) {
  m_finding = finding;
  retranslate();
}

void BothEndsView::setRunning(bool running) {
  m_port->setEnabled(!running);
  m_button->setText(running ? tr("Stop") : tr("Check from both ends"));
  m_button->setIcon(lineIcon(running ? QStringLiteral("stop") : QStringLiteral("connections")));
}

void BothEndsView::retranslate() {
  const bool running = m_controller->isRunning();
  setRunning(running);
  m_hint->setText(
      running ? tr("This end tries port %1 while the other end watches. It takes a few seconds.").arg(m_request.port)
              : tr("Is SynScope on %1 too? Let it answer there (Settings, or `companion serve`), and this end "
                   "tries again while the other end watches: then it is known which way is broken.")
                    .arg(shown(m_request.host))
                    .remove(QLatin1Char('`')));
  m_portCaption->setText(tr("Its port"));
  m_port->setAccessibleName(m_portCaption->text());
  clearLines();
  for (QWidget* widget :
       {static_cast<QWidget*>(m_icon), static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_plain)})
    widget->setVisible(m_finding.has_value());
  if (!m_finding) return;
  m_finding->verdict ? showVerdict(*m_finding->verdict) : showError(*m_finding->error);
}

void BothEndsView::showVerdict(const TwoSidedVerdict& verdict) {
  const BothEndsLook look = lookOf(verdict.code);
  const CatalogueEntry words = Catalogue::instance().entry(verdict.words);
  m_icon->setIcon(look.icon, look.tone);
  m_title->setText(words.title);
  m_plain->setText(words.plain);
  int number = 1;
  for (const BilingualText& step : words.steps)
    addLine(step, QStringLiteral("%1.").arg(number++));
  for (const Phrase& note : verdict.notes)
    addLine(Catalogue::instance().title(note), QStringLiteral("·"));
}

void BothEndsView::showError(const Error& error) {
  const CatalogueEntry words =
      Catalogue::instance().entry({"error." + std::string(name(error.code)), {{"subject", error.subject}}});
  m_icon->setIcon(QStringLiteral("dash"), Tone::kWarn);
  m_title->setText(words.title);
  m_plain->setText(words.plain);
}

void BothEndsView::addLine(const BilingualText& text, const QString& mark) {
  auto* row = new QWidget;
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(space::kSmall);
  auto* head = new Text(TextRole::kStrong);
  head->setPlainLine();
  head->setText(mark);
  auto* words = new BilingualLabel(TextRole::kBody);
  words->setText(text);
  layout->addWidget(head, 0, Qt::AlignTop);
  layout->addWidget(words, 1);
  m_lines->addWidget(row);
}

void BothEndsView::clearLines() {
  while (QLayoutItem* item = m_lines->takeAt(0)) {
    delete item->widget();
    delete item;
  }
}

}  // namespace synscope
