#pragma once

#include "core/engine/base/unique_fd.h"

#include <QString>
#include <QStringList>

namespace synscope::test {

/// Starts this program again inside its own user, network and mount namespaces, where it may build networks without any
/// right. Call first in main(). Returns where that is not possible; then insideOwnNamespaces() is false.
void enterOwnNamespaces(char** argv);
bool insideOwnNamespaces();

/// A chain of real hosts and routers in network namespaces, each with a firewall: client - r1 - r2 - r3 - server.
///
/// Link N is 10.9.N.0/24 and fd00:9:N::/64 with .2 on the left and .1 on the right; the last one is 10.9.9.0/24 with r3
/// as .1 and the server as .2. Four hops to the server, whose answers arrive with TTL 61. Routers do not limit their
/// ICMP errors unless asked to. The calling thread is on the client.
class NetnsChain {
 public:
  NetnsChain();

  /// What went wrong while building or in the last run(); empty where nothing did.
  QString problem() const { return m_problem; }

  /// Runs a shell script on a node: "client", "r1" to "r3", "server".
  void run(const QString& node, const QString& script);
  /// The same, and what it printed.
  QString output(const QString& node, const QString& script);
  /// Adds a rule: rule("r2", "forward tcp dport 81 drop"); hooks prerouting, input, forward, output.
  void rule(const QString& node, const QString& rule);
  /// Takes all rules away.
  void clearRules();
  /// Routers limit their ICMP errors as Linux does by default: six at once for each client, then one a second.
  void limitIcmpErrors(bool on);

  /// While it lives, sockets opened by this thread are those of the node.
  class On {
   public:
    explicit On(const char* node);
    ~On();

   private:
    UniqueFd m_before;
  };
  /// A listening socket on the server, both families.
  UniqueFd listenOnServer(quint16 port);

 private:
  QString shell(const QStringList& command, const QString& script);

  QString m_problem;
};

}  // namespace synscope::test
