#include "core/engine/throughput/server_test.h"

#include "core/engine/base/clock.h"
#include "core/engine/base/native_error.h"
#include "core/engine/endpoint/socket_options.h"
#include "core/engine/reach/native_socket.h"
#include "core/engine/throughput/data_socket.h"
#include "core/logic/throughput/iperf_error.h"
#include "core/logic/throughput/throughput_text.h"
#include "core/logic/throughput/why_slow.h"

#include <QDateTime>

#include <algorithm>

namespace synscope {
namespace {

constexpr Duration kLastWords = std::chrono::milliseconds(300);

IperfServerLimits limitsOf(const ThroughputServerSettings& settings, const ServerTest::Handlers& handlers) {
  IperfServerLimits limits;
  limits.maxBitsPerSecond = settings.maxBitsPerSecond;
  limits.maxTime = settings.maxTime;
  limits.idle = settings.receiveTimeout;
  limits.admits = handlers.lets;
  return limits;
}

}  // namespace

ServerTest::ServerTest(Introduced client, const ThroughputServerSettings& settings, UdpDesk& desk, Handlers handlers,
                       QObject* parent)
    : QObject(parent),
      m_settings(settings),
      m_cookie(client.cookie),
      m_handlers(std::move(handlers)),
      m_desk(desk),
      m_control(std::move(client.fd), {[this](std::span<const std::byte> bytes) {
                                         m_machine.receive(bytes, monotonicNow());
                                         advance();
                                       },
                                       [this] {
                                         m_machine.peerClosed(monotonicNow());
                                         m_lingers ? finish() : advance();
                                       }}),
      m_local(localEndpoint(m_control.fd()).value_or(IpEndpoint{})),
      m_peer(client.peer),
      m_machine(limitsOf(settings, m_handlers)),
      m_timer([this] { onTime(); }) {
  m_report->change([&](ThroughputReport& report) {
    report.client = false;
    report.local = m_local;
    report.peer = m_peer;
    report.host = m_peer.address.toString();
    report.startedAtMs = QDateTime::currentMSecsSinceEpoch();
  });
  applyTcpOptions(m_control.fd(), tcpOptions());
  connect(&m_desk, &UdpDesk::freed, this, &ServerTest::advance, Qt::QueuedConnection);
}

EndpointSettings ServerTest::tcpOptions() const {
  EndpointSettings options;
  options.userTimeout = m_settings.userTimeout;
  return options;
}

/// After end() the desk may be gone.
ServerTest::~ServerTest() {
  if (!m_over) m_desk.forget(this);
}

void ServerTest::start() {
  m_machine.start(monotonicNow());
  m_machine.receive(m_cookie, monotonicNow());
  advance();
}

void ServerTest::cancel() {
  if (m_machine.step() < IperfStep::kFinish)
    m_report->change([](ThroughputReport& report) { report.interrupted = true; });
  m_todo.clear();
  m_machine.stop(monotonicNow());
  advance();
}

bool ServerTest::wantsStream() const {
  return m_machine.step() == IperfStep::kStreams && m_run && m_run->size() < m_plans.size() &&
         m_machine.parameters()->settings.protocol == Protocol::kTcp;
}

/// What has to wait for another test of the same address stays in the list, with all that follows it.
void ServerTest::advance() {
  if (m_over || std::exchange(m_advancing, true)) return;
  for (;;) {
    for (IperfAction& action : m_machine.take())
      m_todo.push_back(std::move(action));
    if (m_todo.empty() || !perform(m_todo.front())) break;
    if (!m_todo.empty()) m_todo.pop_front();
  }
  m_advancing = false;
  if (!m_over) m_timer.set({m_machine.nextDeadline(), m_run ? m_run->nextDeadline() : std::nullopt});
}

/// Returns whether it is done.
bool ServerTest::perform(const IperfAction& action) {
  if (const auto* order = std::get_if<IperfOpenStreams>(&action)) return openStreams(*order);
  if (const auto* bytes = std::get_if<IperfSendBytes>(&action)) m_control.send(bytes->bytes);
  if (std::holds_alternative<IperfStartClock>(action)) m_run->startClock(monotonicNow());
  if (std::holds_alternative<IperfStartData>(action)) m_run->startData();
  if (std::holds_alternative<IperfStopData>(action)) m_run->stopData(monotonicNow());
  if (const auto* results = std::get_if<IperfPeerResults>(&action)) m_run->takePeerResults(results->results);
  if (std::holds_alternative<IperfNeedResults>(action)) {
    m_resultsWanted = true;
    sendResults();
  }
  // Last: it empties the list in which the action stands.
  if (const auto* ended = std::get_if<IperfEnded>(&action)) end(ended->error);
  return true;
}

/// Of the order a copy: who hears that a test began may end it, and with it the list in which the order stands.
bool ServerTest::openStreams(IperfOpenStreams order) {
  const bool udp = order.parameters.settings.protocol == Protocol::kUdp;
  if (udp && m_desk.busyWith(m_peer.address)) return false;
  if (!m_handlers.admits(order.streams.size())) return turnAway(iperfError::kParallel, SocketError::kNone), true;
  m_plans = order.streams;
  m_report->change([&](ThroughputReport& report) {
    report.settings = order.parameters.settings;
    report.peerVersion = order.parameters.clientVersion;
    report.blockLength = order.parameters.settings.blockLength.value_or(0);
  });
  m_run = std::make_unique<TestRun>(
      false, limited(order.parameters.settings), m_settings.interval, m_report,
      TestRun::Handlers{[this](const ThroughputInterval& interval) { m_handlers.interval(interval); },
                        [this] { look(); }});
  m_accepted = true;
  m_handlers.started();
  return !udp || expectDatagrams(order);
}

/// Every stream has its share of our limit. Where the client asked for no rate, what we send keeps to it by itself;
/// what the client sends is watched.
ThroughputSettings ServerTest::limited(ThroughputSettings settings) {
  if (m_settings.maxBitsPerSecond == 0) return settings;
  const std::uint64_t share = std::max<std::uint64_t>(1, m_settings.maxBitsPerSecond / m_plans.size());
  const auto receiving = std::ranges::count(m_plans, true, &IperfStreamPlan::clientSends);
  m_rate.emplace(share * static_cast<std::uint64_t>(receiving), m_settings.rateWindow);
  if (settings.bitsPerSecond.value_or(0) == 0) settings.bitsPerSecond = share;
  return settings;
}

/// A port that cannot be had ends the test instead of what was to follow.
bool ServerTest::expectDatagrams(const IperfOpenStreams& order) {
  const SocketError error = m_desk.expect(this, {m_local, m_peer.address, order.parameters.settings, m_plans.size(),
                                                 [this](UniqueFd fd) { addStream(std::move(fd)); }});
  if (error == SocketError::kNone) return true;
  turnAway(iperfError::kListen, error);
  return true;
}

/// In the middle of what the machine has told to do: nothing of that is done any more.
void ServerTest::turnAway(std::uint32_t number, SocketError error) {
  m_machine.refuse(number, static_cast<std::uint32_t>(nativeFromSocketError(error)), monotonicNow());
  m_todo.clear();
}

void ServerTest::addTcpStream(UniqueFd fd) {
  applyTcpOptions(fd.get(), tcpOptions());
  ThroughputSettings options = m_run->settings();
  auto problem = applyDataOptions(fd.get(), m_peer.address.family(), options);
  if (problem && std::string_view(problem->operation) == "congestion") {  // As iperf3's: the system's own will do.
    options.congestion.clear();
    problem = applyDataOptions(fd.get(), m_peer.address.family(), options);
  }
  if (problem && std::string_view(problem->operation) == "window")
    return refuse(iperfError::kWindowTooSmall, problem->error);
  addStream(std::move(fd));
}

void ServerTest::addStream(UniqueFd fd) {
  if (m_over || m_machine.step() != IperfStep::kStreams || m_run->size() == m_plans.size()) return;
  m_run->add(m_plans[m_run->size()], std::move(fd));
  const TimePoint now = monotonicNow();
  m_run->size() == m_plans.size() ? m_machine.streamsOpened(now) : m_machine.streamProgress(now);
  m_machine.dataMoved(now);  // From here on silence has its limit.
  advance();
}

void ServerTest::refuse(std::uint32_t number, SocketError error) {
  m_machine.refuse(number, static_cast<std::uint32_t>(nativeFromSocketError(error)), monotonicNow());
  advance();
}

void ServerTest::sendResults() {
  if (!m_resultsWanted || !m_run->settled()) return;
  m_resultsWanted = false;
  IperfResults results = m_run->results();
  if (m_run->settings().serverOutput) results.serverOutput = throughputText(*m_report->snapshot());
  m_machine.setResults(results);
}

/// A client that is sent away while it sends has to read why before its streams break under it: they are held, unread,
/// until it has hung up.
void ServerTest::end(std::optional<Error> error) {
  if (std::exchange(m_over, true)) return;
  const TimePoint now = monotonicNow();
  m_error = std::move(error);
  m_lingers = m_error && m_error->code == ErrorCode::kThroughputRefusing && m_run && m_run->started();
  m_timer.stop();
  m_todo.clear();
  m_desk.forget(this);
  if (m_lingers) m_run->hold();
  if (m_run && m_run->started()) m_run->stopData(now);
  m_lingers ? m_timer.set({now + kLastWords}) : finish();
}

void ServerTest::finish() {
  m_lingers = false;
  m_timer.stop();
  if (m_run) m_run->close();
  m_control.close();
  m_report->change([&](ThroughputReport& report) {
    report.error = m_error;
    report.finished = true;
    if (report.streams.empty() || report.error) return;
    report.why = explainSlow(report, report.sends());
    if (report.settings.direction == TransferDirection::kBoth) report.whyOther = explainSlow(report, !report.sends());
  });
  QMetaObject::invokeMethod(
      this, [this] { m_handlers.ended(); }, Qt::QueuedConnection);
}

void ServerTest::onTime() {
  if (m_lingers) return finish();
  if (m_run) m_run->onTime(monotonicNow());
  m_machine.onTime(monotonicNow());
  look();
}

void ServerTest::look() {
  const TimePoint now = monotonicNow();
  if (m_run && m_machine.step() == IperfStep::kRun) {
    const TimePoint last = std::max(m_run->lastData(true), m_run->lastData(false));
    if (std::exchange(m_lastData, last) != last) m_machine.dataMoved(now);
    if (m_run->limitReached()) m_machine.dataOver(now);
    if (m_rate && m_rate->exceeded(m_run->receivedBytes(), now)) m_machine.refuse(iperfError::kRateLimit, 0, now);
  }
  if (m_run) sendResults();
  advance();
}

}  // namespace synscope
