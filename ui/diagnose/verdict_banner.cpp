#include "ui/diagnose/verdict_banner.h"

#include "ui/diagnose/verdict_look.h"
#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"
#include "ui/widgets/bilingual_label.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QVBoxLayout>

#include <algorithm>

namespace synscope {
namespace {

constexpr int kIcon = 34;

/// The first check that has not brought its evidence yet.
QString checkUnderWay(const Diagnosis& diagnosis) {
  for (const Check& check : diagnosis.planned) {
    const bool done = std::any_of(diagnosis.evidence.begin(), diagnosis.evidence.end(),
                                  [&](const Evidence& evidence) { return evidence.check.id == check.id; });
    if (!done) return label({"check." + std::string(name(check.kind)), {}});
  }
  return {};
}

}  // namespace

VerdictBanner::VerdictBanner(QWidget* parent)
    : Localized(parent),
      m_icon(new IconLabel(QStringLiteral("clock"), Tone::kInfo, kIcon)),
      m_title(new BilingualLabel(TextRole::kTitle)),
      m_plain(new BilingualLabel(TextRole::kBody)),
      m_facts(new Text(TextRole::kStrong)),
      m_progressText(new Text(TextRole::kCaption)),
      m_progress(new QProgressBar),
      m_message(new InlineMessage),
      m_actions(new QHBoxLayout) {
  m_title->setObjectName(QStringLiteral("verdictTitle"));
  m_plain->setObjectName(QStringLiteral("verdictText"));
  m_progress->setTextVisible(false);
  m_progress->setFixedHeight(10);
  m_progressText->setMuted(true);
  setupLayout();
}

void VerdictBanner::setupLayout() {
  auto* outer = new QHBoxLayout(this);
  outer->setContentsMargins(space::kPage, space::kLarge, space::kLarge, space::kLarge);
  outer->setSpacing(space::kLarge);
  outer->addWidget(m_icon, 0, Qt::AlignTop);
  auto* column = new QVBoxLayout;
  column->setSpacing(space::kSmall);
  column->addWidget(m_title);
  column->addWidget(m_plain);
  column->addStretch(1);
  auto* bottom = new QHBoxLayout;
  bottom->setSpacing(space::kMedium);
  auto* said = new QVBoxLayout;
  said->setSpacing(space::kTight);
  said->addWidget(m_facts);
  said->addWidget(m_progress);
  said->addWidget(m_progressText);
  bottom->addLayout(said, 1);
  m_actions->setSpacing(space::kSmall);
  bottom->addLayout(m_actions);
  column->addLayout(bottom);
  column->addWidget(m_message);
  outer->addLayout(column, 1);
}

void VerdictBanner::addButton(QWidget* button) {
  m_actions->addWidget(button);
}

void VerdictBanner::setDiagnosis(const Diagnosis& diagnosis) {
  m_shown = diagnosis;
  m_elapsed = std::max(diagnosis.elapsed, diagnosis.finished ? Duration{} : m_elapsed);
  retranslate();
}

void VerdictBanner::setElapsed(Duration elapsed) {
  m_elapsed = elapsed;
  showProgress();
}

void VerdictBanner::retranslate() {
  m_shown.verdict ? showVerdict(*m_shown.verdict) : showWithoutVerdict();
  showProgress();
}

void VerdictBanner::showVerdict(const DiagnosisVerdict& verdict) {
  const Look look = lookOf(verdict.code);
  const CatalogueEntry entry = Catalogue::instance().entry(verdict.words);
  setTone(look.tone);
  m_icon->setIcon(look.icon, look.tone);
  m_title->setText(entry.title);
  m_plain->setText(entry.plain);
  m_plain->setVisible(!entry.plain.isEmpty());
  m_facts->setText(factsOf(verdict));
  m_facts->show();
}

void VerdictBanner::showWithoutVerdict() {
  const QString target = shown(m_shown.request.hostAsTyped) + QLatin1Char(' ') + QString::number(m_shown.request.port);
  const QString title = m_shown.cancelled ? tr("Stopped before anything could be said about %1").arg(target)
                                          : tr("Looking at %1 …").arg(target);
  setTone(Tone::kInfo);
  m_plain->setText({tr("Each check starts as soon as those before it have answered, several at once. The answer comes "
                       "when it is sure; what is found until then is shown below."),
                    {}});
  m_plain->setVisible(!m_shown.cancelled);
  m_icon->setIcon(m_shown.cancelled ? QStringLiteral("dash") : QStringLiteral("clock"), Tone::kInfo);
  m_title->setText({title, {}});
  m_facts->hide();
}

void VerdictBanner::showProgress() {
  const bool running = !m_shown.finished && !m_shown.cancelled;
  m_progress->setVisible(running);
  m_progressText->setVisible(running || m_shown.cancelled);
  if (m_shown.cancelled) return m_progressText->setText(tr("Stopped. What was found until then is below."));
  const auto planned = static_cast<int>(m_shown.planned.size());
  const auto done = std::min(planned, static_cast<int>(m_shown.evidence.size()));
  m_progress->setRange(0, std::max(1, planned));
  m_progress->setValue(done);
  const Duration last = m_shown.evidence.empty() ? Duration{} : m_shown.evidence.back().at;
  const Duration left = std::max(Duration{}, m_shown.request.timeout - (m_elapsed - last));
  const QString counted = tr("%1 of %2 checks done · %3 · at most %4 more for this step")
                              .arg(done)
                              .arg(planned)
                              .arg(shownTime(m_elapsed), shownTime(left));
  const QString now = checkUnderWay(m_shown);
  m_progressText->setText(now.isEmpty() ? counted : tr("Now: %1").arg(now) + QStringLiteral(" · ") + counted);
}

QString VerdictBanner::factsOf(const DiagnosisVerdict& verdict) const {
  QStringList facts;
  if (verdict.blamed) facts.append(tr("By %1").arg(shown(verdict.blamed->toString())));
  if (verdict.hop) facts.append(verdict.blamed ? tr("hop %1").arg(*verdict.hop) : tr("after hop %1").arg(*verdict.hop));
  const Phrase sure{"confidence." + std::string(name(verdict.confidence)), {}};
  facts.append(tr("Confidence: %1").arg(words(sure)));
  return facts.join(QStringLiteral("  ·  "));
}

}  // namespace synscope
