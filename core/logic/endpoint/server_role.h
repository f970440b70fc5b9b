#pragma once

#include "core/logic/endpoint/connection_row.h"
#include "core/logic/endpoint/endpoint_settings.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace synscope {

/// What a role may ask of the session it serves. No call of these leads back into the role before it returns.
class RoleHost {
 public:
  virtual ~RoleHost() = default;

  /// Sends, or queues what the kernel does not take yet.
  virtual void send(ConnectionId to, std::span<const std::byte> bytes) = 0;
  /// Bytes accepted by send() that the kernel has not taken yet.
  virtual std::size_t queued(ConnectionId connection) const = 0;
  /// Stops or resumes reading from a TCP peer, which then feels our closed window.
  virtual void pauseReading(ConnectionId connection, bool paused) = 0;
  /// What send() has accepted goes out before the FIN of kFin and kHalf; kReset throws it away. onGone() follows once
  /// the descriptor is closed, at once or (kHalf) when the peer ends too.
  virtual void close(ConnectionId connection, CloseMode mode) = 0;
  /// Opens a connection (UDP: a socket of its own) to the host and port of settings.forward…, for that client.
  /// onConnected() or onGone() of the returned id follows. 0 where that is not possible.
  virtual ConnectionId connectOut(ConnectionId onBehalfOf) = 0;
  /// Notes in the table who talks with whom; 0 separates.
  virtual void setPartner(ConnectionId connection, ConnectionId partner) = 0;
  /// onTime() is wanted at this moment; a later call replaces an earlier one.
  virtual void wakeAt(TimePoint at) = 0;
  virtual TimePoint now() const = 0;
  /// Local wall time in the form of RFC 867's examples, without a line end, for the daytime service.
  virtual std::string daytime() const = 0;
  /// Local wall time for {date} and {time} of automatic replies: "2026-11-21", "10:00:00".
  virtual std::string date() const = 0;
  virtual std::string time() const = 0;
  /// The bytes of settings.roleFile from `offset`, at most `most`; empty at its end.
  virtual std::vector<std::byte> readFile(std::uint64_t offset, std::size_t most) = 0;
};

/// What an endpoint does by itself with what it receives. A machine without sockets: everything comes in through these
/// calls and goes out through RoleHost. Works for TCP connections and for UDP peers alike (a datagram is one message).
/// Invariant: a peer that does not read never makes queued() grow without bound; the role stops reading from the
/// source.
class ServerRoleMachine {
 public:
  virtual ~ServerRoleMachine() = default;

  virtual void onConnected(const ConnectionRow& connection) = 0;
  virtual void onReceived(ConnectionId from, std::span<const std::byte> bytes) = 0;
  /// queued() was above 0, and the kernel has taken everything now.
  virtual void onDrained(ConnectionId) {}
  /// The peer has sent its FIN; it may still read.
  virtual void onEndOfInput(ConnectionId) = 0;
  /// Our descriptor is closed, by us or because the connection broke.
  virtual void onGone(ConnectionId) {}
  virtual void onTime(TimePoint) {}

  /// What the forwarding role has done to datagrams, over all relays.
  virtual ImpairmentCounters impairments() const { return {}; }
  /// New rules from now on; an error leaves the old ones. Only the talking role has any.
  virtual std::optional<Error> setAutoReply(const std::vector<AutoReplyRule>&) { return std::nullopt; }
};

/// The machine of settings.role (core/logic/endpoint/roles). Rules of settings.autoReply that do not compile are left
/// out: setAutoReply() tells why.
std::unique_ptr<ServerRoleMachine> makeServerRole(const EndpointSettings& settings, RoleHost& host,
                                                  RegexCompiler regexCompiler);

}  // namespace synscope
