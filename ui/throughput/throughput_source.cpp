#include "ui/throughput/throughput_source.h"

#include "core/engine/base/net_thread.h"

namespace synscope {

LiveThroughput::LiveThroughput(const ThroughputOrder& order)
    : m_nest(new QObject), m_thread(std::make_unique<NetThread>()) {
  m_thread->adopt(m_nest);
  QMetaObject::invokeMethod(m_nest, [this, order] {
    auto* client = new ThroughputClient(order.connection, order.settings, m_nest);
    connect(client, &ThroughputClient::phaseChanged, this, &ThroughputSource::phaseChanged);
    connect(client, &ThroughputClient::serverBusy, this, &ThroughputSource::serverBusy);
    connect(client, &Job::ended, this, &ThroughputSource::ended);
    m_client = client;
    client->start();
  });
}

LiveThroughput::~LiveThroughput() = default;

std::shared_ptr<const ThroughputReport> LiveThroughput::report() const {
  const ThroughputClient* client = m_client;
  return client != nullptr ? client->report() : nullptr;
}

std::vector<ThroughputInterval> LiveThroughput::drain() {
  ThroughputClient* client = m_client;
  return client != nullptr ? client->drainLive() : std::vector<ThroughputInterval>{};
}

std::vector<LoadSample> LiveThroughput::drainLatency() {
  ThroughputClient* client = m_client;
  return client != nullptr ? client->drainLatency() : std::vector<LoadSample>{};
}

void LiveThroughput::stop() {
  QMetaObject::invokeMethod(m_nest, [this] { m_client.load()->cancel(); });
}

LiveThroughputServer::LiveThroughputServer(const ThroughputServerSettings& settings)
    : m_nest(new QObject), m_thread(std::make_unique<NetThread>()) {
  m_thread->adopt(m_nest);
  QMetaObject::invokeMethod(m_nest, [this, settings] {
    auto* server = new ThroughputServer(settings, m_nest);
    connect(server, &ThroughputServer::listening, this, &ThroughputServing::listening);
    connect(server, &ThroughputServer::refused, this, &ThroughputServing::refused);
    connect(server, &ThroughputServer::failed, this, &ThroughputServing::failed);
    connect(server, &Job::ended, this, &ThroughputServing::ended);
    m_server = server;
    server->start();
  });
}

LiveThroughputServer::~LiveThroughputServer() = default;

std::vector<std::shared_ptr<const ThroughputReport>> LiveThroughputServer::reports() const {
  const ThroughputServer* server = m_server;
  return server != nullptr ? server->reports() : std::vector<std::shared_ptr<const ThroughputReport>>{};
}

void LiveThroughputServer::stop() {
  QMetaObject::invokeMethod(m_nest, [this] { m_server.load()->cancel(); });
}

}  // namespace synscope
