#pragma once

#include "core/engine/base/unique_fd.h"
#include "core/engine/endpoint/life_watch.h"

#include <QByteArray>

#include <memory>
#include <string>

namespace synscope::test {

/// A real connection on the loopback whose client end a LifeWatch follows: the test makes the calls, and tells the
/// watch of each as a transport would. The server end does what the test says and is nobody's business.
class LifePair {
 public:
  static constexpr ConnectionId kId = 1;

  /// @param acceptedEnd Follow the server's end instead.
  explicit LifePair(bool acceptedEnd = false);
  /// The same over a listener that can be reached at `target`.
  LifePair(UniqueFd listener, const IpEndpoint& target, bool acceptedEnd = false);

  bool ok() const { return m_ok; }
  LifeWatch& watch() { return m_watch; }
  std::shared_ptr<const ConnectionLife> life() const { return m_watch.life(kId); }
  TcpState state() const { return life()->state; }
  std::string words(bool bothEnds = false) const;

  /// Ours: what the transport does. read() reads once: bytes, the end of input or an error.
  void write(const QByteArray& bytes);
  void read();
  /// Reads if there is something; returns whether the connection has ended.
  bool readIfReady();
  void shutDown();
  void close();
  void abort();
  int native() const { return static_cast<int>(m_ours.get()); }

  /// The peer's descriptor.
  UniqueFd& peer() { return m_theirs; }
  int peerNative() const { return static_cast<int>(m_theirs.get()); }

 private:
  bool m_ok = false;
  LifeWatch m_watch{nullptr, LifeWatch::Transitions::kNever};
  UniqueFd m_listener, m_ours, m_theirs;
};

}  // namespace synscope::test
