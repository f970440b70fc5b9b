#include "ui/latency/latency_page.h"

#include "core/engine/base/clock.h"
#include "ui/frame_clock.h"
#include "ui/history/history_view.h"
#include "ui/latency/latency_answer.h"
#include "ui/latency/latency_form.h"
#include "ui/latency/latency_recovery.h"
#include "ui/latency/latency_view.h"
#include "ui/latency/latency_words.h"
#include "ui/plots/plot_stack.h"
#include "ui/plots/plot_unit.h"
#include "ui/shell/language.h"
#include "ui/shell/settings_store.h"
#include "ui/shell/shown_text.h"
#include "ui/widgets/answer_card.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/save_dialog.h"

#include <QClipboard>
#include <QDateTime>
#include <QFile>
#include <QGuiApplication>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace synscope {
namespace {

constexpr int kHiddenMs = 1000;
constexpr int kAutosaveMs = 60'000;
constexpr double kMostRecorded = 200;  ///< Samples a second that are recorded one by one; more would fill the disk.
constexpr int kNumbersEvery = 8;       ///< Frames: numbers that change faster cannot be read.
const QString kExample = QStringLiteral("example.net:443");

LatencyPage::Opener realOpener() {
  return [](const LatencySettings& settings) { return std::make_unique<LiveLatency>(settings); };
}

}  // namespace

LatencyPage::LatencyPage(SettingsStore& settings, QWidget* parent) : LatencyPage(settings, realOpener(), {}, parent) {}

LatencyPage::LatencyPage(SettingsStore& settings, Opener opener, const QString& base, QWidget* parent)
    : Page(parent),
      m_settings(settings),
      m_opener(std::move(opener)),
      m_store(QStringLiteral("latency"), base),
      m_form(new LatencyForm(settings)),
      m_view(new LatencyView),
      m_history(new HistoryView(m_store)),
      m_empty(new EmptyState(QStringLiteral("latency"))),
      m_body(new QStackedWidget),
      m_message(new InlineMessage),
      m_clock(new FrameClock(this)) {
  setupLayout();
  fillSteps();
  m_hidden.setInterval(kHiddenMs);
  m_autosave.setInterval(kAutosaveMs);
  connect(&m_autosave, &QTimer::timeout, this, [this] { keep(false); });
  connect(&m_hidden, &QTimer::timeout, this, &LatencyPage::take);
  connect(m_clock, &FrameClock::tick, this, &LatencyPage::refresh);
  connect(m_form, &LatencyForm::submitted, this, &LatencyPage::begin);
  connect(m_form, &LatencyForm::stopRequested, this, &LatencyPage::stop);
  connect(m_form, &LatencyForm::historyRequested, this, &LatencyPage::showHistory);
  connect(m_history, &HistoryView::openRequested, this, &LatencyPage::openKept);
  connect(m_history, &HistoryView::closeRequested, this,
          [this] { m_body->setCurrentWidget(m_view->records().empty() ? static_cast<QWidget*>(m_empty) : m_view); });
  connect(m_view, &LatencyView::exportRequested, this, &LatencyPage::askAndSave);
  retranslate();
}

LatencyPage::~LatencyPage() {
  if (m_source) keep(true);
}

void LatencyPage::setupLayout() {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(space::kPage, space::kLarge, space::kPage, space::kLarge);
  column->setSpacing(space::kMedium);
  auto* card = new Card;
  card->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
  m_body->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
  auto* inset = new QVBoxLayout(card);
  inset->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kSmall);
  inset->setSpacing(space::kSmall);
  inset->addWidget(m_form);
  inset->addWidget(m_message);
  column->addWidget(card);
  for (QWidget* each :
       {static_cast<QWidget*>(m_empty), static_cast<QWidget*>(m_view), static_cast<QWidget*>(m_history)})
    m_body->addWidget(each);
  column->addWidget(m_body, 1);
}

/// What was diagnosed last is the likeliest to be measured.
void LatencyPage::fillSteps() {
  const QString last = m_settings.targets().isEmpty() ? kExample : m_settings.targets().front();
  auto* step = new QPushButton(lineIcon(QStringLiteral("try")), last);
  connect(step, &QPushButton::clicked, this, [this, last] {
    LatencyDraft draft = m_form->draft();
    draft.set(LatencyField::kTargets, last);
    m_form->setDraft(draft);
    m_form->focusTargets();
  });
  m_empty->addStep(step);
}

void LatencyPage::begin(const LatencySettings& settings) {
  const QDateTime now = QDateTime::currentDateTimeUtc();
  m_message->clear();
  m_record = std::make_shared<LatencyRunRecord>();
  m_store.prepare();
  m_record->id = m_store.newId(now);
  m_record->settings = settings;
  const double perSecond = 1000.0 * static_cast<double>(settings.targets.size()) / toMs(settings.interval);
  if (perSecond <= kMostRecorded) m_record->settings.recordTo = samplesFile(m_store, m_record->id).toStdString();
  m_record->startedAtMs = now.toMSecsSinceEpoch();
  m_early.clear();
  m_shownGeneration = 0;
  m_source = m_opener(m_record->settings);
  connect(m_source.get(), &LatencySource::failed, this, [this](const Error& error) { sayFailed(shownError(error)); });
  connect(m_source.get(), &LatencySource::ended, this, &LatencyPage::onEnded);
  m_form->setRunning(true);
  m_hidden.start();
  m_autosave.start();
  m_clock->setRunning(true);
  m_view->setRecords({m_record});
  m_view->plots().setTitle(latencyTitle(settings), latencySettingsLine(settings), QStringLiteral("synscope-latency"));
  m_body->setCurrentWidget(m_view);
  refresh();
}

double LatencyPage::secondsNow() const {
  const TimePoint begin = m_record->table->begin;
  return begin == TimePoint{} ? 0 : toMs(monotonicNow() - begin) / 1000;
}

void LatencyPage::take() {
  if (!m_source) return;
  if (const auto table = m_source->table()) m_record->table = table;
  m_record->dropped = m_source->dropped();
  std::vector<LatencySample> samples = m_source->drain();
  if (m_record->table->begin == TimePoint{}) {
    m_early.insert(m_early.end(), samples.begin(), samples.end());
    return;
  }
  m_record->curves->feed(m_early, m_record->table->begin);
  m_early.clear();
  m_record->curves->feed(samples, m_record->table->begin);
}

void LatencyPage::refresh() {
  if (!m_record || !m_source) return;
  take();
  const bool shown = m_view->records().size() == 1 && m_view->records().front() == m_record;
  if (!shown || m_body->currentWidget() != m_view) return;
  m_view->refresh(secondsNow());
  if (m_frame++ % kNumbersEvery != 0 || m_record->table->generation == m_shownGeneration) return;
  m_shownGeneration = m_record->table->generation;
  m_view->refreshNumbers();
  showProgress();
}

void LatencyPage::showProgress() {
  const std::uint64_t count = m_record->settings.count;
  std::uint64_t done = 0, lanes = 0;
  for (const LatencySummary& lane : m_record->table->lanes) {
    done += lane.ok + lane.failed;
    if (!lane.lane.retired) ++lanes;
  }
  QStringList parts{latencySettingsLine(m_record->settings), plotElapsed(secondsNow())};
  if (m_record->dropped > 0)
    parts.append(tr("too fast for the plot: %1, counted all the same").arg(shownCount(m_record->dropped)));
  if (count == 0 || lanes == 0) return m_view->answer().setProgress(-1, parts.join(QStringLiteral("  ·  ")));
  const double share = std::min(1.0, static_cast<double>(done) / static_cast<double>(count * lanes));
  const Duration left =
      m_record->settings.interval * static_cast<std::int64_t>((1 - share) * static_cast<double>(count));
  parts.append(tr("%1 of %2").arg(shownCount(done), shownCount(count * lanes)));
  parts.append(tr("about %1 left").arg(plotElapsed(toMs(left) / 1000)));
  m_view->answer().setProgress(share, parts.join(QStringLiteral("  ·  ")));
}

void LatencyPage::onEnded() {
  take();
  keep(true);
  m_source.release()->deleteLater();
  m_hidden.stop();
  m_autosave.stop();
  m_clock->setRunning(false);
  m_form->setRunning(false);
  m_view->answer().hideProgress();
  if (m_view->records().empty() || m_view->records().front() != m_record) return;
  m_view->refresh(std::max(m_record->curves->end(), 0.1));
  if (m_view->plots().view().isFollowing()) m_view->plots().view().fit();
  m_view->refreshNumbers();
}

/// Nothing to keep where nothing was sent.
void LatencyPage::keep(bool over) {
  std::vector<std::pair<QString, LatencySummary>> lanes;
  std::uint64_t sent = 0;
  for (const LatencySummary& lane : m_record->table->lanes) {
    lanes.emplace_back(laneLabel(lane.lane), lane);
    sent += lane.sent;
  }
  if (sent == 0) return;
  const QString answer = latencyAnswer(lanes).title.in(labelLanguage());
  const KeptRun run{m_record->id, latencyTitle(m_record->settings), answer,
                    QDateTime::fromMSecsSinceEpoch(m_record->startedAtMs)};
  if (const auto wrong = m_store.keep(run, toJson(*m_record))) return sayFailed(*wrong);
  if (over) QFile::remove(samplesFile(m_store, m_record->id));
}

void LatencyPage::openKept(const QStringList& ids) {
  std::vector<std::shared_ptr<LatencyRunRecord>> records;
  for (const QString& id : ids) {
    auto read = latencyRecordFromJson(m_store.read(id));
    if (!read) {
      sayFailed(shownError(read.error()));
      continue;
    }
    auto record = std::make_shared<LatencyRunRecord>(std::move(read).value());
    record->id = id;
    records.push_back(std::move(record));
  }
  if (!records.empty()) showRecords(std::move(records));
}

void LatencyPage::showRecords(std::vector<std::shared_ptr<LatencyRunRecord>> records) {
  const LatencyRunRecord& first = *records.front();
  m_view->plots().setTitle(latencyTitle(first.settings), latencySettingsLine(first.settings),
                           QStringLiteral("synscope-latency"));
  m_view->setRecords(std::move(records));
  m_view->answer().hideProgress();
  m_body->setCurrentWidget(m_view);
}

void LatencyPage::showHistory() {
  if (!m_source) recoverRuns(m_store);
  m_history->refresh();
  m_body->setCurrentWidget(m_history);
}

void LatencyPage::focusFirst() {
  m_form->focusTargets();
}

bool LatencyPage::stop() {
  if (!m_source) return false;
  m_source->stop();
  return true;
}

void LatencyPage::copy() {
  if (!m_view->records().empty()) QGuiApplication::clipboard()->setText(m_view->asText());
}

void LatencyPage::save() {
  askAndSave(QStringLiteral("csv"));
}

void LatencyPage::askAndSave(const QString& ending) {
  if (m_view->records().empty()) return;
  askWhereToSave(this, tr("Save the measurement"), QStringLiteral("synscope-latency"), {ending},
                 [this](const QString& file) { saveTo(file); });
}

bool LatencyPage::saveTo(const QString& file) {
  QByteArray bytes;
  const bool json = file.endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
  for (const auto& record : m_view->records())
    bytes += json ? toJson(*record) + '\n' : toCsv(*record);
  if (const auto wrong = writeFile(file, bytes)) return sayFailed(*wrong), false;
  m_message->confirm(tr("Saved as %1").arg(file));
  return true;
}

void LatencyPage::sayFailed(const QString& sentence) {
  m_message->say(Tone::kBad, sentence);
}

void LatencyPage::retranslate() {
  m_empty->setWords(
      tr("How long does it take?"),
      tr("Type one or several targets above and press Start. Every request is timed step by step: connect, "
         "TLS, first byte; lost ones and those that needed another SYN are counted apart."));
  if (m_source) showProgress();
}

}  // namespace synscope
