#include "ui/companion/companion_host.h"

#include "core/engine/companion/companion_server.h"
#include "core/engine/companion/peer_beacon.h"

#include <QSysInfo>

namespace synscope {

CompanionHost::CompanionHost(QObject* parent) : QObject(parent) {}

CompanionHost::~CompanionHost() = default;

void CompanionHost::setServing(bool serving) {
  if (serving == isServing()) return;
  m_error.reset();
  serving ? start() : stop();
  Q_EMIT changed();
}

void CompanionHost::setAnnounced(bool announced) {
  if (announced == m_announced) return;
  m_announced = announced;
  announce();
  Q_EMIT changed();
}

void CompanionHost::start() {
  m_thread = std::make_unique<NetThread>();
  auto* server = new CompanionServer({});
  m_server = server;
  m_thread->adopt(server);
  connect(server, &CompanionServer::listening, this, [this, server](const IpEndpoint& local) {
    if (server != m_server) return;
    m_port = local.port;
    announce();
    Q_EMIT changed();
  });
  connect(server, &CompanionServer::watching, this, [this](const IpEndpoint& asker, Protocol, quint16 port) {
    m_lastAsker = asker;
    m_lastPort = port;
    Q_EMIT changed();
  });
  connect(server, &CompanionServer::failed, this, [this, server](const Error& error) {
    if (server != m_server) return;
    stop();
    m_error = error;
    Q_EMIT changed();
  });
  QMetaObject::invokeMethod(server, &Job::start, Qt::QueuedConnection);
}

/// With the thread end the server, its visits and the beacon.
void CompanionHost::stop() {
  m_server = nullptr;
  m_beacon = nullptr;
  m_port = 0;
  m_thread.reset();
}

void CompanionHost::announce() {
  if (m_beacon != nullptr) m_beacon->deleteLater();
  m_beacon = nullptr;
  if (!m_announced || m_port == 0) return;
  m_beacon = new PeerBeacon({QSysInfo::machineHostName().toStdString(), SYNSCOPE_VERSION, m_port, 0});
  m_thread->adopt(m_beacon);
  QMetaObject::invokeMethod(
      m_beacon, [beacon = m_beacon] { beacon->start(); }, Qt::QueuedConnection);
}

}  // namespace synscope
