#include "core/engine/throughput/throughput_client.h"

#include "core/engine/base/clock.h"
#include "core/engine/throughput/client_run.h"
#include "core/engine/throughput/control_connector.h"
#include "core/engine/throughput/idle_probe.h"
#include "core/engine/throughput/latency_watch.h"
#include "core/engine/throughput/rsa_key.h"
#include "core/logic/throughput/iperf_error.h"
#include "core/logic/throughput/iperf_login.h"
#include "core/logic/throughput/joined_report.h"
#include "core/logic/throughput/why_slow.h"

#include <QDateTime>

#include <algorithm>

namespace synscope {
namespace {

constexpr Duration kFirstWait = std::chrono::milliseconds(500), kLongestWait = std::chrono::seconds(4);
/// iperf3's server opens its listener anew after a client that it did not let in.
constexpr auto kServerRestart = std::chrono::milliseconds(200);
/// A server may take a moment to be ready for the second test of two.
constexpr Duration kBetweenTurns = std::chrono::seconds(10);

LoadState loadOf(TransferDirection direction) {
  switch (direction) {
    case TransferDirection::kUp: return LoadState::kUp;
    case TransferDirection::kDown: return LoadState::kDown;
    default: return LoadState::kBoth;
  }
}

/// Each direction has its own.
void explain(ThroughputReport& report) {
  if (report.streams.empty() || report.error) return;
  report.why = explainSlow(report, report.sends());
  if (report.settings.direction == TransferDirection::kBoth) report.whyOther = explainSlow(report, !report.sends());
}

}  // namespace

class ThroughputClient::Private {
 public:
  Private(ThroughputClient* owner, ThroughputConnection connection, ThroughputSettings settings);

  void start();
  void cancel();

  bool m_started = false;
  const std::shared_ptr<TestReport> m_report = std::make_shared<TestReport>();

 private:
  bool readKey();
  void connectToServer();
  std::string token() const;
  bool triesOlderPadding(const Error& error);
  bool inTurn() const { return m_asked.direction == TransferDirection::kInTurn; }
  void onConnected();
  void measureIdle();
  void startRun();
  void onRunEnded(std::optional<Error> error);
  bool triesAgain();
  void takeSecondTurn();
  void tellPhase(Phase phase);
  void noteStart();
  void probe(Phase phase);
  void end(std::optional<Error> error);

  ThroughputClient* q;
  ThroughputConnection m_connection;
  const ThroughputSettings m_asked;
  ThroughputSettings m_settings;  ///< Of the test that is running.
  std::unique_ptr<ControlConnector> m_connector;
  ClientRun::Greeting m_greeting;
  std::unique_ptr<IdleProbe> m_idle;  ///< On the connection of m_greeting.
  std::unique_ptr<ClientRun> m_run;
  LatencyWatch m_latency{m_report};
  QTimer m_retry;
  Duration m_wait = kFirstWait;
  std::optional<TimePoint> m_firstTry;
  std::optional<RsaKey> m_key;
  RsaPadding m_padding = RsaPadding::kOaep;
  std::optional<Error> m_refusal;    ///< Of the first padding, while the second is tried.
  std::optional<TimePoint> m_begin;  ///< TEST_START of the first test.
  bool m_second = false;             ///< Of two in turn.
  bool m_flows = false;              ///< TEST_START of the running test is over.
  bool m_ended = false;
};

ThroughputClient::Private::Private(ThroughputClient* owner, ThroughputConnection connection,
                                   ThroughputSettings settings)
    : q(owner),
      m_connection(std::move(connection)),
      m_asked(settings),
      m_settings(std::move(settings)),
      m_retry(owner) {
  m_retry.setSingleShot(true);
  QObject::connect(&m_retry, &QTimer::timeout, q, [this] { connectToServer(); });
  m_report->change([&](ThroughputReport& report) {
    report.settings = m_settings;
    report.host = m_connection.host;
    report.startedAtMs = QDateTime::currentMSecsSinceEpoch();
  });
  if (!inTurn()) return;
  m_settings.direction = TransferDirection::kUp;
  m_report->takeTurns();
}

void ThroughputClient::Private::start() {
  if (readKey()) connectToServer();
}

/// False: the test has ended, for want of a key.
bool ThroughputClient::Private::readKey() {
  if (!m_connection.login) return true;
  auto key = RsaKey::readPublic(m_connection.login->publicKeyFile);
  if (!key.ok()) return end(key.error()), false;
  m_key = std::move(key).value();
  if (m_connection.login->olderPadding) m_padding = RsaPadding::kPkcs1;
  return true;
}

std::string ThroughputClient::Private::token() const {
  const ThroughputLogin& login = *m_connection.login;
  return m_key->encrypted(iperfLoginText({login.user, login.password, QDateTime::currentSecsSinceEpoch()}), m_padding);
}

void ThroughputClient::Private::connectToServer() {
  if (!m_firstTry) m_firstTry = monotonicNow();
  m_run.reset();
  tellPhase(Phase::kResolving);
  if (m_ended) return;
  m_connector = std::make_unique<ControlConnector>(m_connection);
  QObject::connect(m_connector.get(), &ControlConnector::connecting, q, [this] { tellPhase(Phase::kConnecting); });
  QObject::connect(m_connector.get(), &ControlConnector::connected, q, [this] { onConnected(); });
  QObject::connect(m_connector.get(), &ControlConnector::failed, q, [this](const Error& error) {
    if (m_refusal) return end(m_refusal);  // The server has gone: it let in nobody.
    m_report->change([&](ThroughputReport& report) { report.unreachable = m_connector->verdict(); });
    end(error);
  });
  m_connector->start();
}

void ThroughputClient::Private::onConnected() {
  if (m_ended) return;
  m_greeting = {m_connector->takeSocket(), newIperfCookie(), 0};
  m_connection.latencyUnderLoad && !m_second ? measureIdle() : startRun();
}

/// Before the first test only: after it, what it left in a queue may still be on its way.
void ThroughputClient::Private::measureIdle() {
  tellPhase(Phase::kMeasuringIdle);
  if (m_ended) return;
  m_latency.forget();
  if (const auto& handshake = m_connector->handshake())
    m_latency.addIdle(handshake->first, handshake->second, LoadMethod::kHandshake);
  m_idle = std::make_unique<IdleProbe>(m_greeting.control.get(), m_greeting.cookie,
                                       IdleProbe::Handlers{[this](TimePoint at, Duration time) {
                                                             m_latency.addIdle(at, time, LoadMethod::kAcknowledgement);
                                                           },
                                                           [this] {
                                                             m_greeting.sent = m_idle->sent();
                                                             m_idle.release()->deleteLater();
                                                             startRun();
                                                           }});
  m_idle->start();
}

void ThroughputClient::Private::startRun() {
  if (m_ended) return;
  tellPhase(Phase::kWaitingForServer);
  if (m_ended) return;
  m_flows = false;
  m_run = std::make_unique<ClientRun>(
      std::move(m_greeting), m_connection, m_settings, m_report,
      ClientRun::Handlers{[this](Phase phase) { tellPhase(phase); },
                          [this](const ThroughputInterval& interval) {
                            Q_EMIT q->intervalEnded(shifted(interval, m_report->offset()));
                          },
                          [this](TimePoint began, Duration time) {
                            if (m_connection.latencyUnderLoad && !m_second)
                              m_latency.addIdle(began, time, LoadMethod::kHandshake);
                          },
                          [this](std::optional<Error> error) { onRunEnded(std::move(error)); }});
  if (m_key) m_run->setTokenSource([this] { return token(); });
  m_run->start();
}

void ThroughputClient::Private::onRunEnded(std::optional<Error> error) {
  if (m_ended) return;
  if (error && error->code == ErrorCode::kThroughputBusy && triesAgain()) return;
  if (error && triesOlderPadding(*error)) return;
  const bool another = inTurn() && !m_second && !error && !m_report->part().interrupted;
  another ? takeSecondTurn() : end(std::move(error));
}

/// A server that does not know the padding answers as it does to a wrong password.
bool ThroughputClient::Private::triesOlderPadding(const Error& error) {
  const bool refused =
      error.code == ErrorCode::kThroughputRefused && error.operation == iperfErrorKey(iperfError::kAuthorisation);
  if (!m_key || !refused || m_padding == RsaPadding::kPkcs1) return false;
  m_padding = RsaPadding::kPkcs1;
  m_refusal = error;
  m_retry.start(kServerRestart);
  return true;
}

/// Later and later, but not beyond the time to wait.
bool ThroughputClient::Private::triesAgain() {
  const Duration left = *m_firstTry + m_connection.waitWhenBusy - monotonicNow();
  if (left <= Duration::zero()) return false;
  const Duration wait = std::min(left, std::exchange(m_wait, std::min(m_wait * 2, kLongestWait)));
  tellPhase(Phase::kWaitingForServer);
  Q_EMIT q->serverBusy(wait);
  m_retry.start(std::chrono::ceil<std::chrono::milliseconds>(wait));
  return true;
}

/// With the same address as the first.
void ThroughputClient::Private::takeSecondTurn() {
  m_report->change([](ThroughputReport& report) { explain(report); });
  m_connection.host = m_report->part().peer.address.toString();
  m_connection.waitWhenBusy = std::max(m_connection.waitWhenBusy, kBetweenTurns);
  m_settings.direction = TransferDirection::kDown;
  m_report->nextTurn();
  m_second = true;
  m_firstTry.reset();
  m_wait = kFirstWait;
  m_retry.start(0);
}

void ThroughputClient::Private::cancel() {
  if (m_ended) return;
  m_report->change([](ThroughputReport& report) { report.interrupted = true; });
  if (m_run && !m_retry.isActive()) return m_run->cancel();
  m_retry.stop();
  m_idle.reset();
  m_greeting.control.reset();
  if (m_connector) m_connector->disconnect(q);
  end(std::nullopt);
}

void ThroughputClient::Private::tellPhase(Phase phase) {
  if (m_ended) return;
  if (phase == Phase::kOmitting || phase == Phase::kRunning) noteStart();
  probe(phase);
  Q_EMIT q->phaseChanged(phase);
}

/// TEST_START was a moment ago.
void ThroughputClient::Private::noteStart() {
  if (std::exchange(m_flows, true)) return;
  const TimePoint now = monotonicNow();
  if (m_second) return m_report->setOffset(now - *m_begin);
  m_begin = now;
  if (m_connection.latencyUnderLoad) m_latency.begin(now);
}

/// Only while data flows: before, a server takes a newcomer for one of the streams.
void ThroughputClient::Private::probe(Phase phase) {
  if (!m_connection.latencyUnderLoad) return;
  if (phase != Phase::kRunning) return m_latency.rest();
  m_latency.probe(loadOf(m_settings.direction), m_report->part().peer, m_connection);
}

void ThroughputClient::Private::end(std::optional<Error> error) {
  if (m_ended) return;
  m_report->change([&](ThroughputReport& report) {
    report.error = std::move(error);
    report.finished = true;
    explain(report);
  });
  tellPhase(Phase::kEnded);
  m_ended = true;
  QMetaObject::invokeMethod(
      q, [this] { Q_EMIT q->ended(); }, Qt::QueuedConnection);
}

ThroughputClient::ThroughputClient(ThroughputConnection connection, ThroughputSettings settings, QObject* parent)
    : Job(parent), d(std::make_unique<Private>(this, std::move(connection), std::move(settings))) {}

ThroughputClient::~ThroughputClient() = default;

void ThroughputClient::start() {
  if (std::exchange(d->m_started, true)) return;
  d->start();
}

void ThroughputClient::cancel() {
  d->cancel();
}

std::shared_ptr<const ThroughputReport> ThroughputClient::report() const {
  return d->m_report->snapshot();
}

std::vector<ThroughputInterval> ThroughputClient::drainLive() {
  return d->m_report->drainLive();
}

std::vector<LoadSample> ThroughputClient::drainLatency() {
  return d->m_report->drainLatency();
}

}  // namespace synscope
