#pragma once

#include "core/logic/endpoint/server_role.h"

#include <map>

namespace synscope {

/// Leaves the talking to the person, except for what the rules answer. Ends nothing by itself: that a peer has sent its
/// FIN stays visible until the person closes.
class TalkRole final : public ServerRoleMachine {
 public:
  TalkRole(const std::vector<AutoReplyRule>& rules, RoleHost& host, RegexCompiler regexCompiler);

  void onConnected(const ConnectionRow& connection) override;
  void onReceived(ConnectionId from, std::span<const std::byte> bytes) override;
  void onDrained(ConnectionId connection) override;
  void onEndOfInput(ConnectionId) override {}
  void onGone(ConnectionId connection) override;
  std::optional<Error> setAutoReply(const std::vector<AutoReplyRule>& rules) override;

 private:
  RoleHost& m_host;
  RegexCompiler m_regexCompiler;
  AutoReply m_autoReply;
  std::uint64_t m_replies = 0;
  struct Peer {
    IpEndpoint endpoint;
    bool paused = false;  ///< By us.
  };
  std::map<ConnectionId, Peer> m_peers;
};

}  // namespace synscope
