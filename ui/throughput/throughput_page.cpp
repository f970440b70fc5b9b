#include "ui/throughput/throughput_page.h"

#include "ui/frame_clock.h"
#include "ui/history/history_view.h"
#include "ui/plots/plot_stack.h"
#include "ui/plots/plot_unit.h"
#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"
#include "ui/throughput/nearby_servers.h"
#include "ui/throughput/throughput_answer.h"
#include "ui/throughput/throughput_form.h"
#include "ui/throughput/throughput_report_text.h"
#include "ui/throughput/throughput_view.h"
#include "ui/throughput/throughput_words.h"
#include "ui/widgets/answer_card.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/save_dialog.h"

#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace synscope {
namespace {

constexpr int kHiddenMs = 1000;
constexpr std::size_t kGrown = 600;    ///< A test of ten minutes is written every second, one of an hour every six.
constexpr double kLongestWhole = 600;  ///< Seconds: longer tests are followed.
constexpr int kNumbersEvery = 8;       ///< Frames.
const QString kFileName = QStringLiteral("synscope-throughput");

ThroughputPage::Openers realOpeners() {
  return {[](const ThroughputOrder& order) { return std::make_unique<LiveThroughput>(order); },
          [](const ThroughputServerSettings& settings) { return std::make_unique<LiveThroughputServer>(settings); }};
}

}  // namespace

ThroughputPage::ThroughputPage(SettingsStore& settings, QWidget* parent)
    : ThroughputPage(settings, realOpeners(), {}, parent) {}

ThroughputPage::ThroughputPage(SettingsStore& settings, Openers openers, const QString& base, QWidget* parent)
    : Page(parent),
      m_openers(std::move(openers)),
      m_store(QStringLiteral("throughput"), base),
      m_form(new ThroughputForm(settings)),
      m_view(new ThroughputView),
      m_server(new ServerPanel(m_openers.server)),
      m_history(new HistoryView(m_store)),
      m_empty(new EmptyState(QStringLiteral("throughput"))),
      m_try(new QPushButton(lineIcon(QStringLiteral("try")), QString())),
      m_serve(new QPushButton(lineIcon(QStringLiteral("server")), QString())),
      m_body(new QStackedWidget),
      m_message(new InlineMessage),
      m_clock(new FrameClock(this)),
      m_nearby(new NearbyServers(this)) {
  setupLayout();
  connectParts();
  retranslate();
}

ThroughputPage::~ThroughputPage() {
  if (m_source) keep();
}

void ThroughputPage::setupLayout() {
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
  m_empty->addStep(m_try);
  m_empty->addStep(m_serve);
  for (QWidget* each : {static_cast<QWidget*>(m_empty), static_cast<QWidget*>(m_view), static_cast<QWidget*>(m_server),
                        static_cast<QWidget*>(m_history)})
    m_body->addWidget(each);
  column->addWidget(m_body, 1);
  m_hidden.setInterval(kHiddenMs);
}

void ThroughputPage::connectParts() {
  connect(&m_hidden, &QTimer::timeout, this, &ThroughputPage::keepOnTheWay);
  connect(m_clock, &FrameClock::tick, this, &ThroughputPage::refresh);
  connect(m_form, &ThroughputForm::submitted, this, &ThroughputPage::begin);
  connect(m_form, &ThroughputForm::stopRequested, this, &ThroughputPage::stop);
  connect(m_form, &ThroughputForm::historyRequested, this, &ThroughputPage::showHistory);
  connect(m_form, &ThroughputForm::beServerRequested, this, &ThroughputPage::showServer);
  connect(m_nearby, &NearbyServers::found, this, &ThroughputPage::onNearby);
  connect(m_form, &ThroughputForm::lookAroundRequested, this, [this] {
    m_message->mention(Tone::kInfo, tr("Looking on the local network …"));
    m_nearby->look();
  });
  connect(m_serve, &QPushButton::clicked, this, &ThroughputPage::showServer);
  connect(m_try, &QPushButton::clicked, this, [this] {
    if (!m_server->isServing()) m_server->start();
    ThroughputDraft draft = m_form->draft();
    draft.set(ThroughputField::kServer, QStringLiteral("127.0.0.1:%1").arg(m_server->port().text().trimmed()));
    m_form->setDraft(draft);
    m_form->focusServer();
  });
  connect(m_history, &HistoryView::openRequested, this, &ThroughputPage::openKept);
  connect(m_history, &HistoryView::closeRequested, this, &ThroughputPage::goBack);
  connect(m_server, &ServerPanel::closeRequested, this, &ThroughputPage::goBack);
  connect(m_server, &ServerPanel::servingChanged, this, &ThroughputPage::updateClock);
  connect(m_server, &ServerPanel::openRequested, this, [this](std::shared_ptr<const ThroughputReport> report) {
    auto record = std::make_shared<ThroughputRunRecord>();
    record->curves->feed(report->intervals);
    record->report = std::move(report);
    showRecords({record});
  });
  connect(m_view, &ThroughputView::exportRequested, this, &ThroughputPage::askAndSave);
}

void ThroughputPage::onNearby(const std::vector<FoundPeer>& servers) {
  std::vector<std::pair<QString, QString>> named;
  for (const FoundPeer& peer : servers)
    named.emplace_back(shown(peer.what.name), shown(IpEndpoint{peer.address, peer.what.throughputPort}.toString()));
  m_form->setNearby(named);
  if (named.empty())
    return m_message->mention(Tone::kInfo,
                              tr("None found. At the other machine: “Be the server”, and let it be found."));
  m_message->confirm(tr("Found: %1").arg(named.front().first));
}

void ThroughputPage::updateClock() {
  m_clock->setRunning(m_source != nullptr || m_server->isServing());
}

void ThroughputPage::begin(const ThroughputOrder& order) {
  const QDateTime now = QDateTime::currentDateTimeUtc();
  m_message->clear();
  m_record = std::make_shared<ThroughputRunRecord>();
  m_keptIntervals = 0;
  m_record->id = m_store.newId(now);
  m_source = m_openers.client(order);
  connect(m_source.get(), &ThroughputSource::phaseChanged, this, &ThroughputPage::onPhase);
  connect(m_source.get(), &ThroughputSource::ended, this, &ThroughputPage::onEnded);
  connect(m_source.get(), &ThroughputSource::serverBusy, this, [this](Duration wait) {
    m_message->mention(Tone::kInfo, tr("The server is busy; asked again in %1.").arg(shownTime(wait)));
  });
  m_form->setRunning(true);
  m_hidden.start();
  showRecords({m_record});
  const double whole = toMs(order.settings.time + order.settings.omit) / 1000;
  if (whole > 0 && whole <= kLongestWhole) m_view->plots().view().reset(whole);
  onPhase(ThroughputClient::Phase::kResolving);
  updateClock();
}

void ThroughputPage::onPhase(ThroughputClient::Phase phase) {
  m_phase = phase;
  if (!m_source) return;
  m_view->setPhase(phaseLabel(phase));
  refresh();
  m_view->refreshNumbers();
  showProgress();
}

void ThroughputPage::take() {
  if (!m_source) return;
  const std::vector<ThroughputInterval> intervals = m_source->drain();
  m_record->curves->feed(intervals);
  if (const auto report = m_source->report()) m_record->report = report;
}

void ThroughputPage::refresh() {
  const bool numbers = m_frame++ % kNumbersEvery == 0;
  if (m_body->currentWidget() == m_server && numbers) m_server->refresh();
  if (!m_source) return;
  take();
  const bool shown = m_view->records().size() == 1 && m_view->records().front() == m_record;
  if (!shown || m_body->currentWidget() != m_view) return;
  m_view->refresh();
  if (!numbers) return;
  m_view->refreshNumbers();
  showProgress();
}

void ThroughputPage::showProgress() {
  const ThroughputReport& report = *m_record->report;
  QStringList parts{throughputSettingsLine(report)};
  const double whole = toMs(report.settings.time + report.settings.omit) / 1000, done = m_record->curves->end;
  const bool timed = report.settings.time > Duration{} && report.settings.bytes == 0;
  if (done > 0) parts.append(plotElapsed(done));
  if (timed && done > 0) parts.append(tr("about %1 left").arg(plotElapsed(std::max(0.0, whole - done))));
  m_view->answer().setProgress(timed && done > 0 ? std::min(1.0, done / whole) : -1,
                               parts.join(QStringLiteral("  ·  ")));
}

void ThroughputPage::onEnded() {
  take();
  keep();
  m_source.release()->deleteLater();
  m_hidden.stop();
  m_form->setRunning(false);
  updateClock();
  if (m_view->records().empty() || m_view->records().front() != m_record) return;
  m_view->setPhase({});
  m_view->answer().hideProgress();
  m_view->plots().setTitle(throughputTitle(*m_record->report), throughputSettingsLine(*m_record->report), kFileName);
  m_view->refresh();
  m_view->plots().view().fit();
  m_view->refreshNumbers();
}

/// A long report costs more to write: it is written when it has grown by a part of itself.
void ThroughputPage::keepOnTheWay() {
  take();
  const std::size_t now = m_record->report->intervals.size();
  if (now < m_keptIntervals + 1 + m_keptIntervals / kGrown) return;
  m_keptIntervals = now;
  keep();
}

/// Nothing to keep where nothing was sent.
void ThroughputPage::keep() {
  const ThroughputReport& report = *m_record->report;
  if (report.intervals.empty()) return;
  const ThroughputAnswer answer = throughputAnswer(report);
  const KeptRun run{m_record->id, throughputTitle(report), answer.title.in(labelLanguage()),
                    QDateTime::fromMSecsSinceEpoch(report.startedAtMs)};
  if (const auto wrong = m_store.keep(run, toJson(*m_record))) sayFailed(*wrong);
}

void ThroughputPage::openKept(const QStringList& ids) {
  std::vector<std::shared_ptr<ThroughputRunRecord>> records;
  for (const QString& id : ids) {
    auto read = throughputRecordFromJson(m_store.read(id));
    if (!read) {
      sayFailed(shownError(read.error()));
      continue;
    }
    records.push_back(std::make_shared<ThroughputRunRecord>(std::move(read).value()));
    records.back()->id = id;
  }
  if (!records.empty()) showRecords(std::move(records));
}

void ThroughputPage::showRecords(std::vector<std::shared_ptr<ThroughputRunRecord>> records) {
  const ThroughputReport& first = *records.front()->report;
  m_view->plots().setTitle(throughputTitle(first), throughputSettingsLine(first), kFileName);
  m_view->setRecords(std::move(records));
  m_view->answer().hideProgress();
  m_body->setCurrentWidget(m_view);
}

void ThroughputPage::showHistory() {
  m_history->refresh();
  m_body->setCurrentWidget(m_history);
}

void ThroughputPage::showServer() {
  m_body->setCurrentWidget(m_server);
}

void ThroughputPage::goBack() {
  m_body->setCurrentWidget(m_view->records().empty() ? static_cast<QWidget*>(m_empty) : m_view);
}

void ThroughputPage::focusFirst() {
  m_form->focusServer();
}

bool ThroughputPage::stop() {
  if (!m_source) return false;
  m_source->stop();
  return true;
}

void ThroughputPage::copy() {
  if (!m_view->records().empty()) QGuiApplication::clipboard()->setText(m_view->asText());
}

void ThroughputPage::save() {
  askAndSave(QStringLiteral("json"));
}

void ThroughputPage::askAndSave(const QString& ending) {
  if (m_view->records().empty()) return;
  askWhereToSave(this, tr("Save the test"), kFileName, {ending}, [this](const QString& file) { saveTo(file); });
}

bool ThroughputPage::saveTo(const QString& file) {
  const auto ends = [&file](const char* ending) { return file.endsWith(QLatin1String(ending), Qt::CaseInsensitive); };
  QByteArray bytes;
  for (const auto& record : m_view->records()) {
    if (ends(".txt"))
      bytes += throughputReportText(*record->report).toUtf8();
    else
      bytes += ends(".csv") ? toCsv(*record) : toJson(*record) + '\n';
  }
  if (const auto wrong = writeFile(file, bytes)) return sayFailed(*wrong), false;
  m_message->confirm(tr("Saved as %1").arg(file));
  return true;
}

void ThroughputPage::sayFailed(const QString& sentence) {
  m_message->say(Tone::kBad, sentence);
}

void ThroughputPage::retranslate() {
  m_empty->setWords(
      tr("How fast does it go, and why no faster?"),
      tr("Type a server above and press Start: any iperf3 server, or another SynScope that is the server. "
         "The answer names what held the rate, with the numbers that say so."));
  m_try->setText(tr("Measure this machine against itself"));
  m_serve->setText(tr("Be the server for another machine"));
}

}  // namespace synscope
