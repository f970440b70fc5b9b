#include "ui/diagnose/idle_view.h"

#include "core/engine/path/idle_finder.h"
#include "ui/frame_clock.h"
#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"
#include "ui/shell/target_job.h"
#include "ui/widgets/answer_view.h"
#include "ui/widgets/ask_layout.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/job_progress.h"
#include "ui/widgets/text.h"

#include <QComboBox>
#include <QGridLayout>
#include <QPushButton>

#include <algorithm>

namespace synscope {
namespace {

using namespace std::chrono_literals;

constexpr Duration kConnectTime = 5s;
constexpr std::array<Duration, 5> kLongest{2min, 5min, 10min, 30min, 120min};
constexpr int kColumns = 3;
constexpr int kIcon = 16;

struct FateLook {
  const char* icon;
  Tone tone;
};

FateLook lookOf(IdleFate fate) {
  switch (fate) {
    case IdleFate::kAlive: return {"check", Tone::kGood};
    case IdleFate::kDropped:
    case IdleFate::kReset: return {"cross", Tone::kBad};
    case IdleFate::kServerClosed:
    case IdleFate::kNeverIdle:
    case IdleFate::kNotOpened: return {"warn", Tone::kWarn};
    case IdleFate::kCancelled: return {"dash", Tone::kNeutral};
    default: return {"clock", Tone::kInfo};
  }
}

Answer answerOf(const IdleVerdict& verdict) {
  CatalogueEntry words = Catalogue::instance().entry(verdict.words);
  const bool good = verdict.code == IdleCode::kAllAlive, open = verdict.code == IdleCode::kUnfinished;
  return {good   ? QStringLiteral("check")
          : open ? QStringLiteral("dash")
                 : QStringLiteral("cross"),
          good   ? Tone::kGood
          : open ? Tone::kNeutral
                 : Tone::kBad,
          words.title,
          words.plain,
          std::move(words.steps),
          {}};
}

}  // namespace

IdleView::IdleView(QWidget* parent)
    : Localized(parent),
      m_job(new TargetJob(this)),
      m_clock(new FrameClock(this)),
      m_hint(new Text(TextRole::kBody)),
      m_timesCaption(new Text(TextRole::kBody)),
      m_times(new QComboBox),
      m_button(new QPushButton),
      m_progress(new JobProgress),
      m_answer(new AnswerView),
      m_grid(new QGridLayout) {
  m_hint->setMuted(true);
  m_timesCaption->setPlainLine();
  m_grid->setHorizontalSpacing(space::kPage);
  m_grid->setVerticalSpacing(space::kTight);
  layOutAsk(this, {m_hint, m_timesCaption, m_times, m_button}, {m_answer, m_progress})->addLayout(m_grid);
  fillTimes();
  connect(m_button, &QPushButton::clicked, this, &IdleView::start);
  connect(m_clock, &FrameClock::tick, this, &IdleView::showProgress);
  retranslate();
}

IdleView::~IdleView() = default;

void IdleView::fillTimes() {
  for (const Duration longest : kLongest)
    m_times->addItem(QString::fromStdString(idleTimeText(longest)));
  m_times->setCurrentIndex(2);
}

/// The usual times up to the chosen one, and that one.
std::vector<Duration> IdleView::chosenTimes() const {
  const Duration longest = kLongest[static_cast<std::size_t>(std::max(0, m_times->currentIndex()))];
  std::vector<Duration> times = defaultIdleTimes();
  std::erase_if(times, [&](Duration time) { return time >= longest; });
  times.push_back(longest);
  return times;
}

void IdleView::setRequest(const DiagnosisRequest& request) {
  const bool same = request.host == m_request.host && request.port == m_request.port;
  m_request = request;
  if (same) return;
  m_job->forget();
  forget();
  retranslate();
}

void IdleView::forget() {
  m_answer->clear();
  m_rungs.clear();
  Q_EMIT leftIdleChanged(std::nullopt);
}

void IdleView::start() {
  if (stop()) return;
  forget();
  m_since.start();
  m_job->start(
      m_request.host,
      [this](const IpAddress& address) {
        m_target = {address, m_request.port};
        auto* finder = new IdleFinder(m_target, chosenTimes(), kConnectTime);
        connect(finder, &IdleFinder::progressed, this, [this](const std::vector<IdleRung>& rungs) {
          if (m_job->isRunning()) showRungs(rungs);
        });
        return finder;
      },
      [this](const std::vector<IdleRung>& rungs) { finish(rungs); },
      [this](const Error& error) {
        m_answer->setAnswer(answerOf(error));
        retranslate();
      });
  retranslate();
}

bool IdleView::stop() {
  const bool ran = m_job->isRunning();
  m_job->stop();
  if (ran) retranslate();
  return ran;
}

void IdleView::finish(const std::vector<IdleRung>& rungs) {
  m_rungs = rungs;
  const IdleVerdict verdict = judgeIdle(rungs);
  m_answer->setAnswer(answerOf(verdict));
  if (verdict.code != IdleCode::kUnfinished) Q_EMIT leftIdleChanged(LeftIdle{m_target, rungs});
  retranslate();
}

void IdleView::showRungs(const std::vector<IdleRung>& rungs) {
  m_rungs = rungs;
  clearRungs();
  for (std::size_t i = 0; i < rungs.size(); ++i) {
    const FateLook look = lookOf(rungs[i].fate);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kSmall);
    auto* time = new Text(TextRole::kStrong);
    time->setText(QString::fromStdString(idleTimeText(rungs[i].idle)));
    auto* fate = new Text(TextRole::kBody);
    fate->setText(label({"idle-fate." + std::string(name(rungs[i].fate)), {}}));
    row->addWidget(new IconLabel(QLatin1String(look.icon), look.tone, kIcon));
    row->addWidget(time);
    row->addWidget(fate, 1);
    auto* cell = new QWidget;
    row->setContentsMargins(0, 0, 0, 0);
    cell->setLayout(row);
    m_grid->addWidget(cell, static_cast<int>(i) / kColumns, static_cast<int>(i) % kColumns);
  }
}

void IdleView::clearRungs() {
  while (QLayoutItem* item = m_grid->takeAt(0)) {
    delete item->widget();
    delete item;
  }
}

void IdleView::showProgress() {
  if (m_rungs.empty()) return;
  const auto elapsed = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::milliseconds(m_since.elapsed()));
  const auto total = std::chrono::duration_cast<std::chrono::seconds>(m_rungs.back().idle);
  const auto left = std::max(std::chrono::seconds(1), total - elapsed);
  const double done = static_cast<double>(std::min(elapsed, total).count());
  m_progress->tell(done / static_cast<double>(std::max<std::int64_t>(1, total.count())),
                   tr("At most %1 left").arg(QString::fromStdString(idleTimeText(left))));
}

void IdleView::retranslate() {
  const bool running = m_job->isRunning();
  m_clock->setRunning(running);
  m_times->setEnabled(!running);
  m_progress->setVisible(running);
  m_button->setText(running ? tr("Stop") : tr("Leave connections idle"));
  m_button->setIcon(lineIcon(running ? QStringLiteral("stop") : QStringLiteral("clock")));
  m_hint->setText(
      tr("Sessions hang after a pause? This opens several connections, leaves each alone for a while, and "
         "then asks whether it is still there. No data is sent."));
  m_timesCaption->setText(tr("Up to"));
  m_times->setAccessibleName(m_timesCaption->text());
  showRungs(m_rungs);
  showProgress();
}

}  // namespace synscope
