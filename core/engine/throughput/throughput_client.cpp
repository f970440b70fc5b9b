#include "core/engine/throughput/throughput_client.h"

#include "core/engine/base/clock.h"
#include "core/engine/throughput/client_run.h"
#include "core/engine/throughput/control_connector.h"
#include "core/engine/throughput/load_probe.h"
#include "core/engine/throughput/rsa_key.h"
#include "core/logic/throughput/iperf_error.h"
#include "core/logic/throughput/iperf_login.h"
#include "core/logic/throughput/loaded_latency.h"
#include "core/logic/throughput/why_slow.h"

#include <QDateTime>

#include <algorithm>

namespace synscope {
namespace {

constexpr Duration kFirstWait = std::chrono::milliseconds(500), kLongestWait = std::chrono::seconds(4);
/// iperf3's server opens its listener anew after a client that it did not let in.
constexpr auto kServerRestart = std::chrono::milliseconds(200);

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
  void onConnected();
  std::string token() const;
  bool triesOlderPadding(const Error& error);
  void onRunEnded(std::optional<Error> error);
  bool triesAgain();
  void tellPhase(Phase phase);
  void probe(Phase phase);
  void tellLatency();
  void end(std::optional<Error> error);

  ThroughputClient* q;
  const ThroughputConnection m_connection;
  const ThroughputSettings m_settings;
  std::unique_ptr<ControlConnector> m_connector;
  std::unique_ptr<ClientRun> m_run;
  std::unique_ptr<LoadProbe> m_probe;
  QTimer m_retry;
  Duration m_wait = kFirstWait;
  std::optional<TimePoint> m_firstTry;
  std::optional<RsaKey> m_key;
  RsaPadding m_padding = RsaPadding::kOaep;
  std::optional<Error> m_refusal;  ///< Of the first padding, while the second is tried.
  bool m_ended = false;
};

ThroughputClient::Private::Private(ThroughputClient* owner, ThroughputConnection connection,
                                   ThroughputSettings settings)
    : q(owner), m_connection(std::move(connection)), m_settings(std::move(settings)), m_retry(owner) {
  m_retry.setSingleShot(true);
  QObject::connect(&m_retry, &QTimer::timeout, q, [this] { connectToServer(); });
  m_report->change([&](ThroughputReport& report) {
    report.settings = m_settings;
    report.host = m_connection.host;
    report.startedAtMs = QDateTime::currentMSecsSinceEpoch();
  });
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
  tellPhase(Phase::kWaitingForServer);
  m_run = std::make_unique<ClientRun>(
      m_connector->takeSocket(), m_connection, m_settings, m_report,
      ClientRun::Handlers{[this](Phase phase) { tellPhase(phase); },
                          [this](const ThroughputInterval& interval) { Q_EMIT q->intervalEnded(interval); },
                          [this](std::optional<Error> error) { onRunEnded(std::move(error)); }});
  if (m_key) m_run->setTokenSource([this] { return token(); });
  m_run->start();
}

void ThroughputClient::Private::onRunEnded(std::optional<Error> error) {
  if (m_ended) return;
  if (error && error->code == ErrorCode::kThroughputBusy && triesAgain()) return;
  if (error && triesOlderPadding(*error)) return;
  end(std::move(error));
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

void ThroughputClient::Private::cancel() {
  if (m_ended) return;
  m_report->change([](ThroughputReport& report) { report.interrupted = true; });
  if (m_run && !m_retry.isActive()) return m_run->cancel();
  m_retry.stop();
  if (m_connector) m_connector->disconnect(q);
  end(std::nullopt);
}

void ThroughputClient::Private::tellPhase(Phase phase) {
  if (m_ended) return;
  probe(phase);
  Q_EMIT q->phaseChanged(phase);
}

/// Only while data flows: before, a server takes a newcomer for one of the streams.
void ThroughputClient::Private::probe(Phase phase) {
  if (!m_connection.latencyUnderLoad) return;
  if (phase == Phase::kRunning) {
    m_probe =
        std::make_unique<LoadProbe>(m_report->snapshot()->peer, m_connection.bindAddress, [this] { tellLatency(); });
    m_probe->start();
  } else if (m_probe) {
    m_probe->stop();
    tellLatency();
  }
}

/// Idle are the handshakes of the test's own connections, before any of them carried data.
void ThroughputClient::Private::tellLatency() {
  LatencySeries idle;
  if (m_connector->handshakeRtt()) idle.add(*m_connector->handshakeRtt());
  m_report->change([&](ThroughputReport& report) {
    for (const StreamTotal& stream : report.streams)
      if (stream.info && stream.info->minRttUs) idle.add(std::chrono::microseconds(*stream.info->minRttUs));
    const auto loaded = m_probe->numbers();
    const auto in = [&](TransferDirection other) { return m_settings.direction == other ? std::nullopt : loaded; };
    const LatencyNumbers before = idle.numbers();
    report.latency = judgeLoadedLatency(before.count > 0 ? std::optional(before) : std::nullopt,
                                        in(TransferDirection::kDown), in(TransferDirection::kUp));
  });
}

void ThroughputClient::Private::end(std::optional<Error> error) {
  if (m_ended) return;
  m_report->change([&](ThroughputReport& report) {
    report.error = std::move(error);
    report.finished = true;
    if (!report.streams.empty() && !report.error) report.why = explainSlow(report, report.sends());
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

}  // namespace synscope
