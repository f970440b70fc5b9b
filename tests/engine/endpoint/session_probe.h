#pragma once

#include "core/engine/endpoint/endpoint_session.h"

#include <QEventLoop>
#include <QTest>

#include <functional>
#include <map>

namespace synscope::test {

/// A session and all it has said so far, for tests that read like a trace.
class SessionProbe : public QObject {
 public:
  explicit SessionProbe(EndpointSettings settings, std::shared_ptr<TrafficLog> log = nullptr)
      : session(std::move(settings), std::move(log)) {
    connect(&session, &EndpointSession::opened, this, [this](const IpEndpoint& at) { local = at; });
    connect(&session, &EndpointSession::connected, this,
            [this](const ConnectionRow& row) { connected.push_back(row); });
    connect(&session, &EndpointSession::received, this, [this](ConnectionId id, const QByteArray& bytes) {
      received[id] += bytes;
      receivedBytes += static_cast<std::size_t>(bytes.size());
    });
    connect(&session, &EndpointSession::endOfInput, this, [this](ConnectionId id) { ends.push_back(id); });
    connect(&session, &EndpointSession::drained, this, [this](ConnectionId id) { drained.push_back(id); });
    connect(&session, &EndpointSession::disconnected, this,
            [this](const ConnectionRow& row) { disconnected.push_back(row); });
    connect(&session, &EndpointSession::failed, this,
            [this](ConnectionId id, const Error& error) { errors.emplace_back(id, error); });
    connect(&session, &Job::ended, this, [this] { ++ended; });
  }

  void start() { session.start(); }
  ConnectionId id(std::size_t n = 0) const { return connected.size() > n ? connected[n].id : 0; }
  std::uint16_t port() const { return local ? local->port : std::uint16_t{0}; }
  ErrorCode lastError() const { return errors.empty() ? ErrorCode::kEmptyInput : errors.back().second.code; }

  EndpointSession session;
  std::optional<IpEndpoint> local;
  std::vector<ConnectionRow> connected, disconnected;
  std::map<ConnectionId, QByteArray> received;
  std::size_t receivedBytes = 0;
  std::vector<ConnectionId> ends, drained;
  std::vector<std::pair<ConnectionId, Error>> errors;
  int ended = 0;
};

/// Runs the event loop until `done` holds; false after `limitMs`.
inline bool runUntil(const std::function<bool()>& done, int limitMs = 5'000) {
  return QTest::qWaitFor(done, limitMs);
}

inline EndpointSettings clientTo(const IpEndpoint& target) {
  EndpointSettings settings;
  settings.kind = EndpointKind::kTcpClient;
  settings.host = target.address.toString();
  settings.port = target.port;
  settings.connectTimeout = std::chrono::seconds(2);
  return settings;
}

inline EndpointSettings serverOn(std::optional<IpAddress> address = std::nullopt) {
  EndpointSettings settings;
  settings.kind = EndpointKind::kTcpServer;
  settings.bindAddress = std::move(address);
  return settings;
}

}  // namespace synscope::test
