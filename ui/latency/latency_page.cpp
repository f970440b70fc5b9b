#include "ui/latency/latency_page.h"

#include "core/engine/base/clock.h"
#include "core/engine/base/net_thread.h"
#include "core/engine/diagnose/demo_target.h"
#include "ui/latency/latency_answer.h"
#include "ui/latency/latency_recovery.h"
#include "ui/latency/latency_words.h"
#include "ui/plots/plot_unit.h"
#include "ui/shell/language.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/icon.h"

#include <QDateTime>
#include <QFile>
#include <QPushButton>

#include <algorithm>

namespace synscope {
namespace {

constexpr int kAutosaveSeconds = 60;
/// Of one run. It takes 20 MB a day at one request a second; beyond the limit a killed program loses what came after
/// the last time the run was kept.
constexpr std::uint64_t kMostRecordedBytes = std::uint64_t{1} << 30U;
constexpr double kMostRecorded = 200;  ///< Samples a second that are recorded one by one; more would fill the disk.

LatencyPage::Opener realOpener() {
  return [](const LatencySettings& settings) { return std::make_unique<LiveLatency>(settings); };
}

}  // namespace

LatencyPage::LatencyPage(SettingsStore& settings, QWidget* parent) : LatencyPage(settings, realOpener(), {}, parent) {}

LatencyPage::LatencyPage(SettingsStore& settings, Opener opener, const QString& base, QWidget* parent)
    : LatencyPage(settings, std::move(opener), base, new LatencyForm(settings), parent) {}

LatencyPage::LatencyPage(SettingsStore& settings, Opener opener, const QString& base, LatencyForm* form,
                         QWidget* parent)
    : RunPage(QStringLiteral("latency"), base, form, new LatencyView, parent),
      m_settings(settings),
      m_opener(std::move(opener)),
      m_form(form),
      m_try(new QPushButton(lineIcon(QStringLiteral("computer")), QString())) {
  offerSteps();
  connect(m_form, &LatencyForm::submitted, this, &LatencyPage::begin);
  retranslate();
}

LatencyPage::~LatencyPage() {
  if (isRunning()) keepRun(*run(), true);
}

void LatencyPage::offerSteps() {
  offerLastTarget();
  connect(m_try, &QPushButton::clicked, this, &LatencyPage::measureThisMachine);
  empty().addStep(m_try);
}

/// What was diagnosed last is the likeliest to be measured.
void LatencyPage::offerLastTarget() {
  if (m_settings.targets().isEmpty()) return;
  const QString last = m_settings.targets().front();
  auto* step = new QPushButton(lineIcon(QStringLiteral("history")), last);
  connect(step, &QPushButton::clicked, this, [this, last] {
    LatencyDraft draft = m_form->draft();
    draft.set(LatencyField::kTargets, last);
    m_form->setDraft(draft);
    m_form->focusFirst();
  });
  empty().addStep(step);
}

/// The form shows it, and does not remember a port that is gone the next time.
void LatencyPage::measureThisMachine() {
  auto* target = new DemoTarget;
  const std::vector<DemoCase> cases = target->cases();
  m_ownThread = std::make_unique<NetThread>();
  m_ownThread->adopt(target);
  if (cases.empty()) return;
  LatencyDraft draft;
  draft.set(LatencyField::kTargets, QStringLiteral("127.0.0.1:%1").arg(cases.front().request.port));
  draft.set(LatencyField::kInterval, QStringLiteral("0.1"));
  draft.set(LatencyField::kCount, QStringLiteral("100"));
  m_form->setDraft(draft);
  const auto read = settingsFrom(draft);
  if (const auto* settings = std::get_if<LatencySettings>(&read)) begin(*settings);
}

std::shared_ptr<LatencyRunRecord> LatencyPage::newRecord(const LatencySettings& settings) {
  const QDateTime now = QDateTime::currentDateTimeUtc();
  auto record = std::make_shared<LatencyRunRecord>();
  store().prepare();
  record->id = store().newId(now);
  record->startedAtMs = now.toMSecsSinceEpoch();
  record->settings = settings;
  const double perSecond = 1000.0 * static_cast<double>(settings.targets.size()) / toMs(settings.interval);
  record->settings.recordMost = kMostRecordedBytes;
  if (perSecond <= kMostRecorded) record->settings.recordTo = samplesFile(store(), record->id).toStdString();
  return record;
}

void LatencyPage::begin(const LatencySettings& settings) {
  auto record = newRecord(settings);
  m_early.clear();
  m_shownGeneration = 0;
  m_seconds = 0;
  start(record, m_opener(record->settings));
  connect(source(), &LatencySource::failed, this, [this](const Error& error) { sayFailed(shownError(error)); });
  refresh();
}

double LatencyPage::secondsNow() const {
  const TimePoint begin = run()->table->begin;
  return begin == TimePoint{} ? 0 : toMs(monotonicNow() - begin) / 1000;
}

void LatencyPage::take() {
  if (!isRunning()) return;
  if (const auto table = source()->table(); table && table != run()->table) {
    run()->table = table;
    run()->curves->keepLanesOf(*table);
  }
  run()->dropped = source()->dropped();
  std::vector<LatencySample> samples = source()->drain();
  if (run()->table->begin == TimePoint{}) {
    m_early.insert(m_early.end(), samples.begin(), samples.end());
    return;
  }
  run()->curves->feed(m_early, run()->table->begin);
  m_early.clear();
  run()->curves->feed(samples, run()->table->begin);
}

void LatencyPage::onSecond() {
  take();
  if (++m_seconds % kAutosaveSeconds == 0) keepRun(*run(), false);
}

void LatencyPage::refresh() {
  if (!isRunning()) return;
  take();
  if (!isRunShown()) return;
  view().refresh(secondsNow());
  if (run()->table->generation == m_shownGeneration || !areNumbersDue()) return;
  m_shownGeneration = run()->table->generation;
  view().refreshNumbers();
  showProgress();
}

void LatencyPage::showProgress() {
  const std::uint64_t count = run()->settings.count;
  std::uint64_t done = 0, lanes = 0;
  for (const LatencySummary& lane : run()->table->lanes) {
    done += lane.ok + lane.failed;
    if (!lane.lane.retired) ++lanes;
  }
  QStringList parts{latencySettingsLine(run()->settings), plotElapsed(secondsNow())};
  if (run()->dropped > 0)
    parts.append(tr("too fast for the plot: %1, counted all the same").arg(shownCount(run()->dropped)));
  if (count == 0 || lanes == 0) return view().answer().setProgress(-1, parts.join(QStringLiteral("  ·  ")));
  const double share = std::min(1.0, static_cast<double>(done) / static_cast<double>(count * lanes));
  const Duration left = run()->settings.interval * static_cast<std::int64_t>((1 - share) * static_cast<double>(count));
  parts.append(tr("%1 of %2").arg(shownCount(done), shownCount(count * lanes)));
  parts.append(tr("about %1 left").arg(plotElapsed(toMs(left) / 1000)));
  view().answer().setProgress(share, parts.join(QStringLiteral("  ·  ")));
}

void LatencyPage::onEnded() {
  take();
  keepRun(*run(), true);
  letGo();
  if (!isRunInView()) return;
  showLine();
  view().refresh(std::max(run()->curves->end(), 0.1));
  if (view().plots().view().isFollowing()) view().plots().view().fit();
  view().refreshNumbers();
}

void LatencyPage::keepRun(const LatencyRunRecord& record, bool over) {
  std::vector<std::pair<QString, LatencySummary>> lanes;
  std::uint64_t sent = 0;
  for (const LatencySummary& lane : record.table->lanes) {
    lanes.emplace_back(laneLabel(lane.lane), lane);
    sent += lane.sent;
  }
  if (sent == 0) return;
  const KeptRun kept{record.id, latencyTitle(record.settings), latencyAnswer(lanes).title.in(labelLanguage()),
                     QDateTime::fromMSecsSinceEpoch(record.startedAtMs)};
  std::function<void()> then;
  if (over) then = [samples = samplesFile(store(), record.id)] { QFile::remove(samples); };
  keep(kept, jsonOf(record), std::move(then));
}

void LatencyPage::openKept(const QStringList& ids) {
  openKeptAs(ids, latencyRecordFromJson);
}

/// Runs of a program that was killed are summed up first.
void LatencyPage::showHistory() {
  RunPage::showHistory();
  auto recovery = std::make_unique<LatencyRecovery>(store());
  if (isRunning() || !recovery->isNeeded()) return;
  startJob<LatencyRecovery>(std::move(recovery), HistoryView::Work::kRecovering, [this](LatencyRecovery& job) {
    for (const auto& record : job.takeRecovered())
      keepRun(*record, true);
  });
}

QString LatencyPage::titleOf(const LatencyRunRecord& record) const {
  return latencyTitle(record.settings);
}

QString LatencyPage::settingsOf(const LatencyRunRecord& record) const {
  return latencySettingsLine(record.settings);
}

QString LatencyPage::lengthOf(const LatencyRunRecord& record) const {
  return plotElapsed(record.curves->end());
}

QByteArray LatencyPage::resultAs(const QString& ending) const {
  QByteArray bytes;
  for (const auto& record : records())
    bytes += ending == QStringLiteral("json") ? toJson(*record) + '\n' : toCsv(*record);
  return bytes;
}

void LatencyPage::retranslate() {
  m_try->setText(tr("Measure this machine"));
  m_try->setToolTip(tr("Against a listener of this program: it needs no network."));
  empty().setWords(
      tr("How long does it take?"),
      tr("Type one or several targets above and press Start. Every request is timed step by step: connect, "
         "TLS, first byte; lost ones and those that needed another SYN are counted apart."));
  if (isRunning()) showProgress();
}

}  // namespace synscope
