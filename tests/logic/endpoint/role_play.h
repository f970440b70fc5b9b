#pragma once

#include "core/logic/endpoint/server_role.h"

#include <QString>
#include <QStringList>

#include <map>
#include <set>

namespace synscope::test {

/// Plays a role against a script and writes down what the role asks for. A script is the whole trace: lines with '>'
/// are what happens to the role, the lines below each are what it must do then. play() returns the trace that really
/// came about, so that a test compares the two texts.
///
///   > 1 connects          also: "1 connects from PORT", "101 connected" for a connection the role opened
///   > 1 says hello\n      with the escapes of C; "1 says 300000 bytes" for that many 'x'
///   > 1 stops reading     everything sent to it stays queued …
///   > 1 reads             … until here: its queue is empty, and the role is told
///   > 1 ends              FIN
///   > 1 gone              our descriptor is closed
///   > 20 ms               time passes; wake-ups that are due come at their time
///
/// Connections the role opens are numbered from 101.
class RolePlay : public RoleHost {
 public:
  explicit RolePlay(EndpointSettings settings, RegexCompiler regexCompiler = {});

  QString play(const QString& script);

  void send(ConnectionId to, std::span<const std::byte> bytes) override;
  std::size_t queued(ConnectionId connection) const override;
  void pauseReading(ConnectionId connection, bool paused) override;
  void close(ConnectionId connection, CloseMode mode) override;
  ConnectionId connectOut(ConnectionId onBehalfOf) override;
  void setPartner(ConnectionId connection, ConnectionId partner) override;
  void wakeAt(TimePoint at) override;
  TimePoint now() const override { return m_now; }
  std::string daytime() const override { return "Tuesday, February 22, 1982 17:37:43-PST"; }
  std::string date() const override { return "1982-02-22"; }
  std::string time() const override { return "17:37:43"; }
  std::vector<std::byte> readFile(std::uint64_t offset, std::size_t most) override;

  ServerRoleMachine& role() { return *m_role; }
  /// What settings.roleFile holds.
  std::string m_file;
  bool m_canConnectOut = true;

 private:
  void act(const QStringList& words, const QString& line);
  void say(ConnectionId id, const QString& text);
  void pass(Duration time);
  void note(const QString& line) { m_trace << line; }

  EndpointSettings m_settings;
  std::unique_ptr<ServerRoleMachine> m_role;
  QStringList m_trace;
  TimePoint m_now{std::chrono::seconds(1000)};
  std::optional<TimePoint> m_wake;
  std::map<ConnectionId, std::size_t> m_queued;
  std::set<ConnectionId> m_notReading;
  ConnectionId m_lastOut = 100;
};

}  // namespace synscope::test
