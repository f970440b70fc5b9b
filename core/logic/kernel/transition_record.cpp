#include "core/logic/kernel/transition_record.h"

#include <array>
#include <charconv>
#include <cstring>
#include <string>

namespace synscope {
namespace {

constexpr std::uint16_t kInet = 2, kInet6 = 10, kTcp = 6;
constexpr std::size_t kLongestRecord = 4096;

std::optional<std::size_t> numberAfter(std::string_view text, std::string_view label) {
  const std::size_t at = text.find(label);
  if (at == std::string_view::npos) return std::nullopt;
  std::size_t number = 0;
  const char* begin = text.data() + at + label.size();
  const auto read = std::from_chars(begin, text.data() + text.size(), number);
  return read.ec == std::errc() ? std::optional(number) : std::nullopt;
}

/// In the byte order of this machine, as the kernel wrote it.
template <typename Number>
Number numberAt(std::span<const std::byte> record, std::size_t offset) {
  Number number = 0;
  std::memcpy(&number, record.data() + offset, sizeof number);
  return number;
}

IpAddress addressAt(std::span<const std::byte> record, std::size_t offset, std::size_t size) {
  std::array<std::uint8_t, 16> bytes{};
  std::memcpy(bytes.data(), record.data() + offset, size);
  if (size == 16) return IpAddress::v6(bytes);
  return IpAddress::v4(std::array{bytes[0], bytes[1], bytes[2], bytes[3]});
}

}  // namespace

std::optional<TransitionFormat::Field> TransitionFormat::find(std::string_view text, std::string_view declared,
                                                              std::size_t size) {
  const std::size_t at = text.find(std::string(" ") + std::string(declared) + ";");
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view rest = text.substr(at, text.find('\n', at) - at);
  const auto offset = numberAfter(rest, "offset:");
  const auto bytes = numberAfter(rest, "size:");
  if (!offset || bytes != size || *offset > kLongestRecord) return std::nullopt;
  return Field{*offset, size};
}

std::optional<TransitionFormat> TransitionFormat::parse(std::string_view text) {
  TransitionFormat format;
  const struct {
    Field& field;
    std::string_view declared;
    std::size_t size;
  } wanted[] = {
      {format.m_socket, "skaddr", sizeof(void*)},
      {format.m_from, "oldstate", 4},
      {format.m_to, "newstate", 4},
      {format.m_sourcePort, "sport", 2},
      {format.m_targetPort, "dport", 2},
      {format.m_family, "family", 2},
      {format.m_protocol, "protocol", 2},
      {format.m_source4, "saddr[4]", 4},
      {format.m_target4, "daddr[4]", 4},
      {format.m_source6, "saddr_v6[16]", 16},
      {format.m_target6, "daddr_v6[16]", 16},
  };
  for (const auto& [field, declared, size] : wanted) {
    const auto found = find(text, declared, size);
    if (!found) return std::nullopt;
    field = *found;
  }
  return format;
}

std::optional<TransitionRecord> TransitionFormat::decode(TimePoint at, std::span<const std::byte> record,
                                                         std::uint64_t& socket) const {
  for (const Field& field : {m_socket, m_from, m_to, m_sourcePort, m_targetPort, m_family, m_protocol, m_source4,
                             m_target4, m_source6, m_target6})
    if (field.offset + field.size > record.size()) return std::nullopt;
  const auto family = numberAt<std::uint16_t>(record, m_family.offset);
  if ((family != kInet && family != kInet6) || numberAt<std::uint16_t>(record, m_protocol.offset) != kTcp)
    return std::nullopt;
  const Field& source = family == kInet ? m_source4 : m_source6;
  const Field& target = family == kInet ? m_target4 : m_target6;
  const IpEndpoint local{addressAt(record, source.offset, source.size),
                         numberAt<std::uint16_t>(record, m_sourcePort.offset)};
  const IpEndpoint peer{addressAt(record, target.offset, target.size),
                        numberAt<std::uint16_t>(record, m_targetPort.offset)};
  socket = numberAt<std::uintptr_t>(record, m_socket.offset);
  const auto state = [&](const Field& field) {
    return tcpStateFromLinux(static_cast<std::uint8_t>(numberAt<std::int32_t>(record, field.offset)));
  };
  return TransitionRecord{at, SocketEnds(local, peer), state(m_from), state(m_to)};
}

/// Those that never got a port (no free one, no route) are not told again; they must not pile up.
void TransitionJoiner::hold(std::uint64_t socket, const TransitionRecord& record) {
  if (m_held.size() >= kMostHeld) m_held.clear();
  m_held.insert_or_assign(socket, record);
}

}  // namespace synscope
