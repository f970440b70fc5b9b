#include "core/engine/companion/companion_visit.h"

#include "core/engine/base/clock.h"
#include "core/engine/reach/native_socket.h"

namespace synscope {
namespace {

/// A visit that is forgotten must not keep a port open.
constexpr std::chrono::seconds kLongestVisit{60};
/// A watch costs a look at the whole socket table: nobody gets many, nor one right after another.
constexpr int kMostWatches = 10;
constexpr Duration kBetweenWatches = std::chrono::milliseconds(250);

}  // namespace

CompanionVisit::CompanionVisit(QTcpSocket* socket, const std::string& ourName, QObject* parent)
    : QObject(parent), m_channel(socket), m_asker(peerOf(*socket)), m_here(localOf(*socket)) {
  connect(&m_channel, &LineChannel::received, this, &CompanionVisit::answer);
  connect(&m_channel, &LineChannel::closed, this, &CompanionVisit::over, Qt::QueuedConnection);
  connect(&m_limit, &QTimer::timeout, this, [this] { m_channel.socket().abort(); });
  m_limit.setSingleShot(true);
  m_limit.start(kLongestVisit);

  CompanionHello hello;
  hello.program = SYNSCOPE_VERSION;
  hello.name = ourName;
  hello.you = m_asker;
  hello.seesHalfOpen = socketTableCapability().available;
  hello.takesFullSize = true;
  hello.tellsClock = true;
  m_channel.send(hello);
}

/// Who asks and does not listen is sent away: what waits for it here stays small.
void CompanionVisit::answer(const CompanionMessage& message) {
  if (m_channel.socket().bytesToWrite() > kCompanionLineLimit) return m_channel.socket().abort();
  if (const auto* request = std::get_if<CompanionWatchRequest>(&message)) return watch(*request);
  if (std::holds_alternative<CompanionReportRequest>(message) && m_watch) return report(false);
  if (std::holds_alternative<CompanionClockRequest>(message)) return tellClock();
  if (const auto* take = std::get_if<CompanionTake>(&message)) return m_channel.send(CompanionTook{take->bytes});
  if (const auto* request = std::get_if<CompanionGive>(&message)) give(*request);
}

void CompanionVisit::watch(const CompanionWatchRequest& request) {
  const TimePoint now = monotonicNow();
  if (++m_watches > kMostWatches || (m_watches > 1 && now - m_watchedAt < kBetweenWatches))
    return m_channel.socket().abort();
  m_watchedAt = now;
  m_watch.reset();
  m_watch = std::make_unique<CompanionWatch>(request.protocol, request.port, m_asker.address, m_here.address);
  connect(m_watch.get(), &CompanionWatch::ready, this, [this] { report(true); });
  Q_EMIT watching(request.protocol, request.port);
  m_watch->start();
}

void CompanionVisit::tellClock() {
  if (const auto watching = m_watch ? m_watch->clock() : std::nullopt) m_channel.send(CompanionClock{*watching});
}

void CompanionVisit::give(const CompanionGive& request) {
  CompanionGiven given;
  given.bytes = request.bytes;
  if (const auto info = tcpInfo(m_channel.socket().socketDescriptor())) {
    given.segment = info->sendMss;
    given.pathMtu = info->pathMtu;
  }
  m_channel.send(given);
}

void CompanionVisit::report(bool begins) {
  const CompanionView view = m_watch->view();
  m_channel.send(CompanionReport{begins, view});
  if (!begins) Q_EMIT reported(view);
}

}  // namespace synscope
