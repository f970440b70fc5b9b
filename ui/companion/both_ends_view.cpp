#include "ui/companion/both_ends_view.h"

#include "ui/companion/ends_timeline_view.h"
#include "ui/shell/shown_text.h"
#include "ui/shell/target_job.h"
#include "ui/widgets/answer_view.h"
#include "ui/widgets/ask_layout.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/text.h"

#include <QPushButton>
#include <QSpinBox>

namespace synscope {
namespace {

Answer answerOf(const TwoSidedVerdict& verdict) {
  CatalogueEntry words = Catalogue::instance().entry(verdict.words);
  Answer answer{QStringLiteral("cross"), Tone::kBad, words.title, words.plain, std::move(words.steps), {}};
  if (verdict.code == TwoSidedCode::kBothOpen)
    std::tie(answer.icon, answer.tone) = std::pair(QStringLiteral("check"), Tone::kGood);
  if (verdict.code == TwoSidedCode::kUnclear)
    std::tie(answer.icon, answer.tone) = std::pair(QStringLiteral("question"), Tone::kNeutral);
  for (const Phrase& note : verdict.notes)
    answer.notes.push_back(Catalogue::instance().title(note));
  return answer;
}

}  // namespace

BothEndsView::BothEndsView(QWidget* parent)
    : Localized(parent),
      m_job(new TargetJob(this)),
      m_hint(new Text(TextRole::kBody)),
      m_portCaption(new Text(TextRole::kBody)),
      m_port(new QSpinBox),
      m_button(new QPushButton),
      m_answer(new AnswerView),
      m_timeline(new EndsTimelineView) {
  m_port->setRange(1, 65'535);
  m_port->setValue(kCompanionPort);
  m_hint->setMuted(true);
  m_portCaption->setPlainLine();
  layOutAsk(this, {m_hint, m_portCaption, m_port, m_button}, {m_answer, m_timeline});
  connect(m_button, &QPushButton::clicked, this, &BothEndsView::check);
  connect(m_port, &QSpinBox::valueChanged, this, &BothEndsView::companionPortChanged);
  retranslate();
}

BothEndsView::~BothEndsView() = default;

void BothEndsView::setRequest(const DiagnosisRequest& request) {
  const bool same =
      request.host == m_request.host && request.port == m_request.port && request.protocol == m_request.protocol;
  m_request = request;
  if (!same) forget();
}

void BothEndsView::forget() {
  m_job->forget();
  putAway();
  retranslate();
}

void BothEndsView::putAway() {
  m_answer->clear();
  m_timeline->clear();
  Q_EMIT endsChanged(std::nullopt);
}

int BothEndsView::companionPort() const {
  return m_port->value();
}

void BothEndsView::check() {
  if (stop()) return;
  CompanionCheck::Options options;
  options.protocol = m_request.protocol;
  options.companionPort = static_cast<std::uint16_t>(m_port->value());
  putAway();
  m_job->start(
      m_request.host,
      [options, port = m_request.port](const IpAddress& address) {
        return new CompanionCheck({address, port}, options);
      },
      [this](const CompanionFinding& finding) { showFinding(finding); },
      [this](const Error& error) {
        m_answer->setAnswer(answerOf(error));
        retranslate();
      });
  retranslate();
}

bool BothEndsView::stop() {
  const bool ran = m_job->isRunning();
  m_job->stop();
  if (ran) retranslate();
  return ran;
}

void BothEndsView::showFinding(const CompanionFinding& finding) {
  if (finding.verdict) m_answer->setAnswer(answerOf(*finding.verdict));
  if (finding.error) m_answer->setAnswer(answerOf(*finding.error));
  const auto ends = bothEndsOf(finding);
  if (ends) m_timeline->setEnds(*ends);
  retranslate();
  if (ends) Q_EMIT endsChanged(ends);
}

void BothEndsView::retranslate() {
  const bool running = m_job->isRunning();
  m_port->setEnabled(!running);
  m_button->setText(running ? tr("Stop") : tr("Check from both ends"));
  m_button->setIcon(lineIcon(running ? QStringLiteral("stop") : QStringLiteral("connections")));
  m_hint->setText(
      running ? tr("This end tries port %1 while the other end watches. It takes a few seconds.").arg(m_request.port)
              : tr("Is SynScope on %1 too? Let it answer there (in its settings, or with the command "
                   "companion serve), and this end tries again while the other end watches: then it is "
                   "known which way is broken.")
                    .arg(shown(m_request.host)));
  m_portCaption->setText(tr("Its port"));
  m_port->setAccessibleName(m_portCaption->text());
}

}  // namespace synscope
