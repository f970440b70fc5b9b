#include "core/engine/throughput/client_run.h"

#include "core/engine/base/clock.h"
#include "core/engine/reach/native_socket.h"
#include "core/engine/throughput/data_socket.h"

#include <QRandomGenerator>
#include <QString>

#include <algorithm>
#include <utility>

namespace synscope {
namespace {

constexpr Duration kLimitCheck = std::chrono::milliseconds(2);
/// A server that ends a test closes the streams too: what it says on the control connection tells more.
constexpr Duration kLastWords = std::chrono::milliseconds(500);

/// The block length that suits the way, where a person chose none: for UDP what one segment of the way holds, for TCP
/// large writes of a server that sends, reads that stay in the cache of one that receives, and
/// even steps where it paces.
ThroughputSettings fitted(ThroughputSettings settings, qintptr control) {
  if (settings.blockLength) return settings;
  if (settings.protocol == Protocol::kUdp) {
    const std::uint32_t segment = segmentSizeOf(control).value_or(iperfLimit::kDefaultDatagram);
    settings.blockLength = std::clamp(segment, iperfLimit::kDatagramMin, iperfLimit::kDatagramMax);
  } else {
    const bool small = settings.direction == TransferDirection::kUp || settings.bitsPerSecond.value_or(0) > 0;
    settings.blockLength = small ? iperfLimit::kDefaultTcpBlock : iperfLimit::kTcpBlock;
  }
  return settings;
}

/// A download of so many bytes or blocks of which some were lost never gets there, nor does one from an iperf3 server
/// that has counted the omit time's too. TCP loses nothing, but may have to wait for what is sent again.
Duration idleAtLimit(const ThroughputSettings& settings) {
  if (settings.protocol == Protocol::kUdp) return std::chrono::seconds(1);
  return settings.omit > Duration{} ? std::chrono::seconds(10) : Duration::max();
}

/// "120", "0.5".
std::string secondsText(Duration time) {
  return QString::number(toMs(time) / 1000, 'g', 6).toStdString();
}

/// A busy server of ours lets us wait in silence.
IperfClientPatience patienceOf(const ThroughputConnection& connection) {
  IperfClientPatience patience;
  patience.greeting.silence = std::max(patience.greeting.silence, connection.waitWhenBusy);
  patience.greeting.total = std::max(patience.greeting.total, connection.waitWhenBusy);
  return patience;
}

}  // namespace

IperfCookie newIperfCookie() {
  Rng rng(QRandomGenerator::system()->generate64());
  return makeIperfCookie(rng);
}

ClientRun::ClientRun(Greeting greeting, ThroughputConnection connection, ThroughputSettings settings,
                     std::shared_ptr<TestReport> report, Handlers handlers, QObject* parent)
    : QObject(parent),
      m_connection(std::move(connection)),
      m_report(std::move(report)),
      m_handlers(std::move(handlers)),
      m_control(std::move(greeting.control), {[this](std::span<const std::byte> bytes) {
                                                m_machine.receive(bytes, monotonicNow());
                                                advance();
                                              },
                                              [this] {
                                                m_machine.peerClosed(monotonicNow());
                                                advance();
                                              }}),
      m_server(peerEndpoint(m_control.fd()).value_or(IpEndpoint{})),
      m_greeted(greeting.sent),
      m_machine(fitted(std::move(settings), m_control.fd()), greeting.cookie, "SynScope " SYNSCOPE_VERSION,
                patienceOf(m_connection)),
      m_timer([this] { onTime(); }) {
  const IpEndpoint local = localEndpoint(m_control.fd()).value_or(IpEndpoint{});
  m_report->change([&](ThroughputReport& changed) {
    changed.settings = m_machine.settings();
    changed.blockLength = m_machine.settings().blockLength.value_or(0);
    changed.local = local;
    changed.peer = m_server;
  });
}

ClientRun::~ClientRun() = default;

void ClientRun::start() {
  m_machine.start(monotonicNow());
  advance();
}

void ClientRun::cancel() {
  m_machine.stop(monotonicNow());
  advance();
}

/// Actions may lead to further actions, from within or later.
void ClientRun::advance() {
  if (std::exchange(m_advancing, true)) return;
  for (auto actions = m_machine.take(); !actions.empty(); actions = m_machine.take())
    for (IperfAction& action : actions)
      perform(std::move(action));
  m_advancing = false;
  arm();
}

/// The greeting comes first.
void ClientRun::send(std::span<const std::byte> bytes) {
  const std::size_t gone = std::min(std::exchange(m_greeted, 0), bytes.size());
  m_control.send(bytes.subspan(gone));
}

void ClientRun::perform(IperfAction action) {
  const TimePoint now = monotonicNow();
  if (const auto* bytes = std::get_if<IperfSendBytes>(&action)) return send(bytes->bytes);
  if (const auto* order = std::get_if<IperfOpenStreams>(&action)) return openStreams(*order);
  if (std::holds_alternative<IperfStartClock>(action)) return startClock();
  if (std::holds_alternative<IperfStartData>(action)) return m_run->startData();
  if (std::holds_alternative<IperfStopData>(action)) return stopData();
  if (std::holds_alternative<IperfNeedResults>(action)) return m_machine.setResults(m_run->results());
  if (const auto* results = std::get_if<IperfPeerResults>(&action)) return m_run->takePeerResults(results->results);
  if (const auto* ended = std::get_if<IperfEnded>(&action)) {
    if (m_run && m_run->started()) m_run->stopData(now);
    return end(ended->error);
  }
}

void ClientRun::openStreams(const IperfOpenStreams& order) {
  tellPhase(ThroughputClient::Phase::kStarting);
  m_run = std::make_unique<TestRun>(
      true, m_machine.settings(), m_connection.interval, m_report,
      TestRun::Handlers{[this](const ThroughputInterval& interval) { m_handlers.interval(interval); },
                        [this] { look(); }});
  m_opener = std::make_unique<StreamOpener>(
      StreamOpener::Order{m_server, m_connection, m_machine.settings(), m_machine.cookie(), order.streams});
  connect(m_opener.get(), &StreamOpener::opened, this,
          [this](const IperfStreamPlan& plan) { m_run->add(plan, m_opener->takeStream()); });
  connect(m_opener.get(), &StreamOpener::connectedIn, this,
          [this](TimePoint began, Duration time) { m_handlers.handshake(began, time); });
  connect(m_opener.get(), &StreamOpener::allOpened, this, [this] {
    m_machine.streamsOpened(monotonicNow());
    advance();
  });
  connect(m_opener.get(), &StreamOpener::failed, this, [this](const Error& error) {
    m_machine.fail(error, monotonicNow());
    advance();
  });
  m_opener->start();
}

void ClientRun::startClock() {
  const TimePoint now = monotonicNow();
  m_run->startClock(now);
  tellPhase(m_run->omitting(now) ? ThroughputClient::Phase::kOmitting : ThroughputClient::Phase::kRunning);
}

void ClientRun::stopData() {
  m_run->stopData(monotonicNow());
  tellPhase(ThroughputClient::Phase::kExchanging);
}

void ClientRun::end(std::optional<Error> error) {
  if (std::exchange(m_over, true)) return;
  m_timer.stop();
  if (m_opener) m_opener->disconnect(this);
  if (m_opener) m_opener.release()->deleteLater();
  if (m_run) m_run->close();
  m_control.close();
  QMetaObject::invokeMethod(
      this, [this, error = std::move(error)] { m_handlers.ended(error); }, Qt::QueuedConnection);
}

void ClientRun::onTime() {
  const TimePoint now = monotonicNow();
  if (m_run) m_run->onTime(now);
  if (m_phase == ThroughputClient::Phase::kOmitting && !m_run->omitting(now))
    tellPhase(ThroughputClient::Phase::kRunning);
  watchData(now);
  m_machine.onTime(now);
  advance();
}

void ClientRun::look() {
  watchData(monotonicNow());
  advance();
}

/// Ends the data phase where the limit is reached, nothing comes any more, or no stream is left.
void ClientRun::watchData(TimePoint now) {
  m_limitCheck.reset();
  if (m_machine.step() != IperfStep::kRun) return;
  if (m_run->limitReached()) return m_machine.dataOver(now);
  if (m_run->limitGranted()) m_limitCheck = now + kLimitCheck;
  if (const auto code = m_run->allDead()) {
    if (!m_deadSince) m_deadSince = now;
    m_limitCheck = *m_deadSince + kLastWords;
    if (now >= *m_limitCheck) m_machine.fail({ErrorCode::kThroughputStreamLost, "data", {}, *code}, now);
    return;
  }
  if (!m_run->receives() || m_run->omitting(now)) return;
  const ThroughputSettings& settings = m_machine.settings();
  const TimePoint last = m_run->lastData(false);
  const bool limited = settings.bytes > 0 || settings.blocks > 0;
  if (limited && last != TimePoint{} && now - last > idleAtLimit(settings)) return m_machine.dataOver(now);
  const Duration patience = m_connection.receiveTimeout;
  if (now - std::max(last, m_run->startedAt()) > patience)
    m_machine.fail({ErrorCode::kThroughputNoData, {}, secondsText(patience), 0}, now);
}

void ClientRun::arm() {
  if (m_over) return;
  m_timer.set({m_machine.nextDeadline(), m_run ? m_run->nextDeadline() : std::nullopt, m_limitCheck});
}

void ClientRun::tellPhase(ThroughputClient::Phase phase) {
  if (std::exchange(m_phase, phase) != phase) m_handlers.phase(phase);
}

}  // namespace synscope
