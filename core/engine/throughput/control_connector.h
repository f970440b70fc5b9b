#pragma once

#include "core/engine/base/resolver.h"
#include "core/engine/base/unique_fd.h"
#include "core/engine/reach/tcp_attempt.h"
#include "core/logic/reach/judge.h"
#include "core/logic/throughput/throughput_settings.h"

#include <QPointer>

#include <deque>
#include <optional>
#include <utility>

namespace synscope {

/// Finds the server and opens the control connection to the first of its addresses that answers.
class ControlConnector : public QObject {
  Q_OBJECT

 public:
  explicit ControlConnector(ThroughputConnection connection, QObject* parent = nullptr);
  ~ControlConnector() override;

  void start();

  UniqueFd takeSocket() { return std::move(m_fd); }
  /// When the handshake that came about began, and its round-trip time; nullopt where a SYN had to be sent again.
  const std::optional<std::pair<TimePoint, Duration>>& handshake() const { return m_handshake; }
  /// Why the latest attempt failed; nullopt where it did not come to one.
  const std::optional<PortVerdict>& verdict() const { return m_verdict; }

 Q_SIGNALS:
  void connecting(const synscope::IpEndpoint& target);
  void connected();
  void failed(const synscope::Error& error);

 private:
  void onResolved();
  void tryNext();
  void onAttempted();

  const ThroughputConnection m_connection;
  QPointer<Resolver> m_resolver;
  QPointer<TcpAttempt> m_attempt;
  std::deque<IpEndpoint> m_targets;
  UniqueFd m_fd;
  std::optional<PortVerdict> m_verdict;
  std::optional<std::pair<TimePoint, Duration>> m_handshake;
};

}  // namespace synscope
