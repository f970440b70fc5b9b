#include "core/logic/endpoint/roles/character_generator_role.h"

#include "core/logic/endpoint/roles/role_limits.h"

namespace synscope {
namespace {

constexpr std::uint64_t kFirst = 0x20, kCharacters = 95, kLineLength = 72;
constexpr std::uint64_t kLongestDatagram = 512;
constexpr std::uint64_t kRingsAtOnce = 8;  // 56,240 bytes.

std::string someRings() {
  std::string text;
  for (std::uint64_t line = 0; line < kRingsAtOnce * kCharacters; ++line)
    text += characterGeneratorLine(line);
  return text;
}

}  // namespace

std::string characterGeneratorLine(std::uint64_t number) {
  std::string line;
  for (std::uint64_t i = 0; i < kLineLength; ++i)
    line += static_cast<char>(kFirst + (number + i) % kCharacters);
  return line + "\r\n";
}

CharacterGeneratorRole::CharacterGeneratorRole(EndpointKind kind, RoleHost& host, std::uint64_t seed)
    : m_kind(kind), m_host(host), m_rng(seed), m_rings(someRings()), m_speaker(host) {}

void CharacterGeneratorRole::onConnected(const ConnectionRow& connection) {
  if (m_kind == EndpointKind::kUdp && answersByItself(connection.peer.port)) return;
  m_peers.insert(connection.id);
  if (m_kind != EndpointKind::kUdp) speak(connection.id);
}

void CharacterGeneratorRole::speak(ConnectionId to) {
  if (!m_peers.contains(to)) return;
  m_host.send(to, std::as_bytes(std::span(m_rings)));
  m_speaker.sent(to);
}

void CharacterGeneratorRole::onReceived(ConnectionId from, std::span<const std::byte>) {
  if (m_kind != EndpointKind::kUdp || !m_peers.contains(from) || m_host.queued(from) >= kRoleQueueLimit) return;
  const auto length = static_cast<std::size_t>(m_rng.below(kLongestDatagram + 1));
  m_host.send(from, std::as_bytes(std::span(m_rings)).first(length));
}

void CharacterGeneratorRole::onDrained(ConnectionId connection) {
  if (m_kind != EndpointKind::kUdp) speak(connection);
}

void CharacterGeneratorRole::onEndOfInput(ConnectionId from) {
  onGone(from);
  m_host.close(from, CloseMode::kFin);
}

void CharacterGeneratorRole::onGone(ConnectionId connection) {
  m_peers.erase(connection);
  m_speaker.forget(connection);
}

void CharacterGeneratorRole::onTime(TimePoint) {
  for (const ConnectionId id : m_speaker.dueNow())
    speak(id);
}

}  // namespace synscope
