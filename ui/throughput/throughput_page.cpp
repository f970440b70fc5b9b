#include "ui/throughput/throughput_page.h"

#include "ui/plots/plot_unit.h"
#include "ui/shell/language.h"
#include "ui/throughput/nearby_servers.h"
#include "ui/throughput/throughput_answer.h"
#include "ui/throughput/throughput_report_text.h"
#include "ui/throughput/throughput_words.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/inline_message.h"

#include <QDateTime>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace synscope {
namespace {

constexpr std::size_t kGrown = 600;    ///< A test of ten minutes is written every second, one of an hour every six.
constexpr double kLongestWhole = 600;  ///< Seconds: longer tests are followed.

ThroughputPage::Openers realOpeners() {
  return {[](const ThroughputOrder& order) { return std::make_unique<LiveThroughput>(order); },
          [](const ThroughputServerSettings& settings) { return std::make_unique<LiveThroughputServer>(settings); }};
}

}  // namespace

ThroughputPage::ThroughputPage(SettingsStore& settings, QWidget* parent)
    : ThroughputPage(settings, realOpeners(), {}, parent) {}

ThroughputPage::ThroughputPage(SettingsStore& settings, Openers openers, const QString& base, QWidget* parent)
    : ThroughputPage(std::move(openers), base, new ThroughputForm(settings), parent) {}

ThroughputPage::ThroughputPage(Openers openers, const QString& base, ThroughputForm* form, QWidget* parent)
    : RunPage(QStringLiteral("throughput"), base, form, new ThroughputView, parent),
      m_openers(std::move(openers)),
      m_form(form),
      m_server(new ServerPanel(m_openers.server)),
      m_try(new QPushButton(lineIcon(QStringLiteral("try")), QString())),
      m_serve(new QPushButton(lineIcon(QStringLiteral("server")), QString())),
      m_look(new QPushButton(lineIcon(QStringLiteral("connections")), QString())),
      m_nearby(new NearbyServers(this)) {
  addPart(m_server);
  empty().addStep(m_try);
  empty().addStep(m_serve);
  empty().addStep(m_look);
  connectForm();
  connectServer();
  retranslate();
}

ThroughputPage::~ThroughputPage() {
  if (isRunning()) keepRun();
}

void ThroughputPage::connectForm() {
  connect(m_form, &ThroughputForm::submitted, this, &ThroughputPage::begin);
  connect(m_form, &ThroughputForm::beServerRequested, this, &ThroughputPage::showServer);
  connect(m_form, &ThroughputForm::lookAroundRequested, this, &ThroughputPage::lookAround);
  connect(m_nearby, &NearbyServers::found, this, &ThroughputPage::onNearby);
  connect(m_try, &QPushButton::clicked, this, &ThroughputPage::measureThisMachine);
  connect(m_serve, &QPushButton::clicked, this, &ThroughputPage::showServer);
  connect(m_look, &QPushButton::clicked, this, &ThroughputPage::lookAround);
}

void ThroughputPage::connectServer() {
  connect(m_server, &ServerPanel::closeRequested, this, &ThroughputPage::goBack);
  connect(m_server, &ServerPanel::servingChanged, this, [this] {
    m_ownServer = m_ownServer && m_server->isServing();
    updateRunning();
  });
  connect(m_server, &ServerPanel::listening, this, [this](quint16 port) {
    if (m_ownServer && !isRunning()) measureOwn(port);
  });
  connect(m_server, &ServerPanel::openRequested, this, &ThroughputPage::showServed);
}

void ThroughputPage::lookAround() {
  message().mention(Tone::kInfo, tr("Looking on the local network …"));
  m_nearby->look();
}

void ThroughputPage::onNearby(const std::vector<FoundPeer>& servers) {
  std::vector<std::pair<QString, QString>> named;
  for (const FoundPeer& peer : servers)
    named.emplace_back(shown(peer.what.name), shown(IpEndpoint{peer.address, peer.what.throughputPort}.toString()));
  m_form->setNearby(named);
  if (named.empty())
    return message().mention(Tone::kInfo,
                             tr("None found. At the other machine: “Be the server”, and let it be found."));
  message().confirm(tr("Found: %1").arg(named.front().first));
}

/// One click: a server of its own, which ends with the test, and the test against it.
void ThroughputPage::measureThisMachine() {
  if (isRunning()) return;
  if (m_server->listeningPort() != 0) return measureOwn(m_server->listeningPort());
  m_ownServer = true;
  m_server->startForThisMachine();
}

/// The form shows it, and does not remember a server that is gone the next time.
void ThroughputPage::measureOwn(quint16 port) {
  ThroughputDraft draft;
  draft.set(ThroughputField::kServer, QStringLiteral("127.0.0.1:%1").arg(port));
  m_form->setDraft(draft);
  const auto read = orderFrom(draft);
  if (const auto* order = std::get_if<ThroughputOrder>(&read)) begin(*order);
}

void ThroughputPage::showServer() {
  showPart(m_server);
}

void ThroughputPage::showServed(std::shared_ptr<const ThroughputReport> report) {
  showRecords({std::make_shared<ThroughputRunRecord>(recordOf(std::move(report)))});
}

bool ThroughputPage::wantsFrames() const {
  return isRunning() || m_server->isServing();
}

void ThroughputPage::begin(const ThroughputOrder& order) {
  auto record = std::make_shared<ThroughputRunRecord>();
  record->id = store().newId(QDateTime::currentDateTimeUtc());
  m_keptIntervals = 0;
  start(record, m_openers.client(order));
  connect(source(), &ThroughputSource::phaseChanged, this, &ThroughputPage::onPhase);
  connect(source(), &ThroughputSource::serverBusy, this, [this](Duration wait) {
    message().mention(Tone::kInfo, tr("The server is busy; asked again in %1.").arg(shownTime(wait)));
  });
  const double whole = toMs(wholeTime(order.settings)) / 1000;
  if (whole > 0 && whole <= kLongestWhole) view().plots().view().reset(whole, true);
  onPhase(ThroughputClient::Phase::kResolving);
}

void ThroughputPage::onPhase(ThroughputClient::Phase phase) {
  if (!isRunning()) return;
  view().setPhase(phaseLabel(phase));
  refresh();
  view().refreshNumbers();
  showProgress();
}

void ThroughputPage::take() {
  if (!isRunning()) return;
  const std::vector<ThroughputInterval> intervals = source()->drain();
  const std::vector<LoadSample> latency = source()->drainLatency();
  if (const auto report = source()->report()) run()->report = report;
  ThroughputCurves& curves = *run()->curves;
  curves.feed(intervals);
  curves.feedLatency(latency, idleMedian(*run()->report));
  curves.feedEnd(*run()->report);
}

void ThroughputPage::refresh() {
  const bool numbers = areNumbersDue();
  if (isPartShown(m_server) && numbers) m_server->refresh();
  if (!isRunning()) return;
  take();
  if (!isRunShown()) return;
  view().refresh();
  if (!numbers) return;
  view().refreshNumbers();
  showProgress();
}

void ThroughputPage::showProgress() {
  const ThroughputReport& report = *run()->report;
  QStringList parts{throughputSettingsLine(report)};
  const double whole = toMs(wholeTime(report.settings)) / 1000, done = run()->curves->end;
  const bool timed = report.settings.time > Duration{} && report.settings.bytes == 0;
  if (done > 0) parts.append(plotElapsed(done));
  if (timed && done > 0) parts.append(tr("about %1 left").arg(plotElapsed(std::max(0.0, whole - done))));
  view().answer().setProgress(timed && done > 0 ? std::min(1.0, done / whole) : -1,
                              parts.join(QStringLiteral("  ·  ")));
}

void ThroughputPage::onEnded() {
  take();
  keepRun();
  m_form->noteAnswered(!run()->report->intervals.empty());
  letGo();
  if (std::exchange(m_ownServer, false)) m_server->stop();
  if (run()->report->error) m_form->nameError(*run()->report->error);
  if (!isRunInView()) return;
  view().setPhase({});
  showLine();
  view().plots().setTitle(titleOf(*run()), settingsOf(*run()), fileName());
  view().refresh();
  view().plots().view().fit();
  view().refreshNumbers();
}

/// A long report costs more to write: it is written when it has grown by a part of itself.
void ThroughputPage::onSecond() {
  take();
  const std::size_t now = run()->report->intervals.size();
  if (now < m_keptIntervals + 1 + m_keptIntervals / kGrown) return;
  m_keptIntervals = now;
  keepRun();
}

/// Nothing to keep where nothing was sent.
void ThroughputPage::keepRun() {
  const ThroughputReport& report = *run()->report;
  if (report.intervals.empty()) return;
  const KeptRun kept{run()->id, throughputTitle(report), throughputAnswer(report).title.in(labelLanguage()),
                     QDateTime::fromMSecsSinceEpoch(report.startedAtMs)};
  keep(kept, [report = run()->report] { return toJson({{}, report, nullptr}); });
}

void ThroughputPage::openKept(const QStringList& ids) {
  openKeptAs(ids, throughputRecordFromJson);
}

QString ThroughputPage::titleOf(const ThroughputRunRecord& record) const {
  return throughputTitle(*record.report);
}

QString ThroughputPage::settingsOf(const ThroughputRunRecord& record) const {
  return throughputSettingsLine(*record.report);
}

void ThroughputPage::showLine() {
  view().answer().hideProgress();
}

QString ThroughputPage::lengthOf(const ThroughputRunRecord& record) const {
  const bool timed = record.report->settings.time > Duration{} && record.report->settings.bytes == 0;
  return timed ? QString() : plotElapsed(record.curves->end);
}

QByteArray ThroughputPage::resultAs(const QString& ending) const {
  QByteArray bytes;
  for (const auto& record : records()) {
    if (ending == QStringLiteral("txt"))
      bytes += throughputReportText(*record->report).toUtf8();
    else
      bytes += ending == QStringLiteral("csv") ? toCsv(*record) : toJson(*record) + '\n';
  }
  return bytes;
}

void ThroughputPage::retranslate() {
  empty().setWords(tr("How fast does it go, and why no faster?"),
                   tr("Type a server above and press Start: any iperf3 server, or another SynScope that is the server. "
                      "The answer names what held the rate, with the numbers that say so."));
  m_try->setText(tr("Measure this machine against itself"));
  m_serve->setText(tr("Be the server for another machine"));
  m_look->setText(tr("Look for another SynScope nearby"));
}

}  // namespace synscope
