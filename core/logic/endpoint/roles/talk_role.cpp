#include "core/logic/endpoint/roles/talk_role.h"

#include "core/logic/endpoint/roles/role_limits.h"

#include <utility>

namespace synscope {

TalkRole::TalkRole(const std::vector<AutoReplyRule>& rules, RoleHost& host, RegexCompiler regexCompiler)
    : m_host(host), m_regexCompiler(std::move(regexCompiler)) {
  std::vector<AutoReplyRule> usable;
  for (const AutoReplyRule& rule : rules)
    if (AutoReply::compile({rule}, m_regexCompiler)) usable.push_back(rule);
  setAutoReply(usable);
}

void TalkRole::onConnected(const ConnectionRow& connection) {
  m_peers[connection.id].endpoint = connection.peer;
}

void TalkRole::onReceived(ConnectionId from, std::span<const std::byte> bytes) {
  const auto peer = m_peers.find(from);
  if (peer == m_peers.end()) return;
  const ReplyContext context{
      .date = m_host.date(), .time = m_host.time(), .peer = peer->second.endpoint, .count = m_replies + 1};
  const auto reply = m_autoReply.replyTo(bytes, context);
  if (!reply) return;
  ++m_replies;
  m_host.send(from, *reply);
  peer->second.paused = m_host.queued(from) >= kRoleQueueLimit;
  if (peer->second.paused) m_host.pauseReading(from, true);
}

void TalkRole::onDrained(ConnectionId connection) {
  const auto peer = m_peers.find(connection);
  if (peer != m_peers.end() && std::exchange(peer->second.paused, false)) m_host.pauseReading(connection, false);
}

void TalkRole::onGone(ConnectionId connection) {
  m_peers.erase(connection);
}

std::optional<Error> TalkRole::setAutoReply(const std::vector<AutoReplyRule>& rules) {
  auto compiled = AutoReply::compile(rules, m_regexCompiler);
  if (!compiled) return compiled.error();
  m_autoReply = std::move(compiled).value();
  return std::nullopt;
}

}  // namespace synscope
