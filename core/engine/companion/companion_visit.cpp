#include "core/engine/companion/companion_visit.h"

namespace synscope {
namespace {

/// A visit that is forgotten must not keep a port open.
constexpr std::chrono::seconds kLongestVisit{60};

}  // namespace

CompanionVisit::CompanionVisit(QTcpSocket* socket, const std::string& ourName, QObject* parent)
    : QObject(parent), m_channel(socket), m_asker(peerOf(*socket)) {
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
  m_channel.send(hello);
}

void CompanionVisit::answer(const CompanionMessage& message) {
  if (const auto* request = std::get_if<CompanionWatchRequest>(&message)) return watch(*request);
  if (std::holds_alternative<CompanionReportRequest>(message) && m_watch) return report(false);
}

void CompanionVisit::watch(const CompanionWatchRequest& request) {
  m_watch.reset();
  m_watch = std::make_unique<CompanionWatch>(request.protocol, request.port, m_asker.address);
  connect(m_watch.get(), &CompanionWatch::ready, this, [this] { report(true); });
  Q_EMIT watching(request.protocol, request.port);
  m_watch->start();
}

void CompanionVisit::report(bool begins) {
  const CompanionView view = m_watch->view();
  m_channel.send(CompanionReport{begins, view});
  if (!begins) Q_EMIT reported(view);
}

}  // namespace synscope
