#include "core/engine/throughput/throughput_server.h"

#include "core/engine/endpoint/stream_calls.h"
#include "core/engine/endpoint/tcp_listener.h"
#include "core/engine/throughput/login_gate.h"
#include "core/engine/throughput/server_test.h"
#include "core/logic/throughput/latest_reports.h"

#include <algorithm>
#include <array>
#include <deque>
#include <list>
#include <mutex>

namespace synscope {
namespace {

constexpr std::size_t kMostPast = 100;
constexpr std::size_t kMostStreams = 512;  // Of all tests together: each has a thread.

/// ACCESS_DENIED, as iperf3's server says that it is busy.
void deny(const UniqueFd& fd) {
  constexpr std::array kDenied = {static_cast<std::byte>(IperfState::kAccessDenied)};
  const std::array pieces = {std::span<const std::byte>(kDenied)};
  sendPieces(fd.get(), pieces);
}

}  // namespace

class ThroughputServer::Private {
 public:
  Private(ThroughputServer* owner, ThroughputServerSettings settings);

  void start();
  void cancel();
  std::shared_ptr<const ThroughputReport> report(ThroughputTestId test) const;
  std::vector<std::shared_ptr<const ThroughputReport>> reports() const;

 private:
  struct Client {
    ThroughputTestId id = 0;
    std::unique_ptr<ServerTest> test;
    bool unauthorised = false;
  };

  bool openGate();
  void giveUp(const Error& error);
  bool lets(ThroughputTestId id, const std::string& token, const IpEndpoint& peer);
  void waitForSomebody();
  void onIntroduced(Introduced client);
  bool takesAnother() const;
  bool hasRoomFor(std::size_t streams) const;
  void refuse(const Introduced& client);
  void serve(Introduced client);
  void onStarted(ThroughputTestId id, const IpEndpoint& peer);
  void onEnded(ThroughputTestId id);
  void serveWaiting();
  void endWhenDone();

  ThroughputServer* q;
  const ThroughputServerSettings m_settings;
  SocketWatch m_watch;
  TcpListener m_listener;
  Reception m_reception;
  WaitingRoom m_waiting;
  UdpDesk m_desk;
  mutable std::mutex m_mutex;  ///< Guards changes of the two lists, which reports() reads.
  std::list<Client> m_clients;
  LatestReports m_latest;
  std::deque<IperfCookie> m_past;  ///< Of the latest tests that are over.
  std::optional<LoginGate> m_gate;
  QTimer m_idle;
  ThroughputTestId m_nextId = 1;
  bool m_closing = false, m_ended = false;
};

ThroughputServer::Private::Private(ThroughputServer* owner, ThroughputServerSettings settings)
    : q(owner),
      m_settings(std::move(settings)),
      m_listener(m_watch),
      m_reception(m_watch, [this](Introduced client) { onIntroduced(std::move(client)); }),
      m_waiting(m_watch) {
  QObject::connect(&m_listener, &TcpListener::accepted, q, [this] {
    AcceptedSocket accepted = m_listener.takeAccepted();
    m_reception.add(std::move(accepted.fd), accepted.peer);
  });
  m_idle.setSingleShot(true);
  QObject::connect(&m_idle, &QTimer::timeout, q, [this] { cancel(); });
}

void ThroughputServer::Private::start() {
  if (!openGate()) return;
  EndpointSettings settings;
  settings.port = m_settings.port;
  settings.bindAddress = m_settings.bindAddress;
  settings.family = m_settings.family;
  const Result<IpEndpoint> local = m_listener.listen(settings);
  if (!local.ok()) return giveUp(local.error());
  waitForSomebody();
  Q_EMIT q->listening(local.value());
}

/// Before the port is open: nobody comes in by mistake.
bool ThroughputServer::Private::openGate() {
  if (!m_settings.gate) return true;
  auto gate = LoginGate::open(*m_settings.gate);
  if (!gate.ok()) return giveUp(gate.error()), false;
  m_gate = std::move(gate).value();
  return true;
}

void ThroughputServer::Private::giveUp(const Error& error) {
  m_closing = true;
  Q_EMIT q->failed(error);
  endWhenDone();
}

bool ThroughputServer::Private::lets(ThroughputTestId id, const std::string& token, const IpEndpoint& peer) {
  if (!m_gate) return true;
  const IperfLoginFault fault = m_gate->judge(token);
  if (fault == IperfLoginFault::kNone) return true;
  std::ranges::find(m_clients, id, &Client::id)->unauthorised = true;
  Q_EMIT q->unauthorised(peer, fault);
  return false;
}

/// A server of one test does not wait for ever, where it is told so.
void ThroughputServer::Private::waitForSomebody() {
  if (m_settings.once && m_settings.idleEnd && m_clients.empty() && !m_closing)
    m_idle.start(std::chrono::ceil<std::chrono::milliseconds>(*m_settings.idleEnd));
}

/// A data stream of a running test, one that comes too late for its test, or a new client.
void ThroughputServer::Private::onIntroduced(Introduced client) {
  const auto known = std::ranges::find_if(m_clients, [&](const Client& c) { return c.test->knows(client.cookie); });
  if (known != m_clients.end()) {
    if (!known->test->wantsStream()) return deny(client.fd);
    return known->test->addTcpStream(std::move(client.fd));
  }
  const bool late =
      std::ranges::any_of(m_past, [&](const IperfCookie& c) { return sameIperfCookie(client.cookie, c); });
  if (m_closing || late) return deny(client.fd);
  if (takesAnother()) return serve(std::move(client));
  const bool queues = m_settings.busy == BusyPolicy::kQueue;
  if (!queues || m_waiting.size() >= static_cast<std::size_t>(m_settings.maxClients)) return refuse(client);
  m_waiting.add(std::move(client));
}

bool ThroughputServer::Private::takesAnother() const {
  const bool together = m_settings.busy == BusyPolicy::kServeTogether && !m_settings.once;
  return m_clients.size() < (together ? static_cast<std::size_t>(m_settings.maxClients) : 1U);
}

bool ThroughputServer::Private::hasRoomFor(std::size_t streams) const {
  for (const Client& client : m_clients)
    streams += client.test->streams();
  return streams <= kMostStreams;
}

void ThroughputServer::Private::refuse(const Introduced& client) {
  deny(client.fd);
  Q_EMIT q->refused(client.peer);
}

void ThroughputServer::Private::serve(Introduced client) {
  const ThroughputTestId id = m_nextId++;
  const IpEndpoint peer = client.peer;
  m_idle.stop();
  auto test = std::make_unique<ServerTest>(
      std::move(client), m_settings, m_desk,
      ServerTest::Handlers{[this](std::size_t streams) { return hasRoomFor(streams); },
                           [this, id, peer](const std::string& token) { return lets(id, token, peer); },
                           [this, id, peer] { onStarted(id, peer); },
                           [this, id](const ThroughputInterval& interval) { Q_EMIT q->intervalEnded(id, interval); },
                           [this, id] { onEnded(id); }});
  ServerTest& started = *test;
  {
    const std::lock_guard lock(m_mutex);
    m_clients.push_front({id, std::move(test)});
  }
  started.start();
}

void ThroughputServer::Private::onStarted(ThroughputTestId id, const IpEndpoint& peer) {
  Q_EMIT q->testStarted(id, peer);
}

/// Who never came to agree on a test is not reported.
void ThroughputServer::Private::onEnded(ThroughputTestId id) {
  const auto client = std::ranges::find(m_clients, id, &Client::id);
  const bool accepted = client->test->accepted(), unauthorised = client->unauthorised;
  m_past.push_front(client->test->cookie());
  if (m_past.size() > kMostPast) m_past.pop_back();
  const auto report = client->test->report();
  {
    const std::lock_guard lock(m_mutex);
    client->test.release()->deleteLater();
    m_clients.erase(client);
    if (accepted) m_latest.add(report);
  }
  m_listener.resume();
  if (accepted) Q_EMIT q->testEnded(id, report);
  if (!accepted && !unauthorised && report->error) Q_EMIT q->dismissed(report->peer, *report->error);
  if (!unauthorised && m_settings.once) m_closing = true;
  serveWaiting();
  waitForSomebody();
  endWhenDone();
}

void ThroughputServer::Private::serveWaiting() {
  while (!m_closing && m_waiting.size() > 0 && takesAnother())
    serve(m_waiting.takeFirst());
}

void ThroughputServer::Private::cancel() {
  if (std::exchange(m_closing, true)) return;
  std::vector<ServerTest*> tests;
  for (const Client& client : m_clients)
    tests.push_back(client.test.get());
  for (ServerTest* test : tests)
    test->cancel();
  endWhenDone();
}

void ThroughputServer::Private::endWhenDone() {
  if (!m_closing || !m_clients.empty() || std::exchange(m_ended, true)) return;
  m_listener.close();
  m_reception.clear();
  m_waiting.clear();
  QMetaObject::invokeMethod(
      q, [this] { Q_EMIT q->ended(); }, Qt::QueuedConnection);
}

std::shared_ptr<const ThroughputReport> ThroughputServer::Private::report(ThroughputTestId test) const {
  const auto client = std::ranges::find(m_clients, test, &Client::id);
  return client == m_clients.end() ? nullptr : client->test->report();
}

std::vector<std::shared_ptr<const ThroughputReport>> ThroughputServer::Private::reports() const {
  const std::lock_guard lock(m_mutex);
  std::vector<std::shared_ptr<const ThroughputReport>> reports;
  for (const Client& client : m_clients)
    if (client.test->accepted()) reports.push_back(client.test->report());
  reports.insert(reports.end(), m_latest.all().begin(), m_latest.all().end());
  return reports;
}

ThroughputServer::ThroughputServer(ThroughputServerSettings settings, QObject* parent)
    : Job(parent), d(std::make_unique<Private>(this, std::move(settings))) {}

ThroughputServer::~ThroughputServer() = default;

void ThroughputServer::start() {
  d->start();
}

void ThroughputServer::cancel() {
  d->cancel();
}

std::shared_ptr<const ThroughputReport> ThroughputServer::report(ThroughputTestId test) const {
  return d->report(test);
}

std::vector<std::shared_ptr<const ThroughputReport>> ThroughputServer::reports() const {
  return d->reports();
}

}  // namespace synscope
