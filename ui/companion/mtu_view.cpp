#include "ui/companion/mtu_view.h"

#include "core/logic/path/idle_ladder.h"
#include "ui/frame_clock.h"
#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"
#include "ui/shell/target_job.h"
#include "ui/widgets/answer_view.h"
#include "ui/widgets/ask_layout.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/job_progress.h"
#include "ui/widgets/text.h"

#include <QPushButton>

#include <algorithm>

namespace synscope {
namespace {

constexpr Duration kConnectTime = std::chrono::seconds(4);

bool passes(MtuCode code) {
  return code == MtuCode::kFull || code == MtuCode::kTold;
}

Answer answerOf(const MtuFinding& finding) {
  if (finding.error) return answerOf(*finding.error);
  CatalogueEntry words = Catalogue::instance().entry(finding.verdict->words);
  const bool good = passes(finding.verdict->code), unclear = finding.verdict->code == MtuCode::kUnclear;
  Answer answer{good      ? QStringLiteral("check")
                : unclear ? QStringLiteral("question")
                          : QStringLiteral("cross"),
                good      ? Tone::kGood
                : unclear ? Tone::kNeutral
                          : Tone::kBad,
                words.title,
                words.plain,
                std::move(words.steps),
                {}};
  for (const Phrase& way : {wayWords(FullSizeWay::kThere, finding.there), wayWords(FullSizeWay::kBack, finding.back)})
    answer.notes.push_back(Catalogue::instance().title(way));
  return answer;
}

}  // namespace

MtuView::MtuView(QWidget* parent)
    : Localized(parent),
      m_job(new TargetJob(this)),
      m_clock(new FrameClock(this)),
      m_hint(new Text(TextRole::kBody)),
      m_button(new QPushButton),
      m_progress(new JobProgress),
      m_answer(new AnswerView) {
  m_hint->setMuted(true);
  layOutAsk(this, {m_hint, m_button}, {m_answer, m_progress});
  connect(m_button, &QPushButton::clicked, this, &MtuView::start);
  connect(m_clock, &FrameClock::tick, this, &MtuView::showProgress);
  retranslate();
}

MtuView::~MtuView() = default;

void MtuView::setRequest(const DiagnosisRequest& request) {
  const bool same = request.host == m_request.host;
  m_request = request;
  if (same) return;
  m_job->forget();
  keep(std::nullopt);
  retranslate();
}

void MtuView::setCompanionPort(int port) {
  m_port = port;
}

void MtuView::start() {
  if (stop()) return;
  keep(std::nullopt);
  m_since.start();
  m_atMostLeft = {};
  m_job->start(
      m_request.host,
      [this](const IpAddress& address) {
        auto* check = new MtuCheck({address, static_cast<std::uint16_t>(m_port)}, kConnectTime);
        connect(check, &MtuCheck::trying, this, &MtuView::showTrial);
        return check;
      },
      [this](const MtuFinding& finding) { showFinding(finding); },
      [this](const Error& error) {
        MtuFinding finding;
        finding.error = error;
        showFinding(finding);
      });
  retranslate();
}

bool MtuView::stop() {
  const bool ran = m_job->isRunning();
  m_job->stop();
  if (ran) retranslate();
  return ran;
}

void MtuView::showFinding(const MtuFinding& finding) {
  keep(finding);
  retranslate();
}

void MtuView::keep(std::optional<MtuFinding> finding) {
  m_finding = std::move(finding);
  Q_EMIT sizesChanged(m_finding ? packetSizesOf(*m_finding) : std::nullopt);
}

void MtuView::showTrial(const FullSizeTrial& trial, Duration atMostLeft) {
  m_trial = trial;
  m_atMostLeft = atMostLeft;
  m_sinceTrial.start();
  showProgress();
}

void MtuView::showProgress() {
  if (m_atMostLeft == Duration{}) return m_progress->tell(0, tr("Connecting …"));
  using std::chrono::milliseconds;
  const auto left = m_atMostLeft - milliseconds(m_sinceTrial.elapsed());
  const auto seconds = std::max(std::chrono::seconds(1), std::chrono::ceil<std::chrono::seconds>(left));
  const double done = static_cast<double>(m_since.elapsed());
  m_progress->tell(done / (done + std::max(1.0, toMs(left))),
                   label(tryingWords(m_trial)) + QStringLiteral("  ·  ") +
                       tr("At most %1 left").arg(QString::fromStdString(idleTimeText(seconds))));
}

/// What was stopped before its end has no verdict: then there is nothing to say.
void MtuView::showAnswer() {
  if (m_finding && (m_finding->error || m_finding->verdict)) return m_answer->setAnswer(answerOf(*m_finding));
  m_answer->clear();
}

void MtuView::retranslate() {
  const bool running = m_job->isRunning();
  m_clock->setRunning(running);
  m_progress->setVisible(running);
  m_button->setText(running ? tr("Stop") : tr("Check packet sizes"));
  m_button->setIcon(lineIcon(running ? QStringLiteral("stop") : QStringLiteral("ruler")));
  m_hint->setText(
      tr("Connections open, then hang as soon as much is sent? This sends full-size packets to SynScope on %1 and has "
         "them sent back, and finds the size that passes each way. Without SynScope there only the way there can be "
         "tried, as part of a diagnosis; what gets lost on the way back stays unknown.")
          .arg(shown(m_request.host)));
  showAnswer();
  if (running) showProgress();
}

}  // namespace synscope
