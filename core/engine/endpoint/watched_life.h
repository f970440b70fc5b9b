#pragma once

#include "core/engine/kernel/socket_lookup.h"
#include "core/logic/endpoint/connection_life.h"
#include "core/logic/endpoint/connection_row.h"
#include "core/logic/endpoint/sampling_rounds.h"
#include "core/logic/kernel/socket_ends.h"
#include "core/logic/kernel/transition_record.h"

#include <QtGlobal>

#include <memory>
#include <optional>

namespace synscope {

/// One connection as LifeWatch follows it: asks the kernel by our descriptor, then by its two ends, and feeds the
/// answers to a LifeCycle. Invariant: after finish() nothing changes any more.
class WatchedLife {
 public:
  WatchedLife(ConnectionId id, IpEndpoint local, IpEndpoint peer);

  ConnectionId id() const { return m_id; }
  LifeCycle& cycle() { return m_cycle; }
  const LifeCycle& cycle() const { return m_cycle; }
  void setLocal(const IpEndpoint& local);
  void setDescriptor(qintptr fd) { m_fd = fd; }
  SocketEnds ends() const { return {m_local, m_peer}; }
  bool knowsLocal() const { return m_local.port != 0; }
  bool hasDescriptor() const { return m_fd != -1; }

  /// Looks at the connection now. Costs one or two questions to the kernel.
  /// @param closely Asks for the running timer and for the peer's socket on this machine as well.
  void sample(TimePoint now, SocketLookup& lookup, bool closely);

  /// The kernel has taken the socket apart and told its last numbers: it is in TIME_WAIT now, or gone.
  void onDestroyed(TimePoint now, const SocketRow& row, SocketLookup& lookup);
  /// The kernel changed the state of our socket, or of the peer's on this machine.
  void onTransition(const TransitionRecord& record, Side whose);
  /// The peer's socket, on this machine, has been taken apart.
  void onPeerDestroyed(TimePoint now, SocketLookup& lookup);

  /// Once, when the connection has lasted for a while: the socket of the peer on this machine, by inode. Finding out
  /// which process holds it is the caller's business.
  std::optional<std::uint32_t> peerToIdentify(TimePoint now);

  void setPeerProcess(int pid, std::string name);

  /// The descriptor is about to be closed by `call`.
  void close(TimePoint at, EndpointCall call, SocketLookup& lookup);
  void fail(TimePoint at, EndpointCall call, SocketError error);

  /// Reads the SYN that the kernel kept of an accepted connection.
  void readClientSyn();

  /// The kernel has forgotten it, or never knew it.
  void finish() { m_gone = true; }
  bool isGone() const { return m_gone; }

  SamplingPace pace(TimePoint now) const;
  /// Notes that something changed, for the next snapshot.
  void touch() { ++m_generation; }
  std::uint64_t generation() const { return m_generation; }
  void describe(ConnectionRow& row, TimePoint now) const;
  ConnectionLife snapshot(TimePoint now) const;

 private:
  void sampleDescriptor(TimePoint now, SocketLookup& lookup, bool closely);
  void sampleTable(TimePoint now, SocketLookup& lookup);
  void samplePeer(TimePoint now, SocketLookup& lookup);
  void onClosedByKernel(TimePoint now, SocketLookup& lookup);
  void observe(TimePoint now, const SocketRow& row);
  void noteTimer(TimePoint now, const std::optional<SocketTimer>& timer);
  std::optional<SocketTimer> timerNow(TimePoint now) const;
  bool isReborn(TcpState state) const;
  void noteChange(TimePoint now, TcpState before);

  ConnectionId m_id;
  IpEndpoint m_local, m_peer;
  qintptr m_fd = -1;
  LifeCycle m_cycle;
  std::optional<SocketTimer> m_timer;
  TimePoint m_timerAt{};
  TimePoint m_changedAt{};
  std::optional<TimePoint> m_suspectedAt;  ///< TCP_INFO says CLOSED, and no call has told why yet.
  std::optional<bool> m_peerIsHere;        ///< On this machine; nullopt: not asked yet.
  std::unique_ptr<const SavedSyn> m_clientSyn;
  bool m_peerSeen = false;
  std::optional<int> m_peerPid;
  std::string m_peerProcess;
  std::uint32_t m_peerInode = 0;  ///< Of its socket; 0: not known, or it has been told.
  bool m_gone = false;
  std::uint64_t m_generation = 1;
  Capability m_afterClose;
};

}  // namespace synscope
