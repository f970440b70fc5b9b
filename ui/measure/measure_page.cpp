#include "ui/measure/measure_page.h"

#include "ui/frame_clock.h"
#include "ui/measure/measure_form.h"
#include "ui/shell/shown_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/save_dialog.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace synscope {
namespace {

constexpr int kSecondMs = 1000;
constexpr qint64 kNumbersMs = 250;

/// The parts of the page. In a low window it gives way, and the form above keeps its fields whole.
class Body : public QStackedWidget {
 public:
  Body() { setMinimumHeight(1); }
  bool hasHeightForWidth() const override { return false; }
};

}  // namespace

MeasurePage::MeasurePage(const QString& kind, const QString& base, MeasureForm* form, QWidget* result, QWidget* parent)
    : Page(parent),
      m_kind(kind),
      m_store(kind, base),
      m_keeper(m_store),
      m_form(form),
      m_result(result),
      m_history(new HistoryView(m_store)),
      m_empty(new EmptyState(kind)),
      m_body(new Body),
      m_message(new InlineMessage),
      m_clock(new FrameClock(this, FrameClock::kSmooth)) {
  setupLayout();
  connectParts();
}

void MeasurePage::setupLayout() {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(space::kPage, space::kLarge, space::kPage, space::kLarge);
  column->setSpacing(space::kMedium);
  auto* card = new Card;
  card->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
  auto* inset = new QVBoxLayout(card);
  inset->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kSmall);
  inset->setSpacing(space::kSmall);
  inset->addWidget(m_form);
  inset->addWidget(m_message);
  column->addWidget(card);
  m_body->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
  for (QWidget* part : {static_cast<QWidget*>(m_empty), m_result, static_cast<QWidget*>(m_history)})
    m_body->addWidget(part);
  column->addWidget(m_body, 1);
}

void MeasurePage::connectParts() {
  m_second.setInterval(kSecondMs);
  connect(&m_second, &QTimer::timeout, this, [this] { onSecond(); });
  connect(m_clock, &FrameClock::tick, this, [this] { refresh(); });
  connect(m_form, &MeasureForm::stopRequested, this, [this] { stop(); });
  connect(m_form, &MeasureForm::historyRequested, this, [this] { showHistory(); });
  connect(m_history, &HistoryView::openRequested, this, [this](const QStringList& ids) { openKept(ids); });
  connect(m_history, &HistoryView::closeRequested, this, &MeasurePage::goBack);
  connect(m_history, &HistoryView::giveUpRequested, this, &MeasurePage::giveUpJob);
  connect(&m_keeper, &RunKeeper::failed, this, [this](const Error& error) { sayFailed(shownError(error)); });
  connect(&m_keeper, &RunKeeper::kept, this, [this] {
    if (isPartShown(m_history)) m_history->refresh();
  });
}

void MeasurePage::keep(const KeptRun& run, std::function<QByteArray()> json, std::function<void()> then) {
  m_keeper.keep(run, std::move(json), std::move(then));
}

void MeasurePage::beginJob(KeptJob* job, HistoryView::Work work, std::function<void()> done) {
  giveUpJob();
  m_job = job;
  job->setParent(this);
  m_history->setWork(work);
  connect(job, &KeptJob::progressed, m_history, &HistoryView::setProgress);
  connect(job, &Job::ended, this, [this, job, done = std::move(done)] {
    m_job = nullptr;
    m_history->setWork(HistoryView::Work::kNone);
    done();
    job->deleteLater();
  });
  job->start();
}

/// It ends by itself, soon, and nobody hears of it.
void MeasurePage::giveUpJob() {
  if (m_job == nullptr) return;
  m_job->disconnect(this);
  m_job->disconnect(m_history);
  connect(m_job, &Job::ended, m_job, &QObject::deleteLater);
  m_job->cancel();
  m_job = nullptr;
  m_history->setWork(HistoryView::Work::kNone);
}

void MeasurePage::addPart(QWidget* part) {
  m_body->addWidget(part);
}

void MeasurePage::showPart(QWidget* part) {
  m_body->setCurrentWidget(part);
}

bool MeasurePage::isPartShown(const QWidget* part) const {
  return m_body->currentWidget() == part;
}

void MeasurePage::goBack() {
  showPart(hasResult() ? m_result : m_empty);
}

void MeasurePage::updateRunning() {
  m_form->setRunning(isRunning());
  isRunning() ? m_second.start() : m_second.stop();
  m_clock->setRunning(wantsFrames());
  m_numbers.invalidate();
}

bool MeasurePage::areNumbersDue() {
  if (m_numbers.isValid() && m_numbers.elapsed() < kNumbersMs) return false;
  m_numbers.start();
  return true;
}

void MeasurePage::showHistory() {
  m_history->refresh();
  showPart(m_history);
}

void MeasurePage::focusFirst() {
  m_form->focusFirst();
}

void MeasurePage::save() {
  askAndSave(usualEnding());
}

QString MeasurePage::fileName() const {
  return QStringLiteral("synscope-") + m_kind;
}

void MeasurePage::askAndSave(const QString& ending) {
  if (!hasResult()) return;
  askWhereToSave(this, saveTitle(), fileName(), {ending}, [this](const QString& file) { saveTo(file); });
}

bool MeasurePage::saveTo(const QString& file) {
  const QString ending = file.section(QLatin1Char('.'), -1).toLower();
  if (const auto wrong = writeFile(file, resultAs(ending))) return sayFailed(*wrong), false;
  m_message->confirm(tr("Saved as %1").arg(file));
  return true;
}

void MeasurePage::sayFailed(const QString& sentence) {
  m_message->say(Tone::kBad, sentence);
}

}  // namespace synscope
