#pragma once

#include "core/engine/base/net_thread.h"
#include "core/engine/companion/companion_message.h"
#include "core/logic/base/error.h"
#include "core/logic/base/ip_endpoint.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace synscope {

class CompanionServer;
class PeerBeacon;

/// Lets other SynScopes ask this machine, while its owner wants it and the program runs: never remembered.
class CompanionHost : public QObject {
  Q_OBJECT

 public:
  explicit CompanionHost(QObject* parent = nullptr);
  ~CompanionHost() override;

  void setServing(bool serving);
  /// Whether it can be found on the local network; only while it serves.
  void setAnnounced(bool announced);
  bool isServing() const { return m_server != nullptr; }
  bool isAnnounced() const { return m_announced; }
  std::uint16_t port() const { return m_port; }
  const std::optional<Error>& error() const { return m_error; }
  /// The latest visitor: who asked about which port.
  const std::optional<IpEndpoint>& lastAsker() const { return m_lastAsker; }
  std::uint16_t lastPort() const { return m_lastPort; }

 Q_SIGNALS:
  void changed();

 private:
  void start();
  void stop();
  void announce();

  std::unique_ptr<NetThread> m_thread;
  CompanionServer* m_server = nullptr;
  PeerBeacon* m_beacon = nullptr;
  bool m_announced = false;
  std::uint16_t m_port = 0;
  std::optional<Error> m_error;
  std::optional<IpEndpoint> m_lastAsker;
  std::uint16_t m_lastPort = 0;
};

}  // namespace synscope
